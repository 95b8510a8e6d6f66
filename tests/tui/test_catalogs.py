"""The catalogs: compiled ones agree with their sources, and everything that is said has a Chinese form."""

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tui.i18n import DOMAIN, LOCALE_FOLDER, LOCALES, _, set_language, translate

ROOT = Path(__file__).parents[2]
MARKERS = {"_", "word", "fault", "translate"}
FLOORS = ("db", "loaders", "tui")


def catalog(locale: str) -> dict[str, str]:
    with (LOCALE_FOLDER / locale / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale=locale) if m.id and not m.pluralizable}


def marked(path: Path) -> Iterator[str]:
    """Strings that are given to a marker."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


@pytest.mark.parametrize("locale", LOCALES.values())
def test_the_compiled_catalog_agrees_with_its_source(locale: str) -> None:
    with (LOCALE_FOLDER / locale / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for id_, said in catalog(locale).items():
        assert compiled.gettext(id_) == (said or id_), "run: make catalogs"


def test_everything_said_has_a_chinese_form() -> None:
    chinese = catalog("zh_CN")
    said = {id_ for floor in FLOORS for path in (ROOT / floor).rglob("*.py") for id_ in marked(path)}
    assert len(said) > 200
    assert sorted(id_ for id_ in said if not chinese.get(id_)) == [], "run: make catalogs, then translate"


def test_nothing_is_kept_that_is_no_longer_said() -> None:
    nodes = (
        node
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )
    strings = {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert sorted(set(catalog("zh_CN")) - strings) == [], "run: make catalogs"


def test_the_fields_of_a_message_are_those_of_its_form() -> None:
    from string import Formatter

    def fields(text: str) -> set[str]:
        return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}

    for id_, said in catalog("zh_CN").items():
        assert not said or fields(said) == fields(id_), id_


def test_the_language_is_that_which_is_chosen() -> None:
    set_language("zh")
    assert _("Regions") == "地区"
    assert translate("line {number}", number=286) == "文本行 286"
    set_language("en")
    assert _("Regions") == "Regions"
    assert _("") == ""
    assert _("not in any catalog") == "not in any catalog"
