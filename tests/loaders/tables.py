"""Tables built by hand for the tests of recognition: rows as lines, cells between bars."""

from db.model import Observation, ReportFacts
from loaders.material import GridRow, Material, PrintedTable
from loaders.recognise import recognise


def table(text: str, header: int = 1, caption: str = "", **more: object) -> PrintedTable:
    rows = tuple(GridRow(i + 10, tuple(line.strip().split("|"))) for i, line in enumerate(text.strip().split("\n")))
    return PrintedTable("表1", caption, "", 10, rows, header, **more)  # type: ignore[arg-type]


def facts_of(*tables: PrintedTable, region: str = "621000", kind: str = "prefecture", school: str = "") -> ReportFacts:
    material = Material(
        title="年度报告",
        issuer="教育局",
        region=region,
        kind=kind,
        year=2025,
        file="made.txt",
        sha256="0",
        line_count=100,
        tables=tables,
        school=school,
    )
    return recognise(material, "made-2025")


def figures(*tables: PrintedTable, **more: str) -> list[Observation]:
    return list(facts_of(*tables, **more).observations)


def cells(observations: list[Observation]) -> list[tuple[str, str, object]]:
    """Entity, indicator and value of each."""
    return [(one.entity.name, one.indicator, one.value) for one in observations]
