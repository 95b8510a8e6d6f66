"""A figure as a sentence to be quoted: whose, what, when, how much, in which report and where in it; in Chinese, in
English, and the report as a reference after GB/T 7714 and after APA.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.english import english, unit_in_english
from db.figures import decimal_text, printed_number
from db.period import period_note
from db.place import PLACE_WORDS, table_note
from db.terms import Qualifier, Status
from db.view import Note, said, word
from tui.celltext import literal
from tui.i18n import LOCALES, in_language, words_of

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
    """`kind` is the language of a sentence, or the rules of a reference: `gbt7714` or `apa`."""

    kind: str
    text: str


def quotes(citation: Citation) -> list[Quote]:
    """The forms of a citation: a sentence in each language, the reports as references after two sets of rules."""
    sentences = [Quote(lang, _sentence(citation, lang)) for lang in LOCALES]
    rules = {"gbt7714": _gbt7714, "apa": _apa}
    return [*sentences, *(Quote(kind, _references(citation.figures, rule)) for kind, rule in rules.items())]


def _references(figures: Sequence[Cited], rule: Callable[[Cited], str]) -> str:
    """The reports, each once."""
    return "\n".join(dict.fromkeys(literal(rule(figure)) for figure in figures))


def _gbt7714(figure: Cited) -> str:
    """A report (R), as far as it says what the rules ask for: no place, no publisher."""
    return f"{figure.source.issuer}. {figure.source.title}[R]. {figure.report_year}."


def _apa(figure: Cited) -> str:
    """Issuer and title in Chinese, each with its English where a rule gives one."""
    issuer, title = figure.source.issuer, figure.source.title
    by = f"{figure.english.issuer} [{issuer}]" if figure.english.issuer else issuer
    return f"{by}. ({figure.report_year}). {title} [{figure.english.title or 'in Chinese'}]."


def _sentence(citation: Citation, lang: str) -> str:
    if citation.computed:
        parts = [_computed_sentence(citation.figures, citation.computed, lang)]
    else:
        parts = [_printed_sentence(figure, lang) for figure in citation.figures]
    parts += [
        in_language(lang, word("Check: {message}."), message=_told(Note(told.message, told.values), lang))
        for told in citation.findings
    ]
    return ("" if lang == "zh" else " ").join(parts)


def _printed_sentence(figure: Cited, lang: str) -> str:
    dated = word("{name} of {entity}, {period}: {figure} ({source}).")
    return in_language(
        lang,
        dated if figure.source.period else word("{name} of {entity}: {figure} ({source})."),
        name=_name(figure.name, figure.gloss, figure.scope, lang),
        entity=_entity(figure, lang),
        period=_told(period_note(figure.source.period), lang),
        figure=_amount(figure, lang),
        source=_source(figure, lang),
    )


def _computed_sentence(figures: Sequence[Cited], computed: Computed, lang: str) -> str:
    first, definition = figures[0], computed.definition
    terms = " / ".join(
        in_language(
            lang,
            word("{name} {figure} ({source})"),
            name=_name(figure.name, figure.gloss, figure.scope, lang),
            figure=_amount(figure, lang),
            source=_source(figure, lang),
        )
        for figure in figures
    )
    scale = " x 100" if definition.unit == "%" else ""
    return in_language(
        lang,
        word("{name} of {entity}, {period}: {figure}; not printed but computed: {formula}."),
        name=_name(definition.name, definition.gloss, definition.scope, lang),
        entity=_entity(first, lang),
        period=_told(period_note(first.source.period), lang),
        figure=_with_unit(computed.value, definition.unit, lang),
        formula=terms + scale,
    )


def _told(note: Note, lang: str) -> str:
    return literal(str(said(note, words_of(lang))))


def _entity(figure: Cited, lang: str) -> str:
    """Qingyang (庆阳市) in English."""
    named = figure.english.entity if lang != "zh" else ""
    return literal(f"{named} ({figure.entity})" if named else figure.entity)


def _name(name: str, gloss: str, scope: str, lang: str) -> str:
    """In English the gloss leads, the Chinese name follows."""
    if lang == "zh":
        return literal(f"{name}（{scope}）" if scope else name)
    named = "; ".join(filter(None, (name, english(scope))))
    return literal(f"{gloss} ({named})" if gloss else named)


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
    amount = _with_unit(number, line.unit, lang)
    if figure.qualifier:
        amount = in_language(lang, _QUALIFIERS[Qualifier(figure.qualifier)], figure=amount)
    if line.status in _REMARKS:
        remark = in_language(lang, _REMARKS[line.status])
        amount = in_language(lang, word("{figure} ({remark})"), figure=amount, remark=remark)
    return amount


def _with_unit(number: str, unit: str, lang: str) -> str:
    """4424人, 62.02%, 18.2:1; in English 4424 persons, 3.5 x 10,000 yuan."""
    if lang == "zh" or unit in ("", "%") or unit.startswith(":"):
        return literal(f"{number}{unit}")
    told = unit_in_english(unit, number) or unit
    return literal(f"{number} {'x ' if told[0].isdigit() else ''}{told}")


def _source(figure: Cited, lang: str) -> str:
    line = figure.source
    fields = {"number": line.place.number, "text": literal(line.place.text)}
    place = in_language(lang, PLACE_WORDS[line.place.kind], **fields)
    if lang == "zh":
        report = in_language(lang, word("{issuer}: {title}"), issuer=literal(line.issuer), title=literal(line.title))
    else:
        report = _report_in_english(figure)
    return ("，" if lang == "zh" else ", ").join(filter(None, (report, _where(line, lang), place)))


def _where(line: SourceLine, lang: str) -> str:
    if line.table:
        called = _told(table_note(line.table), lang)
        number = _NUMBERED.fullmatch(line.table) if lang != "zh" else None
        if number:
            called = f"{'Annex table' if number['annex'] else 'Table'} {number['number']} ({called})"
        return literal(called if lang != "zh" else f"{called} {line.caption}".strip())
    return in_language(lang, word("section {section}"), section=literal(line.section)) if line.section else ""


_NUMBERED = re.compile(r"(?P<annex>附)?表(?P<number>[\d.-]+)")


def _report_in_english(figure: Cited) -> str:
    """The English leads; the Chinese by which the report is found follows."""
    issuer, title = literal(figure.source.issuer), literal(figure.source.title)
    if figure.english.issuer and figure.english.title:
        return f"{figure.english.issuer}, {figure.english.title}, {figure.report_year} [in Chinese: {issuer}, {title}]"
    return f"{issuer}, {title} [in Chinese]"
