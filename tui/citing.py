"""A figure as a sentence to be quoted: whose, what, when, how much, in which report and where in it; in Chinese, in
English, and the report as a reference after GB/T 7714.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.figures import decimal_text, printed_number
from db.place import PLACE_WORDS
from db.terms import Qualifier, Status
from db.view import word
from tui.celltext import literal
from tui.i18n import LOCALES, in_language

if TYPE_CHECKING:
    from db.citation import Cited
    from db.definition import Definition
    from db.findings import Told
    from db.source import SourceLine


class Computed(NamedTuple):
    """A value that no report prints; it is made of the figures cited by the formula of its definition."""

    value: str
    definition: Definition


class Citation(NamedTuple):
    """Figures to be quoted in one sentence each (in one for all when it is computed), and what the audit says."""

    figures: Sequence[Cited]
    findings: Sequence[Told] = ()
    computed: Computed | None = None


class Quote(NamedTuple):
    """`kind` is the language of a sentence, or `reference`."""

    kind: str
    text: str


def quotes(citation: Citation) -> list[Quote]:
    """The forms of a citation: a sentence in each language, the reports as references."""
    sentences = [Quote(lang, _sentence(citation, lang)) for lang in LOCALES]
    return [*sentences, Quote("reference", "\n".join(references(citation.figures)))]


def references(figures: Sequence[Cited]) -> list[str]:
    """The reports, each once, as GB/T 7714 writes a report (R), as far as they say it: no place, no publisher."""
    said = (f"{f.source.issuer}. {f.source.title}[R]. {f.report_year}." for f in figures)
    return [literal(text) for text in dict.fromkeys(said)]


def _sentence(citation: Citation, lang: str) -> str:
    if citation.computed:
        parts = [_computed_sentence(citation.figures, citation.computed, lang)]
    else:
        parts = [_printed_sentence(figure, lang) for figure in citation.figures]
    parts += [
        in_language(lang, word("Check: {message}."), message=literal(in_language(lang, told.message, **told.values)))
        for told in citation.findings
    ]
    return ("" if lang == "zh" else " ").join(parts)


def _printed_sentence(figure: Cited, lang: str) -> str:
    dated = word("{name} of {entity}, {period}: {figure} ({source}).")
    return in_language(
        lang,
        dated if figure.source.period else word("{name} of {entity}: {figure} ({source})."),
        name=_name(figure.name, figure.gloss, figure.scope, lang),
        entity=literal(figure.entity),
        period=_period(figure.source.period, lang),
        figure=_amount(figure, lang),
        source=_source(figure.source, lang),
    )


def _computed_sentence(figures: Sequence[Cited], computed: Computed, lang: str) -> str:
    first, definition = figures[0], computed.definition
    terms = " / ".join(
        in_language(
            lang,
            word("{name} {figure} ({source})"),
            name=_name(figure.name, figure.gloss, figure.scope, lang),
            figure=_amount(figure, lang),
            source=_source(figure.source, lang),
        )
        for figure in figures
    )
    scale = " x 100" if definition.unit == "%" else ""
    return in_language(
        lang,
        word("{name} of {entity}, {period}: {figure}; not printed but computed: {formula}."),
        name=_name(definition.name, definition.gloss, definition.scope, lang),
        entity=literal(first.entity),
        period=_period(first.source.period, lang),
        figure=_with_unit(computed.value, definition.unit, lang),
        formula=terms + scale,
    )


def _name(name: str, gloss: str, scope: str, lang: str) -> str:
    """In English the gloss leads and the Chinese name follows; the scope is said in Chinese alone."""
    if lang != "zh":
        return literal(f"{gloss} ({name})" if gloss else name)
    return literal(f"{name}（{scope}）" if scope else name)


_STATUS = {
    Status.BLANK: word("no figure, the cell is printed empty"),
    Status.DASH: word("no figure, a dash is printed"),
    Status.NOT_APPLICABLE: word("printed as not applicable"),
    Status.UNREADABLE: word("no figure that can be read"),
    Status.LOST: word("no figure, the conversion of the document lost the cell"),
}
_REMARKS = {
    Status.REALIGNED: word("moved back to its column; to be compared with the printed report"),
    Status.REPAIRED: word("put together again from pieces; to be compared with the printed report"),
    Status.DERIVED: word("derived from a printed change"),
}
_QUALIFIERS = {
    Qualifier.ABOUT: word("about {figure}"),
    Qualifier.AT_LEAST: word("at least {figure}"),
}


def _amount(figure: Cited, lang: str) -> str:
    """The value with its unit as printed, or why there is none; about and at least; what became of it."""
    line = figure.source
    if line.value is None:
        return in_language(lang, _STATUS.get(line.status or Status.BLANK, _STATUS[Status.BLANK]))
    derived = line.status is Status.DERIVED
    number = decimal_text(line.value) if derived else printed_number(line.value, line.printed)
    said = _with_unit(number, line.unit, lang)
    if figure.qualifier:
        said = in_language(lang, _QUALIFIERS[Qualifier(figure.qualifier)], figure=said)
    if line.status in _REMARKS:
        remark = in_language(lang, _REMARKS[line.status])
        said = in_language(lang, word("{figure} ({remark})"), figure=said, remark=remark)
    return said


def _with_unit(number: str, unit: str, lang: str) -> str:
    """4424人, 4424 人 in English, 62.02%, 18.2:1."""
    space = "" if lang == "zh" or unit in ("", "%") or unit.startswith(":") else " "
    return literal(f"{number}{space}{unit}")


def _source(line: SourceLine, lang: str) -> str:
    fields = {"number": line.place.number, "text": literal(line.place.text)}
    place = in_language(lang, PLACE_WORDS[line.place.kind], **fields)
    where = f"{line.table} {line.caption}".strip()
    if not where and line.section:
        where = in_language(lang, word("section {section}"), section=line.section)
    parts = (
        in_language(lang, word("{issuer}: {title}"), issuer=literal(line.issuer), title=literal(line.title)),
        literal(where),
        place,
    )
    return ("，" if lang == "zh" else ", ").join(filter(None, parts))


_PERIODS = (
    (re.compile(r"(?P<a>\d{4})/(?P<b>\d{4})"), word("school year {a}/{b}")),
    (re.compile(r"(?P<a>\d{4})-autumn"), word("autumn {a}")),
    (re.compile(r"(?P<a>\d{4})\.\.(?P<b>\d{4})"), word("{a} to {b}")),
    (re.compile(r"(?P<a>\d{4})-(?P<b>\d{2})-(?P<c>\d{2})"), word("{a}-{b}-{c}")),
    (re.compile(r"(?P<a>\d{4})-(?P<b>\d{2})"), word("{a}-{b}")),
    (re.compile(r"(?P<a>\d{4})"), word("year {a}")),
)


def _period(period: str, lang: str) -> str:
    """As people say it: 2023/2024学年, 2024年秋季; what is of another form stays."""
    for form, message in _PERIODS:
        if match := form.fullmatch(period):
            fields = match.groupdict()
            said = {name: text.lstrip("0") for name, text in fields.items()} if lang == "zh" else fields
            return in_language(lang, message, **said)
    return literal(period)
