"""A number of a sheet as Excel shows it: its value in its number format (ECMA-376, part 1, 18.8.30 and 18.8.31).

What depends on the width of a column or on the computer is shown as in a wide column of a Chinese Excel. Colours and
fractions are not followed; a number of a format that cannot be read is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

GENERAL = "General"
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 56), 'h"时"mm"分"ss"秒"'),
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    **dict.fromkeys((41, 42), "#,##0"),
    **dict.fromkeys((43, 44), "#,##0.00"),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Number formats that a file names by their id alone, those of a Chinese Excel where languages differ."""

_LONG_DATE = BUILT_IN[31]  # that of the computer's settings
_DIGITS = 15  # that a number of Excel has
_WIDEST = 11  # characters that the format General shows
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|E(?P<exponent>[+-]0+)|(?P<digit>[0#?])"
    r"|(?P<moment>y+|m+|d+|h+|s+|e+|a{3,4}(?![a-z]))|(?P<mark>[.,%@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(?P<sign><=|>=|<>|<|>|=)(?P<limit>-?[\d.]+)\]")
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Token = tuple[str, str]  # its kind and its text


def shown_number(text: str, form: str = GENERAL, *, epoch_1904: bool = False) -> str:
    """`text` is the number as the file holds it. What is no number is given back."""
    try:
        with localcontext() as context:
            context.prec = _DIGITS
            value = +Decimal(text.strip())
        if not value.is_finite():
            return text
    except ArithmeticError:
        return text
    section, value = _section(_LONG_DATE if "[$-F800]" in form.upper() else form, value)
    tokens = _tokens(section)
    kinds = {kind for kind, _ in tokens}
    if kinds & {"moment", "elapsed", "half"}:
        return _shown_moment(tokens, value, epoch_1904) or general(value)
    if "digit" in kinds:
        return _shown_digits(tokens, value)
    if tokens and not kinds & {"general", "@"}:
        return "".join(text for kind, text in tokens if kind == "literal")
    plain = general(abs(value))
    around = "".join(text if kind == "literal" else plain for kind, text in tokens) or plain
    return ("-" if value < 0 else "") + around


# --- formats ---


def _section(form: str, value: Decimal) -> tuple[str, Decimal]:
    """The part of a format that holds for the value, and the value without the sign that the part brings itself."""
    sections = _sections(form)[:3]
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        pairs = zip(sections, conditions, strict=True)
        return next((section for section, limit in pairs if limit is None or _holds(limit, value)), sections[-1]), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(condition: re.Match[str], value: Decimal) -> bool:
    limit = Decimal(condition["limit"])
    order = (value > limit) - (value < limit)
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "=": order == 0, "<>": order != 0}[
        condition["sign"]
    ]


@lru_cache(maxsize=256)
def _sections(form: str) -> list[str]:
    """The format at its semicolons, but for those inside quotes."""
    return ["".join(part) for part in _split(re.findall(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]|.', form, re.DOTALL))]


def _split(pieces: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for piece in pieces:
        if piece == ";":
            found.append([])
        else:
            found[-1].append(piece)
    return found


@lru_cache(maxsize=256)
def _tokens(section: str) -> tuple[Token, ...]:
    return tuple(token for match in _TOKEN.finditer(section) if (token := _token(match))[1])


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or ""
    text = match[kind] if kind else ""
    if kind in ("quoted", "escaped", "currency", "other"):
        return "literal", text
    if kind == "mark":
        return text, text
    return kind, text.lower() if kind in ("moment", "elapsed") else text


# --- numbers ---


def general(value: Decimal) -> str:
    """As the format General shows it in a wide column; whole numbers entirely."""
    if value == value.to_integral_value():
        return str(int(value))
    whole = len(str(int(abs(value))))
    if abs(value) < Decimal("0.0001"):
        return f"{value.normalize():.5E}"
    rounded = _rounded(value, max(0, _WIDEST - 1 - whole))
    return f"{rounded:f}".rstrip("0").rstrip(".")


def _rounded(value: Decimal, decimals: int) -> Decimal:
    with localcontext() as context:
        context.prec = 400
        return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class _Digits:
    """Where the digits of a format stand among its tokens."""

    whole: tuple[int, ...]
    point: int
    after: tuple[int, ...]
    needed: int  # whole digits that are filled up with noughts
    scale: int  # power of ten that is shown beside its own value: % and commas at the end
    grouped: bool
    powered: bool
    fixed: dict[float, str]  # what stands between the digits


@lru_cache(maxsize=256)
def _digits(tokens: tuple[Token, ...]) -> _Digits:
    kinds = [kind for kind, _ in tokens]
    end = kinds.index("exponent") if "exponent" in kinds else len(kinds)
    point = kinds.index(".") if "." in kinds[:end] else end
    whole = tuple(i for i in range(point) if kinds[i] == "digit")
    commas = [i for i, kind in enumerate(kinds) if kind == ","]
    grouping = [i for i in commas if whole and whole[0] < i < whole[-1]]
    return _Digits(
        whole=whole,
        point=point,
        after=tuple(i for i in range(point, end) if kinds[i] == "digit"),
        needed=max((len(whole) - number for number, i in enumerate(whole) if tokens[i][1] == "0"), default=0),
        scale=2 * kinds.count("%") - 3 * (len(commas) - len(grouping)),
        grouped=bool(grouping),
        powered="exponent" in kinds,
        fixed={i: text for i, (kind, text) in enumerate(tokens) if kind in ("literal", "%")},
    )


def _shown_digits(tokens: tuple[Token, ...], value: Decimal) -> str:
    """Each digit of the number in its place among the other signs of the format."""
    form = _digits(tokens)
    scaled = abs(value).scaleb(form.scale)
    power = _power(scaled, max(1, len(form.whole)), len(form.after)) if form.powered else 0
    left, _, right = f"{_rounded(scaled.scaleb(-power), len(form.after)):f}".partition(".")
    left = left.lstrip("0").rjust(form.needed, "0")
    shown = form.fixed | _whole_digits(form, left) | _decimal_digits(tokens, form, right)
    if form.powered:
        place = next(i for i, (kind, _) in enumerate(tokens) if kind == "exponent")
        shown[place] = f"E{'-' if power < 0 else '+'}{abs(power):0{len(tokens[place][1]) - 1}}"
    return ("-" if value < 0 else "") + "".join(shown[i] for i in sorted(shown))


def _whole_digits(form: _Digits, digits: str) -> dict[float, str]:
    """The last digit in the last place, and so on; the first place takes all that are left."""
    if form.grouped:
        signs = [f"{digit}," if rest and not rest % 3 else digit for digit, rest in _counted_down(digits)]
    else:
        signs = list(digits)
    places = form.whole or (form.point - 0.5,)
    spare = max(0, len(signs) - len(places) + 1)
    first = "".join(signs[:spare])
    rest = signs[spare:]
    return {places[0]: first} | dict(zip(places[len(places) - len(rest) :], rest, strict=True))


def _counted_down(digits: str) -> list[tuple[str, int]]:
    return [(digit, len(digits) - 1 - i) for i, digit in enumerate(digits)]


def _decimal_digits(tokens: Sequence[Token], form: _Digits, digits: str) -> dict[float, str]:
    """With the point before them; noughts at the end stand only where the format asks for them."""
    shown: dict[float, str] = {}
    for place, digit in reversed(list(zip(form.after, digits, strict=False))):
        if shown or digit != "0" or tokens[place][1] == "0":
            shown[place] = digit
    return shown | {form.point: "."} if shown else shown


def _power(value: Decimal, whole: int, decimals: int) -> int:
    """Of ten, so that the number has at most so many whole digits; a multiple of them."""
    if not value:
        return 0
    power = value.adjusted() // whole * whole
    rounded = _rounded(abs(value).scaleb(-power), decimals)
    return power + whole if rounded >= Decimal(1).scaleb(whole) else power


# --- dates and times ---


def _shown_moment(tokens: Sequence[Token], value: Decimal, epoch_1904: bool) -> str:
    """Empty for a number that is no date."""
    seconds = int((value * 86400).to_integral_value(ROUND_HALF_UP))
    moment = _moment(seconds, epoch_1904)
    if moment is None:
        return ""
    halved = any(kind == "half" for kind, _ in tokens)
    shown = []
    for i, (kind, text) in enumerate(tokens):
        if kind == "moment":
            shown.append(_part(moment, text, minutes=_is_minutes(tokens, i), halved=halved))
        elif kind == "elapsed":
            shown.append(f"{seconds // {'h': 3600, 'm': 60, 's': 1}[text[0]]:0{len(text)}}")
        elif kind == "half":
            shown.append((text.split("/") * 2)[moment.hour >= 12])
        elif kind != "digit" and not (kind == "." and tokens[i + 1 : i + 2] and tokens[i + 1][0] == "digit"):
            shown.append(text)
    return "".join(shown)


def _moment(seconds: int, epoch_1904: bool) -> datetime | None:
    """Excel counts a 29 February 1900 that never was."""
    base = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 31 if seconds < 60 * 86400 else 30)
    try:
        return datetime(base.year, base.month, base.day) + timedelta(seconds=seconds) if seconds >= 0 else None  # noqa: DTZ001 -- a sheet knows no zone
    except OverflowError:
        return None


def _is_minutes(tokens: Sequence[Token], place: int) -> bool:
    """`m` after hours or before seconds."""
    before = next((text for kind, text in reversed(tokens[:place]) if kind in ("moment", "elapsed")), "")
    after = next((text for kind, text in tokens[place + 1 :] if kind in ("moment", "elapsed")), "")
    return before.startswith("h") or after.startswith("s")


def _part(moment: datetime, text: str, *, minutes: bool, halved: bool) -> str:
    """One field of a date: `yyyy`, `m`, `dd`, `aaaa`, …"""
    letter, width = text[0], len(text)
    if letter in "ye":
        return f"{moment.year % 100:02}" if text in ("y", "yy") else str(moment.year)
    if letter == "a" or (letter == "d" and width > 2):
        day = _WEEKDAYS[moment.weekday()]
        return day if text == "aaa" else f"星期{day}"
    if letter == "m" and not minutes and width > 2:
        return _MONTHS[moment.month - 1]
    hour = (moment.hour % 12 or 12) if halved else moment.hour
    numbers = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}
    return f"{numbers[letter]:0{min(width, 2)}}"
