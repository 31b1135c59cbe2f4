"""Joins the candidates of an article into companies: one company, one id, however it is written.

A name that one sentence makes sure is found in all others, and its short forms too: "Sigma-Aldrich Corp." and later
"Sigma-Aldrich"; "Lucapa Diamond Company" and later "Lucapa"; "Fiat Chrysler Automobiles (FCA)" and later "FCA".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType

from index.detection.compounds import Word
from index.detection.context import has_tail, head, is_adjective, is_credit
from index.detection.known_names import Candidate
from index.detection.name_index import Alias, Ambiguity, NameIndex, alias
from index.detection.names import company_id, core, fold, legal_forms, nominative
from index.detection.people import surnames
from index.detection.tables import words
from index.document import Mention, Span, SureName

# Letters that a name's first word must have to stand for the name, and an acronym at most.
_SHORTEST = 3
_LONGEST_ACRONYM = 6
# Forms that are looked for again: an article with more is a directory, and every form costs time in every sentence.
_MOST_FORMS = 300

_AGAIN = "named in full elsewhere"
_STRONG = frozenset({"legal form", "securities number"})
"""Reasons that make a name sure by themselves, as `SureName.weight` tells."""
_IN_THE_NAME = frozenset({"kind of name", "part"})
"""Reasons that are seen wherever the name stands, and so tell other articles nothing: "Social Media"."""

# Words that alone tell no company: "Deutsche", "Stadtwerke", "Washington".
_VAGUE = ("generic_words", "name_words", "no_names")

Name = tuple[str, ...]
"""A name's words, without legal form."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence's words and what may name a company in it.

    Attributes:
        words: All, signs included.
        candidates: In text order, none overlapping another.
        refused: Names that the sequence model found, but not surely enough.
    """

    words: Sequence[Word]
    candidates: Sequence[Candidate]
    refused: Sequence[Name] = ()


@dataclass(slots=True)
class Cluster:
    """One company's mentions, while they are gathered.

    Attributes:
        id: The lexicon's, or one made of the name.
        name: Its longest form in the article.
        mentions: By span.
        reasons: For each of its names that the lexicon does not know and that a sentence makes sure, what did, by span.
    """

    id: str
    name: str
    mentions: dict[Span, Mention] = field(default_factory=dict)
    reasons: dict[Name, dict[Span, str]] = field(default_factory=dict)

    def sure_names(self) -> Iterator[SureName]:
        """What it tells other articles of its names."""
        for name, reasons in self.reasons.items():
            whys = [why for why in reasons.values() if why not in _IN_THE_NAME]
            several = len(whys) - whys.count(_AGAIN) > 1
            if whys:
                yield SureName(name, self.id, 2 if several or not _STRONG.isdisjoint(whys) else 1)


def link(sentences: Sequence[ReadSentence], ids: Mapping[str, str] = MappingProxyType({})) -> list[Cluster]:
    """The companies of an article, in the order of their first mentions.

    Args:
        sentences: What was read.
        ids: For the id that this article alone would give to a company, the one that it has in all articles.
    """
    known = _known(sentences)
    unknown = {name: ids.get(company, company) for name, company in _unknown(sentences).items()}
    clusters: dict[str, Cluster] = {}
    for sentence in sentences:
        for candidate in sentence.candidates:
            company = _meant(candidate, known) or unknown.get(core(candidate.words), "")
            if company:
                _add(clusters, company, candidate)
    forms = dict.fromkeys([*_short_forms(unknown), *_acronyms(sentences, unknown, known)])
    again = NameIndex(list(forms)[:_MOST_FORMS])
    own = set(unknown.values())
    for sentence in sentences if forms else ():
        for found, span in _again(sentence, again):
            cluster = clusters.get(found.company)
            if cluster:
                cluster.mentions.setdefault(span, Mention(span, why=_AGAIN))
                if found.company in own:
                    cluster.reasons.setdefault(found.words, {})[span] = _AGAIN
    return sorted(clusters.values(), key=lambda cluster: min(cluster.mentions))


def _known(sentences: Sequence[ReadSentence]) -> frozenset[str]:
    """The companies of the lexicon that a sentence makes sure, unless the name is that of a person in the article."""
    found: set[str] = set()
    people: set[str] | None = None
    for candidate in (candidate for sentence in sentences for candidate in sentence.candidates):
        if not candidate.company or not candidate.sure:
            continue
        if not candidate.strong and len(candidate.words) == 1:
            if people is None:
                people = {sentence.words[i].text for sentence in sentences for i in surnames(sentence.words)}
            if candidate.words[0] in people:
                continue
        found.add(candidate.company)
    return frozenset(found)


def _meant(candidate: Candidate, known: Set[str]) -> str:
    """The company of the lexicon that a candidate means; empty when it means none."""
    rival = next((rival for rival in candidate.rivals if rival in known), "")
    return rival or (candidate.company if candidate.company in known else "")


def _add(clusters: dict[str, Cluster], company: str, candidate: Candidate) -> None:
    name = " ".join(core(candidate.words))
    cluster = clusters.setdefault(company, Cluster(company, name))
    cluster.name = max(cluster.name, name, key=len)
    cluster.mentions[candidate.span] = Mention(candidate.span, why=candidate.why)
    if candidate.sure and not candidate.company:
        cluster.reasons.setdefault(core(candidate.words), {})[candidate.span] = candidate.why


def _unknown(sentences: Sequence[ReadSentence]) -> dict[Name, str]:
    """The ids of the names that the lexicon does not know and that are sure, or doubtful more than once."""
    seen = Counter[Name]()
    for sentence in sentences:
        for candidate in sentence.candidates:
            if not candidate.company:
                seen[core(candidate.words)] += 2 if candidate.sure else 1
    ids: dict[Name, str] = {}
    by_keys: dict[Name, str] = {}
    for name in sorted((name for name, weight in seen.items() if weight > 1), key=lambda name: (-len(name), name)):
        keys = tuple(fold(nominative(word)) for word in name)
        ids[name] = by_keys.get(keys) or company_id(" ".join(name))
        for end in range(_telling(name), len(keys) + 1):
            by_keys.setdefault(keys[:end], ids[name])
    return ids


def _telling(name: Name) -> int:
    """How many leading words tell which company it is: one, unless that is "Deutsche" or "Stadtwerke"."""
    for i, word in enumerate(name, start=1):
        vague = any(word in words(table) for table in _VAGUE) or word in legal_forms()
        if not vague and len(word) >= _SHORTEST and not head(word) and not is_adjective(word) and not word.islower():
            return i
    return len(name)


def _short_forms(unknown: Mapping[Name, str]) -> Iterator[Alias]:
    for name, company in unknown.items():
        spelled = {name, name[: _telling(name)]}
        for form in spelled:
            if form[0] not in words("first_names"):
                yield Alias(form, tuple(map(fold, form)), company, Ambiguity.NONE)


def _acronyms(sentences: Iterable[ReadSentence], unknown: Mapping[Name, str], known: Set[str]) -> Iterator[Alias]:
    """Acronyms in brackets behind a name: "Fiat Chrysler Automobiles (FCA)"."""
    for sentence in sentences:
        row = sentence.words
        ends = {candidate.span.end: candidate for candidate in sentence.candidates}
        for i in range(len(row) - 3):
            candidate = ends.get(row[i].end)
            if candidate is None or row[i + 1].text != "(" or row[i + 3].text != ")":
                continue
            company = _meant(candidate, known) or unknown.get(core(candidate.words), "")
            if company and _abbreviates(row[i + 2].text, candidate.words):
                yield alias(row[i + 2].text, company)


def _abbreviates(acronym: str, name: Name) -> bool:
    """Whether an acronym begins as the name does and has only letters of it."""
    letters = iter("".join(name).lower())
    return (
        acronym.isalpha()
        and sum(map(str.isupper, acronym)) > 1
        and len(acronym) <= _LONGEST_ACRONYM
        and all(letter in letters for letter in acronym.lower())
    )


def _again(sentence: ReadSentence, names: NameIndex) -> Iterator[tuple[Alias, Span]]:
    """Where a sentence repeats one of these names, outside its candidates."""
    taken = [candidate.span for candidate in sentence.candidates]
    row = sentence.words
    people: frozenset[int] | None = None
    i = 0
    while i < len(row):
        found = names.longest(row, i)
        i += 1
        if found is None:
            continue
        span = Span(row[found.first].start, row[found.last - 1].stem_end)
        people = surnames(row) if people is None else people
        if found.first in people or has_tail(row, found.last, "foreign_tail") or is_credit(row, found.first):
            continue
        if any(map(span.overlaps, taken)):
            continue
        yield found.alias, span
        i = found.last
