"""What is believed of names in every article, beyond the lexicon: what the user said, and what other articles tell.

Each belief is a name's: of a company, or of none. Where they come from is `said`'s and `learned`'s; what an article
makes of those that concern it is `companies`'.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.detection.lexicon import NO_COMPANY, Lexicon, LexiconCompany
from index.detection.name_index import Alias, Ambiguity
from index.detection.names import fold, folded_text
from index.document import SureName

_WORD = re.compile(r"[^\W_]+(?:['’´`][^\W_]+)*")
_ENDINGS = "snrm"
"""What case may add to a name's word: "Igus" in "Iguss", "Deutsche" in "Deutscher"."""
_ANYWHERE = "*"
"""Instead of a company: of every article with the name, whatever it tells by itself."""
_DOUBTFUL = "\t?"
"""Behind a name that may be something else too."""
_SIGNS = frozenset({"and", "plus"})
"""Words of ids that stand for signs, see `company_id`."""

_FEW = 50
"""Changed names up to which a text is looked through for each before it is cut into words."""

Keys = tuple[str, ...]
"""The folded words of a name."""


class Belief(NamedTuple):
    """What is believed of a name.

    Attributes:
        alias: The name; its company begins with `NO_COMPANY` where it names none.
        why: What makes it believed, a few words for the reader.
        name: The company's canonical name; empty when it is told by each article.
        said: Whether the user says so: then it holds whatever an article's words tell.
    """

    alias: Alias
    why: str
    name: str = ""
    said: bool = False

    @property
    def names_none(self) -> bool:
        """Whether the name is no company's."""
        return self.alias.company.startswith(NO_COMPANY)

    def named(self, ids: Mapping[str, str]) -> Belief:
        """The belief with the id that its company has in all articles, see `Beliefs.ids`."""
        company = ids.get(self.alias.company, self.alias.company)
        return self._replace(alias=self.alias._replace(company=company))

    @property
    def meaning(self) -> str:
        """All that an article may be read otherwise for, on one line: first the company, if other articles tell it."""
        words = " ".join(self.alias.words)
        if self.said:
            return f"{_ANYWHERE}\t{words}\t{self.alias.company}\t{self.name}"
        doubtful = _DOUBTFUL if self.alias.ambiguity is not Ambiguity.NONE else ""
        return f"{self.alias.company}\t{words}{doubtful}"


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Beliefs, to be asked for those that may concern a text.

    Attributes:
        all: Every belief.
        ids: For the id that an article alone gives to a company, the one that it has in all articles, where it is
            another.
    """

    all: Sequence[Belief] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    _by_word: Mapping[str, Sequence[Belief]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_word: defaultdict[str, list[Belief]] = defaultdict(list)
        for belief in self.all:
            parts = _parts(belief.alias.keys)
            for word in {parts[0], "".join(parts)}:
                by_word[word].append(belief)
        object.__setattr__(self, "_by_word", dict(by_word))

    def within(self, text: str) -> list[Belief]:
        """Those whose words a text has, in any order and case, or as one, as hashtags have them; by name."""
        if not self._by_word:
            return []
        there = words_of(text)
        met = {id(belief): belief for word in there & self._by_word.keys() for belief in self._by_word[word]}
        found = [belief for belief in met.values() if _stands(_parts(belief.alias.keys), there)]
        return sorted(found, key=lambda belief: belief.alias.words)


def words_of(text: str) -> set[str]:
    """The folded words of a text, those that may have a case ending also without it."""
    there = set(map(fold, set(_WORD.findall(text))))
    return there | {word[:-1] for word in there if word[-1] in _ENDINGS and len(word) > 1}


def _stands(parts: Keys, there: set[str]) -> bool:
    return there.issuperset(parts) or "".join(parts) in there


def _parts(keys: Sequence[str]) -> Keys:
    """The words of a folded name as `words_of` finds them in a text: "P&T" is "p" and "t"; signs alone are nothing."""
    return tuple(part for key in keys for part in _WORD.findall(key)) or tuple(keys)


def believing(lexicon: Lexicon, beliefs: Iterable[Belief]) -> Lexicon:
    """The lexicon with these beliefs' names: a company's as its alias, another as that of none."""
    beliefs = list(beliefs)
    companies = (belief for belief in beliefs if not belief.names_none)
    return lexicon.plus(
        [belief.alias for belief in beliefs],
        [LexiconCompany(belief.alias.company, belief.name, "", "", "", "", "") for belief in companies],
    )


def meanings(said: Beliefs, learned: Beliefs) -> dict[str, str]:
    """What is believed, by folded name: all that it means, a line each. Of what is said, nothing is learned."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for belief in said.all:
        told[" ".join(belief.alias.keys)].add(belief.meaning)
    for belief in learned.all:
        name = " ".join(belief.alias.keys)
        if name not in told or not any(line.startswith(_ANYWHERE) for line in told[name]):
            told[name].add(belief.meaning)
    for company, other in learned.ids.items():
        told[" ".join(word for word in company.split("-") if word not in _SIGNS)].add(f"{_ANYWHERE}\t{other}")
    return {name: "\n".join(sorted(lines)) for name, lines in told.items()}


class Changed:
    """What is no longer believed as before.

    Args:
        before: What was, see `meanings`.
        after: What is.

    Attributes:
        tellings: A folded word of each changed name, plain ASCII: an article that may be read otherwise has one of
            them in a word. None where they are too many, or not all ASCII.
    """

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        self._by_word: defaultdict[str, list[tuple[Keys, list[tuple[str, bool]]]]] = defaultdict(list)
        tellings: set[str] = set()
        for name in before.keys() | after.keys():
            lines = set(before.get(name, "").split("\n")) ^ set(after.get(name, "").split("\n"))
            changes = [(line.partition("\t")[0], line.endswith(_DOUBTFUL)) for line in lines if line]
            if changes:
                parts = _parts(name.split(" "))
                for word in {parts[0], "".join(parts)}:
                    self._by_word[word].append((parts, changes))
                tellings.add(max(parts, key=len))
        self.tellings = frozenset(tellings) if len(tellings) <= _FEW and all(map(str.isascii, tellings)) else None

    def concerns(self, text: str, names: Sequence[SureName]) -> bool:
        """Whether an article may be read otherwise for it.

        Args:
            text: The article's.
            names: What the article tells by itself: of companies that it is sure of, others tell it nothing; of names
                that may be something else too, only where it half sees them.
        """
        if self.tellings is not None:
            plain = folded_text(text)
            if not any(telling in plain for telling in self.tellings):
                return False
        there = words_of(text)
        sure = {name.company for name in names if name.company}
        half_seen = {_parts(list(map(fold, name.words))) for name in names if not name.weight}
        return any(
            company not in sure and (not doubtful or parts in half_seen)
            for word in there & self._by_word.keys()
            for parts, changes in self._by_word[word]
            if _stands(parts, there)
            for company, doubtful in changes
        )
