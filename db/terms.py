"""The closed lists of the field's terms (as in SDMX): what a figure's status, a cell's role, an entity's type may be.

They stand apart from the types that use them, so that showing something does not cost the making of those.
"""

from __future__ import annotations

from enum import StrEnum


class EntityType(StrEnum):
    REGION = "region"
    SCHOOL = "school"
    BODY = "body"
    MAJOR = "major"


class Status(StrEnum):
    """What became of a figure between the page and us. A blank, a dash or a lost cell is never 0."""

    NORMAL = "normal"
    BLANK = "blank"  # an empty cell that was printed
    DASH = "dash"  # a printed mark for "not reported"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"  # something stands there that is no number
    LOST = "lost"  # a cell that the conversion of the document dropped
    REALIGNED = "realigned"  # a value whose column differs from its printed place
    REPAIRED = "repaired"  # a value put together again from broken pieces
    DERIVED = "derived"  # last year's value out of a printed change


OBS_STATUS = {
    Status.NORMAL: "A",
    Status.BLANK: "O",
    Status.DASH: "L",
    Status.NOT_APPLICABLE: "M",
    Status.UNREADABLE: "O",
    Status.LOST: "O",
    Status.REALIGNED: "V",
    Status.REPAIRED: "V",
    Status.DERIVED: "I",
}
"""SDMX code list CL_OBS_STATUS: A normal, L not collected, M cannot exist, O missing, V unvalidated, I imputed."""


class Qualifier(StrEnum):
    NONE = ""
    ABOUT = "about"  # 余, 多, 约
    AT_LEAST = "at_least"  # 以上


class Origin(StrEnum):
    TABLE = "table"
    TEXT = "text"


class TimeBasis(StrEnum):
    """How the period of an indicator becomes the year under which it is compared (see `db.period.year_of`)."""

    STOCK = "stock"  # students, teachers, schools, equipment
    INTAKE = "intake"  # entrants
    FLOW = "flow"  # graduates, money, training, contests


class Geography(StrEnum):
    """Which schools a table counts under a region; figures of different geography are not set in ratio unmarked."""

    AFFILIATION = "affiliation"  # a 省属 row beside the regions: each region without the schools run from above
    LOCATION = "location"  # no such row, yet the rows make the whole
    OWN = "own"  # a report's figure for its own region
    NONE = ""


class CellRole(StrEnum):
    """What a cell of a source table was understood as. Every non-empty cell has one (conservation)."""

    HEADER = "header"
    LABEL = "label"
    OBSERVATION = "observation"
    RECORD = "record"
    NOTE = "note"
    UNKNOWN = "unknown"  # not understood, listed


class Severity(StrEnum):
    """The five classes of findings. Only `mismatch` fails a strict check; `scope` is told but not counted."""

    MISMATCH = "mismatch"  # 硬性不符: one report, one definition, the arithmetic fails
    INCONSISTENT = "inconsistent"  # 前后不一: the same thing printed twice with two values
    VERIFY = "verify"  # 待核实: implausible, or a part that exceeds its whole
    SCOPE = "scope"  # 口径说明: differs because it counts something else
    CONVERSION = "conversion"  # 转换疑点: ours; a lost cell, a missing table, compare with the printed report
