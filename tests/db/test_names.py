import csv
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.names import pinyin_of, spelling_of
from db.reference import FOLDER, divisions, majors, read_table
from db.regions import short_name


@pytest.mark.parametrize(
    ("text", "pinyin", "initials"),
    [
        ("庆阳市", "qingyangshi", "qys"),
        ("环县职专", "huanxianzhizhuan", "hxzz"),
        ("甘肃省理工中等专业学校", "gansushengligongzhongdengzhuanyexuexiao", "gsslgzdzyxx"),
        ("西峰", "xifeng", "xf"),
        ("旅游服务与管理", "lvyoufuwuyuguanli", "lyfwygl"),  # ü is v, as it is typed
        ("绿春县", "lvchunxian", "lcx"),
        ("3D打印技术", "3ddayinjishu", "3ddyjs"),
        ("ＶＲ技术（一）", "vrjishuyi", "vrjsy"),
        ("“双师型”教师", "shuangshixingjiaoshi", "ssxjs"),
        ("", "", ""),
        ("，、*", "", ""),
    ],
)
def test_a_name_as_it_is_typed(text: str, pinyin: str, initials: str) -> None:
    assert pinyin_of(text) == (pinyin, initials)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("浚县", "xunxian"),
        ("单县", "shanxian"),
        ("大城县", "daichengxian"),
        ("宕昌县职业中等专业学校", "tanchangxianzhiyezhongdengzhuanyexuexiao"),
        ("民乐县", "minlexian"),
        ("崆峒区", "kongtongqu"),
        ("武都区", "wuduqu"),
        ("康乐县", "kanglexian"),
        ("长治市", "changzhishi"),
        ("长子县", "zhangzixian"),
        ("长治市长子县", "changzhishizhangzixian"),
        ("石家庄市长安区", "shijiazhuangshichanganqu"),
        ("行唐县", "xingtangxian"),
        ("闵行区", "minhangqu"),
        ("乐清市", "yueqingshi"),
        ("乐亭县", "laotingxian"),
        ("乐陵市", "laolingshi"),
        ("乐山市", "leshanshi"),
        ("重庆市", "chongqingshi"),
        ("六安市", "luanshi"),
        ("漯河市", "luoheshi"),
        ("朝阳市", "chaoyangshi"),
        ("洪洞县", "hongtongxian"),
        ("蔚县", "yuxian"),
        ("荥阳市", "xingyangshi"),
        ("荥经县", "yingjingxian"),
        ("都匀市", "duyunshi"),
        ("成都市", "chengdushi"),
        ("什邡市", "shifangshi"),
        ("阿勒泰地区", "aletaidiqu"),
        ("厦门市", "xiamenshi"),
        ("东莞市", "dongguanshi"),
        ("渑池县", "mianchixian"),
        ("歙县", "shexian"),
        ("调酒", "tiaojiu"),
        ("会计事务", "kuaijishiwu"),
        ("给排水工程施工与运行", "jipaishuigongchengshigongyuyunxing"),
        ("藏医医疗与藏药", "zangyiyiliaoyuzangyao"),
        ("校长", "xiaozhang"),
        ("兰州银行学校", "lanzhouyinhangxuexiao"),
        ("兰州市长风学校", "lanzhoushichangfengxuexiao"),
    ],
)
def test_names_that_are_often_misread(name: str, pinyin: str) -> None:
    assert pinyin_of(name)[0] == pinyin


def test_each_override_is_what_is_read() -> None:
    for row in read_table(FOLDER / "pinyin_overrides.csv"):
        assert pinyin_of(row["text"])[0] == row["pinyin"].replace(" ", "")
        assert len(row["text"]) == len(row["pinyin"].split())


def test_a_region_is_read_the_same_in_a_school_name() -> None:
    for division in divisions():
        name = pinyin_of(division.name)[0]
        assert pinyin_of(division.name + "职业技术学校")[0] == name + "zhiyejishuxuexiao"
        short = short_name(division.name, division.level)
        assert pinyin_of(short + "职业技术学校")[0] == pinyin_of(short)[0] + "zhiyejishuxuexiao"


def test_every_character_of_the_reference_names_has_a_reading() -> None:
    for name in [*(d.name for d in divisions()), *(m.name for m in majors())]:
        assert len(pinyin_of(name)[1]) == len(name)


def test_reading_word_by_word_is_what_pypinyin_reads_in_one_go() -> None:
    from pypinyin import lazy_pinyin

    for name in [*(d.name + "职业中等专业学校" for d in divisions()), *(m.name for m in majors())]:
        assert pinyin_of(name)[0] == "".join(lazy_pinyin(name))


@given(st.text(max_size=12))
def test_only_letters_and_digits_come_out(text: str) -> None:
    for typed in pinyin_of(text):
        assert typed == "".join(c for c in typed if c.isascii() and (c.islower() or c.isdigit()))


def test_pypinyin_is_not_imported_before_a_name_is_read() -> None:
    code = "import sys, db.names; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=FOLDER.parents[1]).returncode == 0


def test_the_overrides_are_unique() -> None:
    with (FOLDER / "pinyin_overrides.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(line for line in file if not line.startswith("#"))]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("重庆市", "zhongqingshi zqs"),
        ("长治", "zhangzhi zz"),
        ("银行", "yinxing yx"),
        ("庆阳市", ""),
        ("ＶＲ技术", ""),
        ("乐山", "laoshan yueshan ys"),
    ],
)
def test_other_readings_of_a_name(name: str, readings: str) -> None:
    assert spelling_of(name).readings == readings


def test_readings_are_bounded_those_with_one_character_read_otherwise_first() -> None:
    readings = spelling_of("重单会长行").readings.split()
    assert len(readings) <= 24
    ways = [way for way in readings if len(way) > 5]
    assert {"zhongdanhuizhanghang", "zhongdanhuichangxing"} & set(ways[:7])


def test_each_reading_is_one_that_the_character_has() -> None:
    from pypinyin import Style, pinyin

    put_right = "".join(row["text"] for row in read_table(FOLDER / "pinyin_overrides.csv"))
    for row in read_table(FOLDER / "readings.csv"):
        known = pinyin(row["character"], style=Style.NORMAL, heteronym=True)[0]
        readings = row["readings"].split()
        assert len(readings) > 1
        assert row["character"] in put_right or set(readings) <= set(known)
