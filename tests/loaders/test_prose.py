"""Figures of prose: those typed by eye are found under the right entity, and nothing that counts nothing is one."""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.model import Entity, Observation, Origin, TimeBasis
from db.period import year_of
from db.reference import read_table
from loaders.edition import material_of, write_edition
from loaders.labels import indicator_of
from loaders.material import Document, Paragraph, ProseFigure
from loaders.prose.passages import lines_of, passages
from loaders.prose.patterns import patterns
from loaders.prose.quantities import quantities, spoken_number
from loaders.prose.reading import Whose, figures_in
from loaders.recognise import recognise
from loaders.text import document_of
from tests.loaders.office import read_word
from tests.loaders.reports import PATHS, TESTS, Golden, facts, golden, material, rows_of, squeezed

REPORTS = ("gansu-2024", "qingyang-2025", "weifang-2023", "zunyi-2026", "hengyang-2024")
UNSURE = {("qingyang-2025", "228")}
"""Whose figure it is stands on a page that the conversion lost: listed as not understood, not guessed."""
GOLDEN = golden("prose")
NAMES = {row["indicator"]: row["key"].split("|") for row in rows_of(TESTS / "golden" / "prose_names.csv")}
EXAMPLES = read_table(TESTS / "loaders" / "prose_examples.csv")
HOME = Whose("玉林市", "450900", 2025)


def document(path: Path) -> Document:
    return read_word(path.read_bytes()) if path.suffix == ".docx" else document_of(path.read_text("utf-8"), "x", "")


@cache
def observations(report: str) -> dict[int, list[Observation]]:
    found: dict[int, list[Observation]] = defaultdict(list)
    for one in facts(report).observations:
        if one.origin is Origin.TEXT:
            found[one.line].append(one)
    return found


@cache
def named(report: str) -> dict[str, set[Entity]]:
    found: dict[str, set[Entity]] = defaultdict(set)
    for name in facts(report).names:
        found[name.text].add(name.entity)
    return found


def year(one: Observation) -> int | None:
    known = indicator_of(one.indicator)
    return year_of(one.period, known.time_basis if known else TimeBasis.STOCK)


def is_printed(one: Observation, printed: str) -> bool:
    """The golden figure may stop before the qualifier, or go on to the noun."""
    return squeezed(one.printed) in squeezed(printed) or squeezed(printed) in squeezed(one.printed)


def is_of(one: Observation, row: Golden) -> bool:
    same = one.entity.name == row["entity"] or one.entity in named(row["report"])[row["entity"]]
    return same and one.entity.type == row["entity_type"]


def means(one: Observation, name: str) -> bool:
    known = indicator_of(one.indicator)
    return one.indicator in NAMES[name] if name in NAMES else known is not None and known.name == name


@pytest.mark.parametrize("report", REPORTS)
def test_every_figure_typed_by_eye_is_found(report: str) -> None:
    rows = [row for row in GOLDEN if row["report"] == report and (report, row["line"]) not in UNSURE]
    assert len(rows) >= 65
    for row in rows:
        found = [
            one
            for one in observations(report)[int(row["line"])]
            if is_printed(one, row["printed"]) and means(one, row["indicator"]) and is_of(one, row)
        ]
        told = [
            (o.value, o.unit, str(o.qualifier), str(o.status), o.period, year(o), o.section)
            for o in found
            if str(o.status) == row["status"]
        ]
        printed = (float(row["value"]), row["unit"], row["qualifier"], row["status"])
        assert (*printed, row["period"], int(row["year"]), row["section"]) in told, row


def test_what_counts_nothing_is_no_figure() -> None:
    for row in rows_of(TESTS / "golden" / "not_quantities.csv"):
        numbers = re.findall(r"\d[\d.]*", row["text"])
        printed = [squeezed(f.printed) for f in material(row["report"]).figures if f.line == int(row["line"])]
        text = squeezed(row["text"])
        assert not [p for p in printed if p in text and any(p.startswith(number) for number in numbers)], row


def test_a_figure_of_unsure_entity_is_listed_and_not_guessed() -> None:
    listed = {(q.line, q.printed) for q in facts("qingyang-2025").unread}
    assert {(228, "3 期"), (228, "24 人次")} <= listed


@pytest.mark.parametrize(("report", "least"), [(report, 0.96) for report in REPORTS])
def test_nearly_all_quantities_are_understood(report: str, least: float) -> None:
    figures = material(report).figures
    unread = [figure for figure in figures if not figure.indicator]
    assert 1 - len(unread) / len(figures) >= least
    assert len(facts(report).unread) == len(unread)


@pytest.mark.parametrize("report", REPORTS)
def test_no_quantity_is_lost(report: str) -> None:
    """Every number of every sentence is understood or listed, unless a pattern says that it counts nothing."""
    hidden = lines_of(material(report).tables)
    text = passages(document(PATHS[report]), hidden)
    expected = Counter(passage.lines[quantity.start] for passage in text for quantity in quantities(passage.text))
    found: dict[int, set[str]] = defaultdict(set)
    for figure in material(report).figures:
        found[figure.line].add(figure.printed)
    none = {(line, "三个") for line in (569,)}
    for line, number in expected.items():
        listed = len([f for f in material(report).figures if f.line == line]) + sum(at == line for at, _ in none)
        assert listed >= number, line


@pytest.mark.parametrize("report", REPORTS)
def test_the_edition_gives_the_same_figures(report: str) -> None:
    edition = material_of(write_edition(material(report)), Path("x.md"))
    assert edition.figures == material(report).figures
    told = [o for o in recognise(edition, report).observations if o.origin is Origin.TEXT]
    assert told == [o for o in facts(report).observations if o.origin is Origin.TEXT]


def figures(text: str) -> list[ProseFigure]:
    blocks = tuple(Paragraph(line, i + 1) for i, line in enumerate(text.split("\n")))
    return list(figures_in(tuple(passages(Document("x.txt", "", len(blocks), blocks))), HOME))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["pattern"])
def test_each_pattern_reads_its_example(example: Golden) -> None:
    values = [float(value) for value in example["values"].split(";")]
    expected = [
        (key, value)
        for keys, value in zip(example["indicators"].split(";"), values, strict=True)
        for key in keys.split("+")
    ]
    found = [(figure.indicator, figure.value) for figure in figures(example["sentence"])]
    assert [one for one in expected if one not in found] == []


def test_each_pattern_has_an_example() -> None:
    shown = {example["pattern"] for example in EXAMPLES}
    assert not [p.source for p in patterns() if p.source not in shown and not set(p.indicators) <= {"!", "="}]


def test_indicators_of_patterns_are_known() -> None:
    keys = {key for p in patterns() for one in p.indicators for key in one.split("+")}
    assert not [key for key in keys - {"-", "!", "="} if indicator_of(key) is None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现有专任教师１,２３４人。", [(1234, "人", "")]),
        ("受益学生约2.5万余人次。", [(2.5, "万人次", "about")]),
        ("满意度达九成五以上。", [(95, "%", "at_least")]),
        ("获9金28银41铜，列全省第六。", [(9, "金", ""), (28, "银", ""), (41, "铜", ""), (6, "名次", "")]),
        ("建成三个基地和六十四座大棚。", [(3, "个", ""), (64, "座", "")]),
        ("补贴600—900元／月。", [(600, "元／月", ""), (900, "元／月", "")]),
        ("2024年10月底，按教材厅函〔2023〕6号、“3+2”、《规划（第3版）》，第8期，2023—2024学年。", []),
    ],
)
def test_quantities_of_a_sentence(text: str, expected: list[tuple[float, str, str]]) -> None:
    document = Document("x.txt", "", 1, (Paragraph(text, 1),))
    found = [q for passage in passages(document) for q in quantities(passage.text)]
    assert [(q.value, q.unit, str(q.qualifier)) for q in found] == expected


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("占教师的四分之三。", [75]),
        ("百分之九十五点五的学生。", [95.5]),
        ("其中一半来自企业。", [50]),
        ("过半来自企业。", []),
        ("师生比为1∶17.7。", [17.7]),
    ],
)
def test_shares_in_words_and_ratios_turned_round(text: str, shares: list[float]) -> None:
    assert [q.value for q in quantities(text)] == shares


@pytest.mark.parametrize(
    ("spoken", "number"),
    [("三", 3), ("十二", 12), ("六十四", 64), ("两百", 200), ("一万三千", 13000), ("二〇二五", 2025)],
)
def test_numbers_in_characters(spoken: str, number: int) -> None:
    assert spoken_number(spoken) == number


def test_a_sentence_goes_on_over_a_page() -> None:
    text = "2025年秋季学期，全市各县中等职业学校按照要求完成招生工作，共有在校\n学生4321人。"
    (figure,) = figures(text)
    assert (figure.indicator, figure.value, figure.line, figure.period) == ("students", 4321, 2, "2025-autumn")


def test_a_list_of_places_and_a_list_of_years() -> None:
    found = figures("全市共有中等职业学校9所，公办职业中专3所（容县、陆川县、博白县各1所）。")
    assert [(f.entity, f.indicator, f.value) for f in found[2:]] == [
        ("容县", "schools.public", 1),
        ("陆川县", "schools.public", 1),
        ("博白县", "schools.public", 1),
    ]
    found = figures("2023—2025年，全市中职招生人数分别为310人、290人、270人。")
    assert [(f.period, f.value, f.indicator) for f in found] == [
        ("2023", 310, "entrants"),
        ("2024", 290, "entrants"),
        ("2025", 270, "entrants"),
    ]


def test_a_change_gives_last_year_unless_it_is_percent_of_a_rate() -> None:
    found = figures("2024—2025学年，全市办学总收入达到500万元，较上年度增加120万元。")
    assert [(f.indicator, f.value, f.period, str(f.status)) for f in found] == [
        ("funding.total", 500, "2024/2025", "normal"),
        ("funding.total.change", 120, "2024/2025", "normal"),
        ("funding.total", 380, "2023/2024", "derived"),
    ]
    found = figures("2025年，90名毕业生升学或就业，去向落实率达95.5%，较上一学年相比，下降4.25%。")
    assert [(f.indicator, f.value, str(f.status)) for f in found[1:]] == [
        ("rate.placement", 95.5, "normal"),
        ("rate.placement.change", -4.25, "normal"),
    ]


@pytest.mark.parametrize("contest", ["全国职业院校技能大赛", "广西壮族自治区职业院校技能大赛", "全省技能大赛"])
def test_a_contest_is_no_subject(contest: str) -> None:
    text = f"博白县职业中等专业学校以赛促教。{contest}中，金奖3项、银奖4项、铜奖5项，教师4人在职攻读。"
    assert {f.entity for f in figures(text)} <= {"博白县职业中等专业学校", ""}


def test_the_nation_and_another_province_are_themselves() -> None:
    found = figures("全国共成立市域产教联合体、行业产教融合共同体达900个，广东省现有专任教师77人。全市招生31人。")
    assert [f.entity for f in found] == ["全国", "广东省", "玉林市"]


def test_an_authority_speaks_for_its_region() -> None:
    found = figures("容县教育局推进改革，现有专任教师77人。")
    assert [(f.entity, f.indicator) for f in found] == [("容县", "teachers")]


def test_a_narrower_noun_is_never_taken_for_the_wider_one() -> None:
    assert [f.indicator for f in figures("2025年，国际班招生31人。")] == [""]
    assert [f.indicator for f in figures("2025年，全市招生31人。")] == ["entrants"]


@pytest.mark.parametrize(
    "sentence",
    [
        "公司现有员工300人，年产值2亿元。",
        "该校招收越南留学生26人。",
        "博白县投入1.2亿元新建职业教育中心，建成后可容纳学生5000人。",
        "认定面很广，通过率达88.5%。",
        "本市学校平均面积比全省平均高出320元。",
    ],
)
def test_what_is_of_somebody_without_a_name_or_of_the_future_is_listed_and_not_guessed(sentence: str) -> None:
    assert {figure.indicator for figure in figures(sentence)} == {""}


def test_shares_bear_the_words_of_their_sentence() -> None:
    found = figures("全市专任教师中，“双师型”教师500人，占比50.5%。六成布点集中在城区，住校生占在籍学生的三分之二。")
    assert [(f.indicator, f.value) for f in found] == [
        ("teachers.double", 500),
        ("rate.double.fulltime", 50.5),
        ("new:布点集中在城区的比例", 60),
        ("new:住校生占在籍学生比例", 66.67),
    ]


def test_from_one_year_to_another_and_at_another_level() -> None:
    found = figures("数控专业学生由2021年的80人增加到2024年的210人，建成省级精品课程6门、国家级2门。")
    assert [(f.indicator, f.value, f.period) for f in found] == [
        ("new:数控专业学生", 80, "2021"),
        ("new:数控专业学生", 210, "2024"),
        ("new:省级精品课程", 6, "2025"),
        ("new:国家级精品课程", 2, "2025"),
    ]


def test_what_it_is_compared_with_is_no_period() -> None:
    found = figures("2025年，毕业生90人，就业率95.5%，比2024年上升0.5个百分点，升学60人。")
    assert [(f.indicator, f.period) for f in found if f.status == "normal"] == [
        ("graduates", "2025"),
        ("rate.employment", "2025"),
        ("new:就业率较上年变化", "2025"),
        ("graduates.progressed", "2025"),
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from("全市县校2025年、，。；：（）“”《》第三十余约万亿人个所%金银铜—至较上各增加招生其中玉林"),
        max_size=60,
    )
)
def test_nothing_raises_on_any_text(text: str) -> None:
    for figure in figures(text):
        assert figure.printed
        assert bool(figure.indicator) == bool(figure.entity) == bool(figure.period)
