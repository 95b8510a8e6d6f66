"""What the loaders pass on: a `Document` as read from a file, and the `Material` of a report taken from it.

file → `Document` (blocks with lines) → `Material` (who, when, and the tables as printed) → `db.model.ReportFacts`.
A bundled edition is a `Material` written down; loading it gives the same material as its published text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import Qualifier, Status, TextLine


@dataclass(frozen=True, slots=True)
class Heading:
    text: str  # without markup
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str  # without markup
    line: int


@dataclass(frozen=True, slots=True)
class GridRow:
    line: int  # 1-based, in the published text
    cells: tuple[str, ...]  # as printed, trimmed; short rows stay short


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that stand together. A table may be several grids, broken by pages; a caption is a paragraph or heading."""

    rows: tuple[GridRow, ...]

    @property
    def line(self) -> int:
        return self.rows[0].line


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    file: str  # name without folder
    sha256: str
    line_count: int
    blocks: tuple[Block, ...]
    places: str = ""  # what a line is where it is no line of a text (`db.place`)
    left_out: tuple[str, ...] = ()  # hidden sheets


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table put together: pages joined, repeated headers dropped, fallen rows mended, nothing understood yet."""

    key: str  # 表3, 附表3, @LINE
    caption: str  # without number and markup
    section: str  # its number: 2.1.3
    line: int  # of its first row
    rows: tuple[GridRow, ...]  # header rows first
    header_rows: int  # how many of `rows` are header; 0 for a bare list
    period: str = ""  # of caption, else the last one named before it in its section; "" if none
    context: tuple[str, ...] = ()  # words of scope before it (实际招生), from `data/context.csv`
    heading: str = ""  # the heading it stands under, as printed
    unit: str = ""  # of a line like 单位：万元
    notes: tuple[str, ...] = ()  # 说明, 注 below the table
    repaired: tuple[int, ...] = ()  # lines of rows put together from broken pieces


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A figure of a sentence. Without `indicator` it was not understood and has neither entity nor period."""

    line: int
    section: str  # its number: 2.1.3
    value: int | float
    unit: str
    printed: str
    entity: str = ""  # as printed, 全国, or the name of the report's own region
    indicator: str = ""  # key, or `new:` and the words beside the number
    period: str = ""
    qualifier: Qualifier = Qualifier.NONE
    status: Status = Status.NORMAL


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence, caption or heading says of an institution by name; names and titles only."""

    line: int
    section: str  # its number: 2.1.3
    list: str  # 称号, 合作, 课程 … of `data/statements.csv`
    item: str
    entity: str  # as printed
    role: str = ""
    detail: str = ""
    ownership: str = ""  # public|private where that is what is said


@dataclass(frozen=True, slots=True)
class Material:
    """A report before it is understood. `region` is a division code, `kind` province|prefecture|county|school."""

    title: str
    issuer: str
    region: str
    kind: str
    year: int
    file: str
    sha256: str
    line_count: int
    tables: tuple[PrintedTable, ...] = ()
    figures: tuple[ProseFigure, ...] = ()
    statements: tuple[Statement, ...] = ()
    text: tuple[TextLine, ...] = field(default=(), compare=False)  # empty in an edition
    school: str = ""  # the school's printed name when kind is school
    origin: str = "file"  # file | edition
    places: str = ""  # what a line is where it is no line of a text (`db.place`)
    left_out: tuple[str, ...] = ()  # hidden sheets of a workbook
