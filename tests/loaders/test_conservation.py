"""What must hold for every table, sense or nonsense."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from db.model import CellRole, ReportFacts, SourceTable, Status
from loaders.material import GridRow, PrintedTable
from loaders.words import shown
from tests.loaders.tables import facts_of

WORDS = [
    *[
        "序号",
        "指标",
        "单位",
        "项目",
        "2024年",
        "2023年",
        "2023—2024学年",
        "数值",
        "调查人次",
        "调查方式",
        "备注",
        "性质",
        "年份",
    ],
    *[
        "在校生数（人）",
        "招生数",
        "其中：女生",
        "国家级数量",
        "接入国家智慧教育平台数",
        "在线精品课程数",
        "毕业生",
        "合计",
        "总计",
    ],
    *[
        "一般类",
        "艺术类",
        "公办",
        "民办",
        "升学情况",
        "本科层次",
        "就业率",
        "“双师型”教师占比",
        "个数",
        "人",
        "%",
        "学时",
        "万元",
        ":",
    ],
    *["省属", "市直", "庆阳市", "环县", "西峰区", "兰州新区", "全市", "甘肃省", "环县职业中等专业学校", "甘肃省图书馆"],
    *["护理、幼儿保育", "数控技术应用（群）", "王晓琴", "华亭市退休教师", "酒泉职业技术学院 金川集团公司"],
    *[
        "—",
        "/",
        "*",
        "无",
        "0",
        "15",
        "1,234",
        "12.5",
        "99.32%",
        "10.09: 1",
        "1.2万元",
        "8000元以上",
        "约300",
        "2024",
        "1",
        "2",
        "①",
    ],
]
cell_texts = st.one_of(st.just(""), st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=4))
rows = st.lists(st.lists(cell_texts, max_size=6), min_size=1, max_size=8)
captions = st.sampled_from(["", "全省中等职业学校分布统计表", "各县区招生数统计表", "毕业生就业情况", "名单"])


HEADS = [word for word in WORDS if word[:1] in "序指单项2数调备性年在招一艺公就“个合总"]
SIDES = [
    ["省属", "庆阳市", "环县", "西峰区", "兰州新区", "合计"],
    ["环县职业中等专业学校", "庆阳市机电工程学校", "合计"],
]
SIDES += [
    ["在校生数", "其中：女生", "在线精品课程数", "国家级数量", "接入国家智慧教育平台数", ""],
    ["2023年", "2024年"],
]
FIGURES = ["", "—", "0", "1", "2", "15", "1,234", "12.5", "99.32%", "10.09: 1", "1.2万元", "8000元以上", "约300", "x"]


@st.composite
def shaped(draw: st.DrawFn) -> PrintedTable:
    """A table as reports have them: a header, words at the left, figures; now and then a cell is dropped."""
    width = draw(st.integers(1, 5))
    side = draw(st.sampled_from(SIDES))
    grid = [
        [
            draw(st.sampled_from(["地区", "指标", "学校"])),
            *draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width)),
        ]
    ]
    for _ in range(draw(st.integers(1, 6))):
        row = [draw(st.sampled_from(side)), *draw(st.lists(st.sampled_from(FIGURES), min_size=width, max_size=width))]
        if draw(st.integers(0, 4)) == 0:
            del row[draw(st.integers(0, width))]
        grid.append(row)
    rows = tuple(GridRow(i + 1, tuple(row)) for i, row in enumerate(grid))
    return PrintedTable("表1", draw(captions), "", 1, rows, 1)


@st.composite
def scattered(draw: st.DrawFn) -> PrintedTable:
    grid = draw(rows)
    return PrintedTable(
        key="表1",
        caption=draw(captions),
        section="",
        line=1,
        rows=tuple(GridRow(i + 1, tuple(row)) for i, row in enumerate(grid)),
        header_rows=draw(st.integers(0, len(grid))),
        context=draw(st.sampled_from([(), ("实际招生",)])),
        unit=draw(st.sampled_from(["", "万元", "人"])),
    )


def printed_cells(table: PrintedTable) -> list[tuple[int, int, str]]:
    return [(i, j, text) for i, row in enumerate(table.rows) for j, text in enumerate(row.cells)]


def understood(facts: ReportFacts) -> SourceTable:
    (table,) = facts.tables
    return table


@settings(max_examples=150, deadline=None)
@given(st.one_of(scattered(), shaped()))
def test_every_cell_is_kept_and_accounted_for(table: PrintedTable) -> None:
    facts = facts_of(table)
    found = understood(facts)
    assert [(cell.row, cell.col, cell.text) for cell in found.cells] == printed_cells(table)
    roles = {(cell.row, cell.col): cell.role for cell in found.cells}
    observed = [one.cell for one in facts.observations if one.cell]
    assert {place for place, role in roles.items() if role is CellRole.OBSERVATION} == set(observed)
    assert max(Counter(observed).values(), default=0) <= 1
    assert all(roles[one.cell] is CellRole.RECORD for one in facts.records if one.cell)
    assert not [cell for cell in found.cells if cell.role is CellRole.UNKNOWN and not cell.text.strip()]
    if not found.form:
        assert not facts.observations
        assert not facts.records


@settings(max_examples=150, deadline=None)
@given(st.one_of(scattered(), shaped()))
def test_a_figure_is_what_its_cell_says(table: PrintedTable) -> None:
    facts = facts_of(table)
    unknown = {indicator.key for indicator in facts.indicators}
    for one in facts.observations:
        assert (one.value is None) == (one.status not in {Status.NORMAL, Status.REALIGNED, Status.REPAIRED})
        assert (one.cell is None) == (one.status is Status.LOST)
        assert one.indicator.startswith("new:") == (one.indicator in unknown)
        assert one.period
        if one.cell:
            assert one.printed == shown(table.rows[one.cell[0]].cells[one.cell[1]])


@settings(max_examples=40, deadline=None)
@given(st.one_of(scattered(), shaped()))
def test_reading_again_gives_the_same(table: PrintedTable) -> None:
    assert facts_of(table) == facts_of(table)
