from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from db.model import Status
from loaders.realign import Block, dropped_columns
from tests.loaders.tables import cells, facts_of, figures, table


def block(text: str, total_row: int, total_column: int | None, width: int) -> Block:
    rows = [[Decimal(cell) if cell else None for cell in line.split("|")] for line in text.split()]
    return Block(rows, total_row, total_column, width)


def test_one_placement_is_taken() -> None:
    assert dropped_columns(block("1|2||3 4|5|9 2||1|3 7|2|6|15", 3, 3, 4)) == [None, 1, None, None]


def test_the_unknown_number_of_the_total_row_is_not_needed() -> None:
    assert dropped_columns(block("1|2||3 4||5|9 2||1|3 7|6|15", 3, 3, 4)) == [None, None, None, 1]


def test_several_placements_are_none() -> None:
    assert dropped_columns(block("1|1|1|3 1|1|2 2|2|5", 2, 3, 4)) is None


def test_sums_that_hold_nowhere_are_no_placement() -> None:
    assert dropped_columns(block("1|2||3 4|5|9 7|7|7|15", 2, 3, 4)) is None


def test_a_row_may_have_lost_a_number() -> None:
    assert dropped_columns(block("22|6900|410.5 10|90 5|1200|66 37|10900|566.5", 3, None, 3)) == [None, 1, None, None]
    assert dropped_columns(block("1|2|3|6 4|9|15 5|4|12|21", 2, 3, 4)) == [None, 1, None]


def test_rates_need_not_add_up() -> None:
    rows = block("10|20|50.5 30|70.2 40|90|60.1", 2, None, 3)
    assert dropped_columns(rows) is None
    assert dropped_columns(replace(rows, loose=frozenset([2]))) == [None, 1, None]


def test_rows_that_lost_two_cells_are_left_alone() -> None:
    assert dropped_columns(block("1|2||3 4|9 5|2|4|12", 2, 3, 4)) is None


def test_blanks_beside_each_other_are_one_placement_and_the_others_say_which() -> None:
    """The second row may have lost its second or third cell, the third row only its third."""
    found = dropped_columns(block("1|1|1|1|4 2||3|5 1|4||5 4|5|1|4|14", 3, 4, 5))
    assert found == [None, 2, 2, None]


@settings(max_examples=200, deadline=None)
@given(
    st.integers(3, 5).flatmap(
        lambda width: st.tuples(
            st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=2, max_size=5),
            st.integers(0, width - 1),
        )
    )
)
def test_a_placement_never_breaks_a_sum(made: tuple[list[list[int]], int]) -> None:
    """Drop an empty cell of every row but one: whatever is answered, all sums hold with it."""
    parts, hole = made
    for row in parts[1:]:
        row[hole] = 0
    rows = [[Decimal(n) or None for n in row] + [Decimal(sum(row))] for row in parts]
    totals = [Decimal(sum(column)) for column in zip(*parts, strict=True)]
    rows.append([*totals, sum(totals, Decimal(0))])
    short = [rows[0], *([*row[:hole], *row[hole + 1 :]] for row in rows[1:-1]), rows[-1]]
    width = len(parts[0]) + 1
    found = dropped_columns(Block(short, len(short) - 1, width - 1, width))
    if found is None:
        return
    placed = [
        list(row) if gap is None else [*row[:gap], None, *row[gap:]] for row, gap in zip(short, found, strict=True)
    ]
    assert [sum((row[i] or 0) for row in placed[:-1]) for i in range(width)] == list(rows[-1])


SHORT = """地区|一等奖（项）|二等奖（项）|三等奖（项）|总计（项）
西峰区|1|2||3
环县|4|5|9
合计|5|2|5|12"""


def test_moved_figures_say_so_and_the_lost_cell_stays_lost() -> None:
    found = {one.column: one for one in figures(table(SHORT)) if one.row == "环县"}
    assert [(one.value, one.status, one.cell) for one in found.values()] == [
        (4, Status.NORMAL, (2, 1)),
        (None, Status.LOST, None),
        (5, Status.REALIGNED, (2, 2)),
        (9, Status.REALIGNED, (2, 3)),
    ]


def test_without_a_total_the_printed_places_are_kept_and_said() -> None:
    facts = facts_of(table(SHORT.rpartition("\n")[0]))
    assert [one[2] for one in cells(list(facts.observations))][4:] == [4, 5, 9, None]
    assert facts.observations[-1].status is Status.LOST
    assert any("12" in note for note in facts.tables[0].notes)


def test_a_row_that_lost_its_serial_number_is_read_one_column_on() -> None:
    found = figures(table("序号|指标|单位|2024年\n1|毕业生人数|人|100\n毕业去向落实人数|人|90\n|其中：升学人数|人|80"))
    assert [(one.indicator, one.value, one.status) for one in found] == [
        ("graduates", 100, Status.NORMAL),
        ("graduates.placed", 90, Status.REALIGNED),
        ("graduates.progressed", 80, Status.NORMAL),
    ]
