"""What the commands print, and how they end."""

import json
import re
import signal
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from tests.library import bundled_library
from tests.tui.command_line import PROGRAM, ROOT, Outcome, Run, database, run, run_on_terminal, run_process

__all__ = ["database", "run"]


def test_a_region_is_found_by_its_short_name(run: Run) -> None:
    shown = run("show", "region", "庆阳", "--year", "2024,2025")
    assert shown.code == 0
    assert shown.lines[0] == "甘肃省 › 庆阳市"
    assert shown.cells("在校生总数")[:3] == ["在校生总数", "人", "16553"]
    assert shown.cells("升学率")[:5] == ["升学率", "%", "62.02", "74.19", "+12.17"]
    assert not shown.err


def test_only_the_years_asked_for_are_shown(run: Run) -> None:
    head = run("show", "region", "庆阳", "--year", "2025").lines[2]
    assert "2024/25" in head
    assert "2023/24" not in head
    assert "2023/24" in run("show", "region", "庆阳", "--year", "2024,2025").lines[2]


def test_the_second_face_of_a_region(run: Run) -> None:
    assert run("show", "region", "庆阳", "--face", "peers").cells("招生数")[:5] == ["招生数", "人", "4424", "2", "13"]


@pytest.mark.parametrize("name", ["环县职专", "环县职业中等专业学校", "甘肃省环县职业中等专业学校"])
def test_a_school_is_one_record_under_all_its_names(run: Run, name: str) -> None:
    shown = run("show", "school", name)
    assert shown.lines[0].endswith("› 环县职业中等专业学校")
    assert any(cell.endswith("表8 line 590") for cell in shown.cells("动物繁殖技术"))
    assert any(line.startswith("畜牧兽医") and "表5" in line for line in shown.lines)


def test_a_major_and_an_indicator(run: Run) -> None:
    assert any("张掖市职业技术教育中心" in line for line in run("show", "major", "护理").lines)
    assert "4424" in run("show", "indicator", "招生数", "--year", "2024").cells("庆阳市")


@pytest.mark.parametrize("kind", ["region", "school", "major", "indicator"])
def test_without_a_name_all_are_listed(run: Run, kind: str) -> None:
    shown = run("show", kind)
    assert shown.code == 0
    assert len(shown.lines) > 15


def test_regions_side_by_side(run: Run) -> None:
    shown = run("compare", "庆阳", "平凉", "--year", "2024")
    assert shown.cells("招生数")[:6] == ["招生数", "人", "4.4", "4424", "4230", "-194"]


def test_tables_of_a_report_and_one_as_printed(run: Run) -> None:
    assert len([line for line in run("tables").lines if "gansu-2024" in line]) == 23
    assert run("tables", "qingyang-2025").cells("@101")[1] == "优秀组织单位名单"
    assert run("tables", "gansu-2024", "表3").cells("庆阳市") == [
        "庆阳市",
        "16553",
        "0",
        "16553",
        "2569",
        "2000",
        "4424",
    ]
    assert run("tables", "gansu-2024", "表3").cells("白银市")[-1] == "blank"


def test_the_reports(run: Run) -> None:
    assert run("reports").cells("qingyang-2025")[1:3] == ["庆阳市中等职业教育质量报告（2025）", "庆阳市教育局"]


def test_several_matches_are_listed_and_a_code_chooses(run: Run) -> None:
    shown = run("show", "region", "城关")
    assert (shown.code, shown.out) == (2, "")
    assert "620102  城关区  甘肃省 兰州市" in shown.err
    assert "540102" in shown.err
    assert run("show", "region", "城关", "--code", "620102").lines[0].endswith("兰州市 › 城关区")


def test_what_may_be_meant_is_named_once(run: Run) -> None:
    shown = run("show", "indicator", "其他")
    assert shown.code == 2
    assert "毕业生人数 / 未就业人数\n" in shown.err, "what it is part of"
    assert shown.err.count("其他暂不就业人数") == 1
    assert run("show", "major", "数控").err.count("数控加工") == 1


def test_an_unknown_name_suggests_the_nearest(run: Run) -> None:
    shown = run("show", "school", "环县职业中等专业学院")
    assert (shown.code, shown.out) == (1, "")
    assert "环县职业中等专业学校" in shown.err
    assert len(shown.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shwo"], "No such command"),
        (["show", "town", "庆阳"], "is not one of"),
        (["show", "region", "庆阳", "--yaer", "2024"], "No such option"),
        (["show", "region", "庆阳", "--year", "last"], "is no year"),
        (["compare"], "Missing argument"),
    ],
)
def test_wrong_words_end_with_2(run: Run, words: list[str], said: str) -> None:
    shown = run(*words)
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err


@pytest.mark.parametrize(
    "words",
    [["tables", "nowhere-2024"], ["tables", "gansu-2024", "表99"], ["export", "town:庆阳"], ["remove", "nowhere-2024"]],
)
def test_what_is_not_there_ends_with_1_and_one_sentence(run: Run, words: list[str]) -> None:
    shown = run(*words)
    assert (shown.code, shown.out) == (1, "")
    assert len(shown.err.splitlines()) == 1


def test_export_to_standard_output_has_no_byte_order_mark(run: Run) -> None:
    shown = run("export", "observations")
    assert shown.lines[0].startswith("report,issuer,entity_type,entity,code,indicator,")
    with bundled_library() as library:
        assert len(shown.lines) == 1 + library.overview().observations


def test_export_of_a_view_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "庆阳.csv"
    shown = run("export", "region:庆阳市/year=2024,2025", "-o", str(path))
    assert (shown.code, shown.out) == (0, "")
    assert str(path) in shown.err
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert any("在校生总数,students,人,16553" in line for line in path.read_text(encoding="utf-8-sig").splitlines())


def test_a_file_that_is_there_is_replaced_only_by_force(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text("mine")
    assert run("export", "records", "-o", str(path)).code == 1
    assert path.read_text() == "mine"
    assert run("export", "records", "-o", str(path), "--force").code == 0
    with bundled_library() as library:
        assert len(json.loads(path.read_text(encoding="utf-8"))) == library.overview().records


def test_the_format_follows_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    for name, beginning in (("a.xlsx", b"PK"), ("a.parquet", b"PAR1"), ("a.json", b"[\n"), ("a.csv", b"\xef\xbb\xbf")):
        assert run("export", "reports", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_bytes().startswith(beginning)


def test_interface_words_follow_the_language_and_data_stays(run: Run) -> None:
    english, chinese = (run("show", "region", "庆阳", lang=lang).lines for lang in ("en", "zh"))
    assert english[0] == chinese[0] == "甘肃省 › 庆阳市"
    assert "Indicator" in english[2]
    assert english[2:] != chinese[2:]


def test_the_database_may_be_named_behind_the_command(run: Run, database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    database.rename(other)
    assert run("show", "region", "庆阳", "--db", str(other)).code == 0
    assert run("--db", str(other), "reports").code == 0
    assert not database.exists()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 20])
def test_what_is_no_database_is_said_and_left_alone(run: Run, database: Path, content: bytes) -> None:
    database.write_bytes(content)
    shown = run("reports")
    assert (shown.code, shown.out) == (1, "")
    assert str(database) in shown.err
    assert len(shown.err.splitlines()) == 1
    assert database.read_bytes() == content


def test_without_words_and_terminal_an_overview_is_printed_and_the_program_ends(database: Path) -> None:
    shown = run_process(NIANBAO_LANG="en")
    assert shown.code == 0
    assert "甘肃省 2024, 庆阳市 2025" in shown.out
    with bundled_library() as library:
        overview = library.overview()
    assert shown.out.splitlines()[0].startswith("nianbao")
    assert re.search(rf"^Figures of sentences +{overview.sentences}$", shown.out, re.MULTILINE)
    assert str(database) in shown.out
    assert not shown.err


def test_on_a_terminal_the_explorer_opens_and_q_leaves_it(database: Path) -> None:
    shown, code = run_on_terminal(keys="q", after="庆阳市", NIANBAO_LANG="zh")
    assert code == 0
    assert "地区" in shown
    assert "Traceback" not in shown
    assert database.exists()


def test_an_interrupt_ends_quietly(database: Path) -> None:
    writer = Popen([*PROGRAM, "export", "observations"], cwd=ROOT, stdout=PIPE, stderr=PIPE)
    assert writer.stdout
    assert writer.stderr
    writer.stdout.readline()  # it is at work now, and stops when the pipe is full
    writer.send_signal(signal.SIGINT)
    assert writer.wait(30) == 130
    assert writer.stderr.read() == b""
    writer.stdout.close()
    writer.stderr.close()
    assert database.exists()


def test_a_closed_pipe_is_silent(database: Path) -> None:
    writer = Popen([*PROGRAM, "export", "observations"], cwd=ROOT, stdout=PIPE, stderr=PIPE)
    assert writer.stdout
    assert writer.stderr
    writer.stdout.readline()
    writer.stdout.close()
    assert writer.stderr.read() == b""
    writer.stderr.close()
    assert writer.wait(30) == 0
    assert database.exists()


def test_on_a_terminal_thousands_are_set_apart_and_numbers_are_whole(database: Path) -> None:
    shown, code = run_on_terminal("show", "region", "庆阳", NIANBAO_LANG="en")
    assert code == 0
    assert Outcome(0, shown, "").cells("在校生总数")[:4] == ["在校生总数", "students", "人", "16 553"]
    assert database.exists()


def test_a_table_wider_than_the_terminal_is_not_cut(database: Path) -> None:
    shown, _code = run_on_terminal("tables", "gansu-2024", "表3", NIANBAO_LANG="en", COLUMNS="40")
    assert Outcome(0, shown, "").cells("总计")[-1] == "39 204"
    assert database.exists()


def test_a_locale_that_lacks_the_characters_does_not_end_the_program(database: Path) -> None:
    shown = run_process("show", "region", "庆阳", PYTHONIOENCODING="ascii", NIANBAO_LANG="en")
    assert shown.code == 0
    assert "16553" in shown.out
    assert database.exists()
