"""Charts as PNG: they open, have a size and text; where a library or a font is missing, nothing is left."""

from __future__ import annotations

import struct
import sys
import zlib
from functools import partial
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import resvg_py

from db.address import parse_address
from db.errors import ExportError
from db.export import Options, save, write_view
from db.export.drawn_bars import NAMES_MOST
from db.export.paper import NAMESPACE, ROOM, SMALL
from db.export.raster import ZOOM, png_of
from db.library import Library
from db.view import Cell, Note
from db.views.composed import ComposedView
from tests.library import bundled_library

CHART = "indicator:招生数/chart=y2024"


@pytest.fixture
def _chinese() -> None:
    try:
        png_of("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    except ExportError:
        pytest.skip("this system has no font with Chinese characters")


def written(library: Library, path: Path, address: str = CHART) -> bytes:
    save(library.view(parse_address(address)), path, path.suffix[1:], options=Options(overwrite=True))
    return path.read_bytes()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in dots, after all of it was read."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    place, data = 8, b""
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        body = png[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0]
        data += body if kind == b"IDAT" else b""
        place += 12 + length
    assert len(zlib.decompress(data)) == height * (4 * width + 1)
    return width, height


@pytest.mark.usefixtures("_chinese")
def test_a_chart_is_written_in_dots(tmp_path: Path) -> None:
    with bundled_library() as library:
        svg, png = written(library, tmp_path / "x.svg").decode(), written(library, tmp_path / "x.png")
    width, height = size_of(png)
    assert f'width="{width // ZOOM}"' in svg
    assert f'height="{height // ZOOM}"' in svg
    blank = svg.replace("<text", "<desc").replace("</text", "</desc")
    without_text = png_of(blank)
    assert size_of(without_text) == (width, height)
    assert len(png) > 1.5 * len(without_text), "text is drawn"
    assert png_of(svg.replace("庆阳市", "酒泉市")) != png, "Chinese is drawn as what it is"


def test_long_names_and_notes_stay_within_the_picture() -> None:
    stream = BytesIO()
    with bundled_library() as library:
        view = library.view(parse_address(CHART))
        assert isinstance(view, ComposedView)
        first, *others = view.all_rows
        named = first._replace(cells=(Cell("很长的名称" * 9), *first.cells[1:]))
        changed = view.with_rows([named, *others])
        changed.notes = (Note("很长的说明" * 40),)
        write_view(changed, "svg", stream)
    texts = ElementTree.fromstring(stream.getvalue()).findall(f"{{{NAMESPACE}}}text")
    assert [one.get("textLength") for one in texts if one.text == "很长的名称" * 9] == [str(NAMES_MOST)]
    lines = [one.text or "" for one in texts if {*(one.text or "")} <= {*"很长的说明"}]
    assert "".join(lines) == "很长的说明" * 40
    assert len(lines) > 1
    assert all(len(text) * SMALL <= ROOM for text in lines)


def test_without_a_chinese_font_it_is_said_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resvg_py, "svg_to_bytes", partial(resvg_py.svg_to_bytes, skip_system_fonts=True))
    with bundled_library() as library, pytest.raises(ExportError, match="font with Chinese"):
        written(library, tmp_path / "x.png")
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_it_is_said_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with bundled_library() as library, pytest.raises(ExportError, match="pip install resvg-py"):
        written(library, tmp_path / "x.png")
    assert list(tmp_path.iterdir()) == []


def test_a_table_is_no_picture(tmp_path: Path) -> None:
    with bundled_library() as library, pytest.raises(ExportError, match="Only a chart"):
        written(library, tmp_path / "x.png", "region:庆阳市")
    assert list(tmp_path.iterdir()) == []
