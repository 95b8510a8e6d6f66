"""Two small invented reports, one of a province and one of a city in it, made by hand: no loader has touched them.

They hold what is awkward: blanks, dashes, an unreadable and a realigned cell, two values for one thing, a label that
the dictionary does not know, a school under several names, a region without a code, markup characters in texts.
"""

from __future__ import annotations

from dataclasses import replace

from db.model import (
    CellRole,
    Doubt,
    Entity,
    EntityType,
    Geography,
    Indicator,
    Observation,
    Origin,
    PrintedName,
    Qualifier,
    Record,
    Report,
    ReportFacts,
    SourceTable,
    Status,
    TableCell,
)

PROVINCE = Entity(EntityType.REGION, "450000", "广西壮族自治区", "450000", "province")
UNIT = Entity(EntityType.REGION, "450000:区属", "广西壮族自治区区属", "", "unit", "450000")
YULIN = Entity(EntityType.REGION, "450900", "玉林市", "450900", "prefecture", "450000")
BAISE = Entity(EntityType.REGION, "451000", "百色市", "451000", "prefecture", "450000")
BEILIU = Entity(
    EntityType.SCHOOL, "450981|职业中等专业学校", "北流市职业中等专业学校", "", "secondary", "450981", True, "public"
)
ZONE = Entity(EntityType.REGION, "450900:玉东新区", "玉东新区", "", "unit", "450900")
ZONE_SCHOOL = Entity(
    EntityType.SCHOOL, "450900:玉东新区|职业学校", "玉东新区职业学校", "", "secondary", ZONE.key, False
)
BUREAU = Entity(EntityType.BODY, "450900|教育局", "玉林市教育局", parent="450900")
NURSING = Entity(EntityType.MAJOR, "720201", "护理", "720201", parent="医药卫生大类")
OLD_MAJOR = Entity(EntityType.MAJOR, "电算会计", "电算会计")

SCORE = "new:办学规模/自评[分]"


def cells(rows: list[list[str]], line: int, header_rows: int = 1) -> tuple[TableCell, ...]:
    def role(row: int, column: int, text: str) -> CellRole:
        if row < header_rows:
            return CellRole.HEADER
        return CellRole.LABEL if column == 0 else CellRole.UNKNOWN if text == "?!" else CellRole.OBSERVATION

    return tuple(
        TableCell(r, c, line + r, text, role(r, c, text)) for r, row in enumerate(rows) for c, text in enumerate(row)
    )


SCALE = [
    ["地区", "招生数", "实际招生学校数", "自评[分]"],
    ["区属", "1204", "3", "88.50"],
    ["玉林市", "5,310", "6", "—"],
    ["百色市", "", "4", "?!"],
    ["合计", "9 000", "13", ""],
]


def _scale_row(
    row: int, entity: Entity, values: list[int | float | None], statuses: tuple[Status, ...] = ()
) -> list[Observation]:
    indicators = ["entrants", "schools.enrolling", SCORE]
    return [
        Observation(
            entity,
            indicator,
            "2023/2024",
            value,
            ["人", "所", "分"][column],
            SCALE[row][column + 1],
            40 + row,
            status=status,
            table="表1",
            row=SCALE[row][0],
            column=SCALE[0][column + 1],
            section="1.1 办学规模",
            cell=(row, column + 1),
        )
        for column, (indicator, value, status) in enumerate(zip(indicators, values, statuses, strict=True))
    ]


OK = Status.NORMAL
PROVINCE_REPORT = ReportFacts(
    report=Report(
        "guangxi-2024",
        "广西壮族自治区中等职业教育质量年度报告（2024）",
        "province",
        2024,
        "广西壮族自治区教育厅",
        PROVINCE,
        "gx.txt",
        "a" * 64,
        900,
    ),
    tables=(
        SourceTable(
            "表1",
            "办学[规模]统计表",
            40,
            cells(SCALE, 40),
            "crosstab",
            "1.1 办学规模",
            "2023/2024",
            Geography.AFFILIATION,
            ("注：[b]全口径[/b]",),
        ),
        SourceTable("@200", "优质学校名单", 200, cells([["北流市职业中等专业学校"]], 200, 0), "", "2.1 名单"),
    ),
    indicators=(Indicator(SCORE, "自评[分]", "分", known=False),),
    observations=(
        *_scale_row(1, UNIT, [1204, 3, 88.5], (OK, OK, OK)),
        *_scale_row(2, YULIN, [5310, 6, None], (OK, OK, Status.DASH)),
        *_scale_row(3, BAISE, [None, 4, None], (Status.BLANK, OK, Status.UNREADABLE)),
        *_scale_row(4, PROVINCE, [9000, 13, None], (OK, Status.REALIGNED, Status.BLANK)),
        Observation(
            PROVINCE,
            "entrants",
            "2023/2024",
            9010,
            "人",
            "9010余",
            120,
            Qualifier.ABOUT,
            origin=Origin.TEXT,
            section="3.2 招生",
        ),
    ),
    records=(
        Record(
            "优质学校名单",
            BEILIU.name,
            BEILIU,
            "学校",
            table="@200",
            row="1",
            section="2.1 名单",
            line=200,
            cell=(0, 0),
        ),
        Record("优质专业", "护理", BEILIU, "学校", "层次：省级", NURSING, section="2.2 专业", line=210),
        Record("优质专业", "电算会计", BEILIU, "学校", "", OLD_MAJOR, section="2.2 专业", line=211),
    ),
    names=(
        PrintedName(UNIT, "区属"),
        PrintedName(YULIN, "玉林市"),
        PrintedName(BAISE, "百色"),
        PrintedName(BEILIU, "广西壮族自治区北流市职业中等专业学校", 2),
        PrintedName(BEILIU, "北流市职业中等专业学校"),
        PrintedName(BEILIU, "北流职专", 5),
        PrintedName(NURSING, "护理"),
        PrintedName(OLD_MAJOR, "电算会计"),
    ),
    unsure=(Doubt("北流职校与北流市职业中等专业学校是否同一所学校，未定", 74),),
)

CITY_REPORT = ReportFacts(
    report=Report(
        "yulin-2025",
        "玉林市中等职业教育质量报告（2025）",
        "prefecture",
        2025,
        "玉林市教育局",
        YULIN,
        "yl.txt",
        "b" * 64,
        300,
    ),
    tables=(
        SourceTable(
            "附表1", "人才培养", 60, cells([["指标", "单位", "2025年"], ["毕业生数", "人", "4100"]], 60), "annex"
        ),
    ),
    observations=(
        Observation(
            YULIN,
            "graduates",
            "2025",
            4100,
            "人",
            "4100",
            61,
            table="附表1",
            row="毕业生数",
            column="2025年",
            cell=(1, 2),
        ),
        Observation(YULIN, "entrants", "2024-autumn", 5402, "人", "5402", 80, origin=Origin.TEXT, section="招生"),
        Observation(YULIN, "rate.employment", "2025", 98.0, "%", "98.00%", 81, origin=Origin.TEXT, section="就业"),
        Observation(ZONE_SCHOOL, "graduates", "2025", 120, "人", "120", 82, origin=Origin.TEXT, section="就业"),
    ),
    records=(
        Record("优秀组织单位", BUREAU.name, BUREAU, line=90, section="竞赛"),
        Record("示范学校", "北流职专", replace(BEILIU, ownership=""), "学校", line=95, section="名单"),
    ),
    names=(
        PrintedName(YULIN, "玉林市", 9),
        PrintedName(BEILIU, "北流市职业中等专业学校", 1),
        PrintedName(BEILIU, "北流职专", 4),
        PrintedName(BUREAU, "玉林市教育局"),
        PrintedName(ZONE, "玉东新区"),
        PrintedName(ZONE_SCHOOL, "玉东新区职业学校"),
    ),
)
