"""The facts as types: entities, indicators, observations, records, source tables (terms as in SDMX).

Loaders build a `ReportFacts` out of these and hand it to `db.write.put_report`; all else reads them from the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.terms import OBS_STATUS, CellRole, EntityType, Geography, Origin, Qualifier, Status, TimeBasis

__all__ = [
    "OBS_STATUS",
    "CellRole",
    "Doubt",
    "Entity",
    "EntityType",
    "Geography",
    "Indicator",
    "Observation",
    "Origin",
    "PrintedLabel",
    "PrintedName",
    "Qualifier",
    "Record",
    "Report",
    "ReportFacts",
    "SourceTable",
    "Status",
    "TableCell",
    "TimeBasis",
]


@dataclass(frozen=True, slots=True)
class Entity:
    """A region, school, other body or major. `key` is its identity within its type, the same in every report.

    region: key = code of GB/T 2260, or `PARENTCODE:NAME` for units without one (`620000:省属`)
    school, body: key as made by `loaders.schools`; major: catalogue code, or the folded name when none matches
    """

    type: EntityType
    key: str
    name: str
    code: str = ""
    level: str = ""  # region: country|province|prefecture|county|unit; school: secondary|technical|college; body: ""
    parent: str = ""  # key of the region it lies in (region, school, body); category of a major
    certain: bool = True  # False: identity rests on a guess that a person should check
    ownership: str = ""  # public|private where stated


@dataclass(frozen=True, slots=True)
class PrintedName:
    """One printed form of an entity's name in this report, and how often it stands there."""

    entity: Entity
    text: str
    uses: int = 1


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A label under which this report prints an indicator (its key), and of how many figures."""

    indicator: str
    text: str
    uses: int = 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """One quantity of one scope and, for a ratio, one denominator. Known ones come from `db/reference/indicators.csv`.

    An unknown label becomes `new:<path as printed>`, with `known=False` and the printed unit.
    """

    key: str
    name: str
    unit: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure as printed, for one entity, indicator and period; `value` is None unless the status carries one."""

    entity: Entity
    indicator: str  # indicator key
    period: str  # 2023/2024, 2024, 2024-autumn, 2024-10, 2024-10-31, 2023..2025
    value: int | float | None
    unit: str
    printed: str
    line: int
    qualifier: Qualifier = Qualifier.NONE
    status: Status = Status.NORMAL
    origin: Origin = Origin.TABLE
    table: str = ""  # key of the source table
    row: str = ""  # printed label of the row
    column: str = ""  # printed label of the column, levels joined by " / "
    section: str = ""
    cell: tuple[int, int] | None = None  # (row, column) of the printed cell in the source table, from 0


@dataclass(frozen=True, slots=True)
class Record:
    """One statement of a list: this item, of or by this entity, in this role."""

    list: str  # caption of the list
    item: str  # course, textbook, brand, person, major, or the entity itself
    entity: Entity | None
    role: str = ""  # header of the column in which the entity stands
    detail: str = ""  # other cells as `header：value`, joined by `；`
    major: Entity | None = None  # when the item is a major
    table: str = ""
    row: str = ""
    section: str = ""
    line: int = 0
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    row: int
    col: int
    line: int
    text: str
    role: CellRole


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as printed, cell by cell; `form` names what it was recognised as, empty if it was not."""

    key: str  # 表3, 附表3, @LINE
    caption: str
    line: int
    cells: tuple[TableCell, ...]
    form: str = ""
    section: str = ""  # its number: 2.1.3
    period: str = ""
    geography: Geography = Geography.NONE
    notes: tuple[str, ...] = ()
    heading: str = ""  # the heading it stands under, as printed


@dataclass(frozen=True, slots=True)
class Doubt:
    """An identity left apart, for a person to check: why, and how like the two names are (0 to 100; None: no pair)."""

    text: str
    score: int | None = None

    def __str__(self) -> str:
        return self.text if self.score is None else f"{self.text}（{self.score}/100）"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a report's running text, without markup; `section` is the number of its section."""

    line: int
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class UnreadQuantity:
    """A number with its unit in a sentence that was not understood."""

    line: int
    section: str
    printed: str


@dataclass(frozen=True, slots=True)
class Report:
    key: str  # gansu-2024
    title: str
    kind: str  # province|prefecture|county|school
    year: int
    issuer: str
    entity: Entity  # whose report it is
    file: str
    sha256: str
    line_count: int
    origin: str = "file"  # file | edition
    places: str = ""  # what a line is where it is no line of a text (`db.place`)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that one report says; `db.write.put_report` stores it in one transaction."""

    report: Report
    tables: Sequence[SourceTable] = ()
    indicators: Sequence[Indicator] = ()  # unknown ones only
    observations: Sequence[Observation] = ()
    records: Sequence[Record] = ()
    names: Sequence[PrintedName] = ()
    labels: Sequence[PrintedLabel] = ()
    unsure: Sequence[Doubt] = field(default=())
    unread: Sequence[UnreadQuantity] = ()  # quantities of prose that were not understood
    text: Sequence[TextLine] = ()  # only of a report loaded from its full text, never of an edition
    left_out: Sequence[str] = ()  # hidden sheets of a workbook
