import pytest

from db.model import Qualifier, Status
from loaders.cells import is_value, read_cell
from loaders.words import canonical_unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("31", 31, ""),
        ("31.00", 31.0, ""),
        ("1,234", 1234, ""),
        ("1 234 567", 1234567, ""),
        ("３１２６", 3126, ""),
        ("１０，０００", 10000, ""),
        ("99.32%", 99.32, "%"),
        ("10.09: 1", 10.09, ":1"),
        ("16.4：1", 16.4, ":1"),
        ("1:19", 19, ":1"),
        ("1.2万元", 1.2, "万元"),
        ("8,120.5 万元", 8120.5, "万元"),
        ("7*", 7, ""),
        ("132<sup>5</sup>", 132, ""),
        ("-4.25", -4.25, ""),
    ],
)
def test_a_figure_is_read_as_printed(text: str, value: float, unit: str) -> None:
    printed = read_cell(text)
    assert (printed.status, printed.value, printed.unit) == (Status.NORMAL, value, unit)
    assert type(printed.value) is type(value)


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("约300", 300, "", Qualifier.ABOUT),
        ("2000余", 2000, "", Qualifier.ABOUT),
        ("2,300余人", 2300, "人", Qualifier.ABOUT),
        ("300人左右", 300, "人", Qualifier.ABOUT),
        ("8000元以上", 8000, "元", Qualifier.AT_LEAST),
        ("300", 300, "", Qualifier.NONE),
    ],
)
def test_a_qualifier_stays_beside_its_figure(text: str, value: int, unit: str, qualifier: Qualifier) -> None:
    printed = read_cell(text)
    assert (printed.value, printed.unit, printed.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize("text", ["—", "——", "-", "–", "/", "*", "无", "未填报", "…"])
def test_a_mark_for_not_reported_is_no_zero(text: str) -> None:
    printed = read_cell(text)
    assert (printed.status, printed.value) == (Status.DASH, None)


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_an_empty_cell_is_blank(text: str) -> None:
    assert read_cell(text).status is Status.BLANK


def test_what_does_not_apply_is_said() -> None:
    assert read_cell("不适用").status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["见附表", "1 2", "12(3)", "8.0.1", "1，23", "2024年", "3/5", "1" * 20, "兰州市"])
def test_what_is_no_figure_is_unreadable(text: str) -> None:
    printed = read_cell(text)
    assert (printed.status, printed.value) == (Status.UNREADABLE, None)


def test_a_column_of_figures_holds_figures_and_marks() -> None:
    assert [is_value(text) for text in ("12", "—", "不适用", "", "兰州市")] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("—", ""),
        ("/", ""),
        (":", ":1"),
        ("1:", ":1"),
        ("㎡/生", "平方米/生"),
        ("m²", "平方米"),
        ("元/生", "元/生"),
        ("Mbps", "Mbps"),
    ],
)
def test_a_unit_that_is_printed_in_several_ways_is_one_unit(printed: str, unit: str) -> None:
    assert canonical_unit(printed) == unit
