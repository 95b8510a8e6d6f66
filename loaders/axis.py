"""The labels of one side of a table, resolved together, because the whole of one may be another.

Where several indicators bear one label, the whole that stands above it decides; equal values never do. What stays open
is no indicator of the dictionary but `new:<path as printed>`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from db.reference import KnownIndicator
from loaders.labels import Label, implied_unit, indicator_of, is_bare_measure, possible, unit_of_group
from loaders.words import words


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for; `known` is None for a label that the dictionary does not know."""

    key: str
    name: str
    unit: str  # printed, else the dictionary's
    known: KnownIndicator | None = None


@dataclass
class Axis:
    """The labels of one side of a table, resolved together because the whole of one may be another."""

    labels: Sequence[Label | None]
    around: str
    units: Sequence[str]
    title: str = ""  # of the table; leads the path of a label that does not say what it counts
    _options: list[tuple[KnownIndicator, ...]] = field(init=False)
    _chosen: list[KnownIndicator | None] = field(init=False)

    def __post_init__(self) -> None:
        self._options = [
            possible(label, unit, self.around) if label and not self._is_total(label) else ()
            for label, unit in zip(self.labels, self.units, strict=True)
        ]
        if any(option.kind == "count" for options in self._options for option in options[:1]):
            self._accept_bare_nouns()
        self._chosen = [options[0] if len(options) == 1 else None for options in self._options]

    def _accept_bare_nouns(self) -> None:
        """Beside labels that count, 专任教师 is the number of them."""
        for i, (label, unit) in enumerate(zip(self.labels, self.units, strict=True)):
            if label and not unit and not self._options[i] and not self._is_total(label):
                self._options[i] = possible(label, unit, self.around, bare=True)

    def resolve(self) -> list[Meaning | None]:
        for i, options in enumerate(self._options):
            if len(options) > 1:
                self._chosen[i] = self._by_whole(i)
        for i, label in enumerate(self.labels):
            if label and self._is_total(label):
                self._chosen[i] = self._of_parts(i)
        self._keep_first()
        return self._meanings()

    @staticmethod
    def _is_total(label: Label) -> bool:
        return label.name in words("total")

    def _by_whole(self, i: int) -> KnownIndicator | None:
        """Of several indicators with this label that whose whole stands nearest above, else anywhere; else the root."""
        options = self._options[i]
        roots = [option for option in options if not option.whole]
        for j in range(i - 1, -1, -1):
            part = next((option for option in options if self._is_whole(j, option)), None)
            if part and (not roots or self._below_parts(j, i)):
                return part
        if roots:
            return roots[0] if len(roots) == 1 else None
        found = [option for option in options if any(self._is_whole(j, option) for j in range(i, len(self.labels)))]
        return found[0] if len(found) == 1 else None

    def _is_whole(self, j: int, option: KnownIndicator) -> bool:
        chosen = self._chosen[j]
        return chosen is not None and chosen.key == option.whole

    def _below_parts(self, whole: int, i: int) -> bool:
        """Whether a 其中 stands between a whole and this label, or on it."""
        return any(label and label.part for label in self.labels[whole + 1 : i + 1])

    def _of_parts(self, i: int) -> KnownIndicator | None:
        """What 合计 stands for beside parts of one whole, and nothing else: that whole."""
        others = [chosen for j, chosen in enumerate(self._chosen) if j != i and self.labels[j]]
        wholes = {chosen.whole if chosen else "" for chosen in others}
        return indicator_of(wholes.pop()) if len(wholes) == 1 else None

    def _keep_first(self) -> None:
        """An indicator stands once on an axis; a second label for it means something that we do not know."""
        seen: set[str] = set()
        for i, chosen in enumerate(self._chosen):
            if chosen and chosen.key in seen:
                self._chosen[i] = None
            elif chosen:
                seen.add(chosen.key)

    def _meanings(self) -> list[Meaning | None]:
        found: list[Meaning | None] = []
        for i, (label, unit, known) in enumerate(zip(self.labels, self.units, self._chosen, strict=True)):
            if label is None:
                found.append(None)
            elif known:
                found.append(Meaning(known.key, known.name, unit or known.unit, known))
            else:
                found.append(self._unknown(i, label, unit))
        return _told_apart(found, self.labels)

    def _unknown(self, i: int, label: Label, unit: str) -> Meaning:
        unit = unit or unit_of_group(label, self.around) or implied_unit(label.name)
        title = (self.title,) if self.title and (not unit or is_bare_measure(label)) else ()
        path = (*title, *label.path[:-1], *self._parent_of(i), label.bare)
        return Meaning("new:" + "/".join(path), path[-1], unit)

    def _parent_of(self, i: int) -> tuple[str, ...]:
        """The label that a 其中 divides: the nearest above that is no part itself."""
        label = self.labels[i]
        if not label or not label.part:
            return ()
        return next(((above.bare,) for above in reversed(self.labels[:i]) if above and not above.part), ())


def _told_apart(meanings: Sequence[Meaning | None], labels: Sequence[Label | None]) -> list[Meaning | None]:
    """Unknown labels that are printed alike are told apart by their unit, else by the label above them."""
    uses = Counter((meaning.key, meaning.unit) for meaning in meanings if meaning and not meaning.known)
    alike = Counter(meaning.key for meaning in set(filter(None, meanings)) if not meaning.known)
    found: list[Meaning | None] = []
    before = ""
    for meaning, label in zip(meanings, labels, strict=True):
        told = meaning
        if meaning and not meaning.known and uses[meaning.key, meaning.unit] > 1 and before:
            told = replace(meaning, key=meaning.key.replace("new:", f"new:{before}/", 1))
        elif meaning and not meaning.known and alike[meaning.key] > 1 and meaning.unit:
            told = replace(meaning, key=f"{meaning.key}/{meaning.unit}")
        found.append(told)
        if label and meaning and uses[meaning.key, meaning.unit] < 2:
            before = label.bare
    return found
