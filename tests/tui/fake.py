"""A small made-up source for the explorer: regions with figures of two years, schools, a source table, a long list."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from db.address import ViewRequest
from db.chips import Values, value_of, without_column
from db.citation import English
from db.errors import UnknownNameError
from db.model import Status
from db.place import Place
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View
from db.views.composed import compose
from db.views.filters import values_of
from tui.listing import Listing

NUMBER = ColumnKind.NUMBER
TREE = (("甲省", 0), ("省属", 1), ("乙市", 1), ("丙市", 1), ("丁州", 1))
COUNTS = {"甲省": 137, "省属": 15, "乙市": 18, "丙市": 11, "丁州": 3}
LONG = 5000


@dataclass
class FakeSource:
    """Answers like `db.library.Library`; `asked` holds every address it was asked for."""

    asked: list[str] = field(default_factory=list)
    closed: bool = False
    interrupted: bool = False

    def view(self, request: ViewRequest) -> View:
        self.asked.append(str(request))
        if request.names and request.names[0] == "无":
            raise UnknownNameError("There is no region “{name}”.", nearest=("乙市",), name="无")
        make = NAMED if request.names else LISTS
        return arranged(make[request.kind](request))

    def values(self, request: ViewRequest, column: str, text: str = "") -> Values:
        whole = self.view(without_column(request, column).having(columns=None, frozen=None))
        rows = [row for row in whole.rows() if not text or any(text in value_of(cell) for cell in row.cells)]
        no_names: Any = None  # for what is read like the text
        return values_of(no_names, rows, whole.columns, column, "")

    def sources(self, observation_ids: Any) -> list[Any]:
        return [source_line(id_) for id_ in observation_ids]

    def cited(self, observation_ids: Any) -> list[Any]:
        return [cited(id_) for id_ in observation_ids]

    def definitions(self, indicators: Any) -> list[Any]:
        return [DEFINITION for key in indicators if key == "升学率"]

    def findings_of(self, observation_ids: Any) -> list[Any]:
        return [FINDING] if 1011 in observation_ids else []

    def overview(self) -> Any:
        return SimpleNamespace(reports=("jia-2024", "bing-2025"), first_year=2024, last_year=2025)

    def interrupt(self) -> None:
        self.interrupted = True

    def close(self) -> None:
        self.closed = True


FINDING = SimpleNamespace(
    id=7,
    message="{subject}: {expected} in one place, {found} in another; the two differ, please check",
    values={"subject": "丙市 招生数", "expected": 7984, "found": 4424},
    severity="inconsistent",
    observations_a=(1011,),
    observations_b=(11,),
    waiver=None,
    request=ViewRequest("findings", ("bing-2025",)).having(rule="printed_twice"),
)


DEFINITION = SimpleNamespace(
    key="升学率", name="升学率", gloss="progression", unit="%", path="升学率", chapter="毕业与升学", kind="a ratio",
    time="over a year; a figure of a calendar year counts for that year", scope="", denominator="毕业生数",
    formula="升学率 = 升学人数 / 毕业生数 x 100", terms=("升学人数", "毕业生数"),
)  # fmt: skip


def cited(id_: int) -> Any:
    return SimpleNamespace(
        id=id_,
        entity="丙市",
        indicator="招生数",
        name="招生数",
        gloss="entrants",
        scope="",
        qualifier="",
        report_year=2025 if id_ >= 1000 else 2024,
        english=English(),
        source=source_line(id_),
    )


def source_line(id_: int) -> Any:
    other = id_ >= 1000
    return SimpleNamespace(
        report="bing-2025" if other else "jia-2024",
        issuer="丙市教育局" if other else "甲省教育厅",
        title="",
        table="" if other else "表3",
        caption="" if other else "办学规模",
        row="丙市",
        column="招生数",
        indicator="招生数",
        section="8.1" if other else "",
        line=286 if other else 318,
        place=Place("line", 286 if other else 318),
        value=7984 if other else 4424,
        unit="人",
        status=Status.NORMAL,
        printed="7984" if other else "4424",
        period="2023/2024",
        request=None if other else ViewRequest("table", ("jia-2024", "表3")).having(at="3.2"),
    )


def arranged(view: Listing) -> View:
    """Filtered, narrowed, sorted and cut to columns as asked, by what arranges the real views."""
    return compose(view.request, tuple(view.trail), tuple(view.columns), view.lines, view.notes)


def text(said: str, **more: Any) -> Cell:
    return Cell(said, said, **more)


def figure(value: float | None, id_: int = 1, **more: Any) -> Cell:
    if value is None:
        return Cell(status=more.pop("status", None), **more)
    return Cell(str(value), value, status=Status.NORMAL, observations=(id_,), **more)


def heading(said: str) -> Row:
    return Row((text(said),), RowKind.HEADING)


def region_list(request: ViewRequest) -> Listing:
    columns = (Column("name", label="地区", frozen=True), Column("schools", NUMBER, label="学校"))
    rows = [
        Row((text(name), figure(COUNTS[name], 7)), depth=depth, key=name, target=ViewRequest("region", (name,)))
        for name, depth in TREE
    ]
    notes = (Note("{n} schools", {"n": 137}),)
    return Listing(columns, tuple(rows), request, (("地区", request),), notes)


def region(request: ViewRequest) -> Listing:
    if request.first("face") == "peers":
        return peers(request)
    name = request.names[0]
    columns = (
        Column("indicator", label="指标", frozen=True),
        Column("unit", label="单位"),
        Column("y2024", NUMBER, label="2023/24"),
        Column("y2025", NUMBER, label="2024/25"),
        Column("change", NUMBER, label="增减"),
    )
    share = Note("升学率 = 升学人数 / 毕业生数 = {a} / {b}", {"a": 1143, "b": 1843})
    rows = (
        heading("毕业与升学"),
        indicator_row("升学率", "%", figure(62.02, mark="="), figure(74.19, 2), Cell("+12.17", 12.17), share),
        indicator_row("毕业生数", "人", figure(1843, 3), figure(2948, 4), Cell(mark="#")),
        heading("规模"),
        indicator_row("在校生数", "人", figure(16553, 5), figure(15176, 6), Cell("-1377", -1377)),
        replace_cell(
            indicator_row("招生数", "人", figure(7984, 11), figure(5084, 12), Cell("-2900", -2900)),
            2,
            Cell("7984", 7984, status=Status.NORMAL, more=1, observations=(1011, 11)),
        ),
        indicator_row(
            "教师数 [双师] 型", "人", figure(None, status=Status.BLANK), figure(None, status=Status.DASH), Cell()
        ),
        heading("学校"),
        Row((text("丙县职专", target=ViewRequest("school", ("丙县职专",))), *[Cell()] * 4), key="丙县职专"),
    )
    notes = (Note("Not loaded: {what}", {"what": f"{name} 2024"}),)
    trail = (("甲省", ViewRequest("region", ("甲省",))), (name, request))
    return Listing(columns, rows, request, trail, notes)


def indicator_row(name: str, unit: str, first: Cell, second: Cell, change: Cell, note: Note | None = None) -> Row:
    target = ViewRequest("indicator", (name,))
    return Row((text(name, target=target), text(unit), first, second, change), key=name, note=note)


def replace_cell(row: Row, index: int, cell: Cell) -> Row:
    return row._replace(cells=(*row.cells[:index], cell, *row.cells[index + 1 :]))


def peers(request: ViewRequest) -> Listing:
    columns = (Column("indicator", label="指标", frozen=True), Column("rank", NUMBER, label="位次"))
    return Listing(columns, (Row((text("招生数"), Cell("2", 2))),), request, (("同级", request),))


def indicator(request: ViewRequest) -> Listing:
    columns = (
        Column("rank", NUMBER, label="位次"),
        Column("entity", label="名称", frozen=True),
        Column("y2024", NUMBER, label="2023/24"),
        Column("bar", ColumnKind.BAR),
    )
    names = [name for name, depth in TREE if depth]
    rows = [
        Row(
            (Cell(str(i + 1), i + 1), text(name), figure(4000 / (i + 1), i), Cell(value=1 / (i + 1))),
            key=name,
            target=ViewRequest("region", (name,)),
        )
        for i, name in enumerate(names)
    ]
    return Listing(columns, tuple(rows), request, ((request.names[0], request),))


COMPARED = (("毕业", "升学率", 0), ("毕业", "毕业生数", 900), ("规模", "在校生数", 0), ("规模", "招生数", 20))
"""Chapter, indicator, and how far apart the first and the last of those compared are."""


def compare(request: ViewRequest) -> Listing:
    columns = (
        Column("indicator", label="指标", frozen=True),
        Column("difference", NUMBER, label="差"),
        *(Column(f"e{i}", NUMBER, label=n) for i, n in enumerate(request.names)),
    )
    if request.first("rank"):
        columns += tuple(Column(f"rank_{i}_2024", NUMBER, label=n) for i, n in enumerate(request.names, 1))
    rows: list[Row] = []
    chapters = [""]
    for chapter, name, apart in COMPARED:
        if (request.first("only") and not apart) or not {"", chapter, name} & {*(request.option("indicator") or [""])}:
            continue
        if chapter != chapters[-1]:
            rows.append(heading(chapter))
        chapters.append(chapter)
        values = [figure(100 + apart * i / (len(request.names) - 1), i) for i, _name in enumerate(request.names)]
        if request.first("rank"):
            values += [Cell("1", 1) for _name in request.names]
        target = ViewRequest("indicator", (name,))
        rows.append(Row((text(name), Cell(str(apart), apart), *values), key=name, target=target))
    return Listing(columns, tuple(rows), request, ((" / ".join(request.names), request),))


def school_list(request: ViewRequest) -> Listing:
    columns = (Column("name", label="学校", frozen=True), Column("n", NUMBER, label="记录"))
    rows = [
        Row(
            (text(f"第{i}职业中等专业学校"), Cell(str(i), i)),
            key=str(i),
            target=ViewRequest("school", (f"第{i}职业中等专业学校",)),
        )
        for i in range(LONG)
    ]
    return Listing(columns, tuple(rows), request, (("院校", request),))


def school(request: ViewRequest) -> Listing:
    columns = (
        Column("item", label="项目", frozen=True),
        Column("content", label="内容"),
        Column("source", label="出处"),
    )
    table = ViewRequest("table", ("jia-2024", "表3")).having(at="2.1")
    rows = (
        heading("称号与名单"),
        Row((text("优质学校"), text("[b]是[/b] \x1b[31m"), text("jia-2024 表3", target=table)), key="1"),
    )
    return Listing(columns, rows, request, (("甲省", ViewRequest("region", ("甲省",))), (request.names[0], request)))


def table(request: ViewRequest) -> Listing:
    columns = tuple(Column(f"c{i + 1}", label=str(i + 1), frozen=i == 0) for i in range(4))
    rows = tuple(
        Row(
            tuple(text(f"{'头' if r == 0 else ''}{r}.{c}") for c in range(4)),
            RowKind.HEADING if r == 0 else RowKind.DATA,
            key=str(r),
        )
        for r in range(6)
    )
    return Listing(columns, rows, request, ((" ".join(request.names), request),))


def tables(request: ViewRequest) -> Listing:
    columns = (Column("table", label="表", frozen=True), Column("caption", label="标题"))
    rows = (
        heading("甲省年报"),
        Row((text("表3"), text("办学规模")), key="表3", target=ViewRequest("table", ("jia-2024", "表3"))),
    )
    return Listing(columns, rows, request, (("原表", request),))


def plain_list(request: ViewRequest) -> Listing:
    target = ViewRequest("indicator", ("招生数",)) if request.kind == "indicator" else None
    columns = (Column("name", label="名称", frozen=True),)
    return Listing(columns, (Row((text("招生数"),), key="招生数", target=target),), request, ((request.kind, request),))


def definition(request: ViewRequest) -> Listing:
    columns = (Column("item", label="项目", frozen=True), Column("content", label="内容"))
    other = ViewRequest("definition", ("毕业生数",))
    rows = (
        heading(request.names[0]),
        Row((text("公式"), text("升学率 = 升学人数 / 毕业生数 " * 6)), key="formula"),
        Row((text("分母"), text("毕业生数", target=other)), key="base", target=other),
        Row((text("数据"), text("2")), key="figures", target=ViewRequest("indicator", request.names)),
    )
    return Listing(columns, rows, request, ((request.names[0], request),))


def findings(request: ViewRequest) -> Listing:
    columns = (Column("finding", label="结果", frozen=True), Column("a", label="出处"), Column("b", label="另一处"))
    table = ViewRequest("table", ("jia-2024", "表3")).having(at="3.2")
    sides = (text("bing-2025 8.1", observations=(1011,)), text("jia-2024 表3", target=table, observations=(11,)))
    rows = (heading("前后不一"), Row((text("别的"), *sides), key="6"), Row((text("丙市 招生数"), *sides), key="7"))
    return Listing(columns, rows, request, (("校核", request),))


def found(request: ViewRequest) -> Listing:
    """A region and a school for what begins like bing, else nothing."""
    columns = (Column("found", label="名称", frozen=True), Column("place", label="位置"))
    targets = (ViewRequest("region", ("丙市",)), ViewRequest("school", ("丙县职专",)))
    rows = [
        row
        for target in targets
        for row in (heading(target.kind), Row((text(target.names[0]), text("")), key=str(target), target=target))
    ]
    known = request.names[0].startswith("bi")
    nothing = Note("Nothing of “{text}” was found.", {"text": request.names[0]})
    return Listing(columns, tuple(rows) if known else (), request, (("查找", request),), () if known else (nothing,))


def reports(request: ViewRequest) -> Listing:
    columns = (Column("of", label="年报", frozen=True), Column("year", label="年份"))
    rows = (
        Row((text("全部"), Cell()), key="", target=ViewRequest("overview")),
        Row((text("甲省"), text("2024")), key="jia-2024", target=ViewRequest("overview", ("jia-2024",))),
    )
    return Listing(columns, rows, request, (("年报", request),))


def overview(request: ViewRequest) -> Listing:
    columns = (Column("item", label="内容", frozen=True), Column("count", NUMBER, label="数量"))
    way = Row((text("丙市 两年"), Cell("3", 3)), key="way", target=ViewRequest("region", ("丙市",)))
    return Listing(columns, (heading("从这里开始"), way), request, (("年报", request),))


LISTS = {
    "reports": reports,
    "overview": overview,
    "region": region_list,
    "school": school_list,
    "major": plain_list,
    "indicator": plain_list,
    "tables": tables,
}
NAMED = {
    "overview": overview,
    "find": found,
    "region": region,
    "school": school,
    "indicator": indicator,
    "compare": compare,
    "table": table,
    "findings": findings,
    "definition": definition,
}
