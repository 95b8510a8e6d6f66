"""Numbers as the audit reckons with them: exact decimals, units of ten thousand, rounding by the printed decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal

Number = int | float

_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "万亿": Decimal(10) ** 12, "千": Decimal(1000)}
_SCALED = re.compile(r"(万亿|万|亿|千)(?=[元人学课册平吨个斤])")
_CLOSE = Decimal("0.1")
"""How far apart two figures may be, as a share, when one is printed with 余, 多 or 约."""


def exact(value: Number) -> Decimal:
    return Decimal(str(value))


def scale_of(unit: str) -> Decimal:
    """万元 → 10000; 千瓦 and the like are units of their own."""
    match = _SCALED.match(unit)
    return _SCALES[match[1]] if match else Decimal(1)


def plain_unit(unit: str) -> str:
    return _SCALED.sub("", unit, count=1) if _SCALED.match(unit) else unit


def plain(number: Decimal) -> Number:
    """For output: whole numbers as such, no trailing zeros."""
    return int(number) if number == number.to_integral_value() else float(number.normalize())


def in_unit(number: Decimal, unit: str) -> Number:
    """A number of the plain unit as it would be printed in this one."""
    return plain(number / scale_of(unit))


def said(number: Decimal, unit: str, quantum: Decimal) -> str:
    """A number of the plain unit as a text in this one, with the decimals of `quantum` (of the plain unit, too)."""
    scale = scale_of(unit)
    return text_of(number / scale, quantum / scale)


def text_of(number: Decimal, quantum: Decimal | None = None) -> str:
    """Without grouping and exponent, at most two decimals unless the printed figures have more."""
    step = min(quantum or Decimal("0.01"), Decimal("0.01"))
    rounded = number.quantize(step) if number != number.to_integral_value() else number.to_integral_value()
    return f"{rounded:f}"


def rounds_to(precise: Decimal, printed: Decimal, quantum: Decimal) -> bool:
    """Whether the printed figure is the precise one rounded, or cut, to its decimals."""
    cut = (precise / quantum).to_integral_value(ROUND_FLOOR) * quantum
    return abs(precise - printed) <= quantum / 2 or cut == printed


def close(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b))


def total(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))
