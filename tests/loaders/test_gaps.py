"""Where a text breaks off and where captions leave out a number; and what is no gap."""

import pytest

from loaders.gaps import gaps_of
from loaders.text import document_of

LONG = "全市中等职业学校坚持立德树人，开展多种形式的教育活动，覆盖全体学生，形成良好的育人氛围，围绕核心价值观开展"


def gaps(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.item, one.detail) for one in gaps_of(document_of(text, "a.txt", "0"))]


def test_a_number_that_no_caption_bears() -> None:
    assert gaps("图1 甲\n\n正文。\n\n图 3 乙\n") == [(5, "图2", "图1—图3")]


def test_a_text_that_breaks_off_before_a_heading() -> None:
    assert gaps(f"## 4.1 传承\n\n{LONG}“诚\n\n## 5 合作\n\n正文。\n") == [(3, "正文", "")]


def test_both_at_one_place_are_one_gap() -> None:
    assert gaps(f"图18 甲\n\n{LONG}\n\n## 5 合作\n\n图20 乙\n") == [(3, "图19", "图18—图20")]


@pytest.mark.parametrize(
    "text",
    [
        "图1 甲\n\n图2 乙\n\n图3 丙\n",
        "图 1 甲\n\n图 2 乙\n\n图 1 甲\n\n图 3 丙\n",
        f"{LONG}。\n\n## 5 合作\n",
        f"{LONG}\n\n## 合作\n",
        "图1 甲\n\n图9 乙\n",
    ],
)
def test_what_is_no_gap(text: str) -> None:
    assert not gaps(text)
