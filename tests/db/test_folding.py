import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.folding import folded, simplified, spelled


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("環縣職專", "环县职专"),
        ("環縣 職專", "环县职专"),
        ("ＨＸｚｚ", "hxzz"),
        ("Ｖｒ技术（一）", "vr技术(一)"),
        ("乌拉特後旗", "乌拉特后旗"),
        ("於洪", "于洪"),
        ("", ""),
    ],
)
def test_a_text_as_it_is_looked_for(typed: str, meant: str) -> None:
    assert folded(typed) == meant


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("ｈｘｚｚ", "hxzz"),
        ("Huan Xian", "huanxian"),
        ("xi'an", "xian"),
        ("lǜ chūn", "lvchun"),
        ("nü", "nv"),
        ("2024", "2024"),
        ("环县", ""),
        ("a-b", ""),
    ],
)
def test_letters_typed_as_pinyin(typed: str, letters: str) -> None:
    assert spelled(typed) == letters


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing_and_parts_fold_alike(text: str) -> None:
    assert simplified(simplified(text)) == simplified(text)
    assert simplified(text) == "".join(map(simplified, text))


def test_the_converter_is_loaded_only_for_characters_that_need_it() -> None:
    code = "import sys; from db.folding import folded; folded('环县职专（一）'); sys.exit('opencc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
