"""What a comparison that shows only what differs leaves out, and how many of which."""

from db.address import parse_address
from tests.library import bundled_library

COMPARED = "compare:庆阳市,天水市,平凉市"
SAME = "Hidden rows, without a difference: {n}"
ALONE = "Hidden rows, nothing to compare (one alone reports it, or not comparable): {n}"


def test_rows_without_a_difference_and_rows_with_nothing_to_compare_are_counted_apart() -> None:
    library = bundled_library()
    every = library.view(parse_address(COMPARED))
    changed = library.view(parse_address(f"{COMPARED}/only=changed"))
    hidden = {note.word: note.values["n"] for note in changed.notes if note.word in (SAME, ALONE)}
    differences = [row.cells[2].value for row in every.rows() if row.target]
    assert hidden.get(SAME, 0) == sum(value == 0 for value in differences)
    assert hidden.get(ALONE, 0) == sum(value is None for value in differences) > 0
    assert not {SAME, ALONE} & {note.word for note in every.notes}


def test_a_comparison_of_many_is_that_of_few() -> None:
    """The figures of two stand in a comparison of all as they do in one of two, where one table has both."""
    library = bundled_library()
    two = library.view(parse_address("compare:庆阳市,天水市/year=2024/indicator=entrants"))
    many = library.view(parse_address("compare:庆阳市,天水市,平凉市,兰州市,白银市/year=2024/indicator=entrants"))
    figures = [
        [[cell.value for cell in row.cells[3:5]] for row in view.rows() if row.key == "entrants"]
        for view in (two, many)
    ]
    assert figures[0] == figures[1] != []
