"""What the line of a figure stands for: a line of a text, a block of a DOCX file, a cell of a workbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.place import Anchor, cell_places, column_letters, column_number, place_of


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16384, "XFD")])
def test_letters_of_columns(number: int, letters: str) -> None:
    assert (column_letters(number), column_number(letters)) == (letters, number)


def test_places_of_other_documents() -> None:
    assert (place_of("", 318).kind, place_of("", 318, (2, 3)).number) == ("line", 318)
    assert (place_of("block", 12).kind, place_of("block", 12).number) == ("block", 12)
    assert (place_of("block", 8, (3, 1)).kind, place_of("block", 8, (3, 1)).number) == ("row", 4)


NAMES = st.text("甲乙A!=;' ", min_size=1, max_size=6)


@given(
    st.lists(
        st.builds(Anchor, st.integers(1, 99), st.integers(1, 99), st.integers(1, 99), NAMES), min_size=1, max_size=4
    )
)
def test_places_are_written_and_read(anchors: list[Anchor]) -> None:
    anchors = [one._replace(line=100 * i + one.line) for i, one in enumerate(anchors)]
    for one in anchors:
        place = place_of(cell_places(anchors), one.line, (5, 0))
        assert place.text == f"{one.sheet}!{column_letters(one.column)}{one.row}"
