"""What the articles of an archive, or of one call, tell each other of names that the lexicon does not know.

An article tells what it makes certain by itself (`SureName`), never what it believes because of others: so no belief
feeds on itself, and the order of the articles is nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache

from index.detection.beliefs import Belief, Beliefs, Keys
from index.detection.compounds import Word
from index.detection.context import is_capitalised
from index.detection.lexicon import Lexicon
from index.detection.linking import Cluster, Name, ReadSentence
from index.detection.name_index import Alias, Ambiguity
from index.detection.names import company_id, core, fold, nominative
from index.detection.tables import words
from index.document import SureName

WHY = "sure in other articles"

_SHORTEST = 3
"""Letters of a word that tells which company it is: shorter ones mean too much else."""
_CLEAR = 4
"""The weight from which a name of one word is believed as one of the lexicon is; below it its context must agree."""
_CLEAR_LONG = 2
"""The same for a name of several words."""
_COMMON = (
    *("first_names", "no_names", "name_words", "generic_words", "openers", "demonyms", "company_heads"),
    *("tagging_words", "deal_nouns", "deal_words", "money_units", "company_context", "legal_forms"),
)
"""Tables whose words name no company by themselves."""


def summed(names: Iterable[SureName]) -> list[SureName]:
    """What many articles tell together: each name and company once, the weights summed."""
    weights = Counter[tuple[tuple[str, ...], str]]()
    for name in names:
        weights[name.words, name.company] += name.weight
    return [SureName(*name, weight) for name, weight in weights.items()]


def learn(all_told: Iterable[SureName], lexicon: Lexicon) -> Beliefs:
    """What to believe, given what all articles tell."""
    all_told = list(all_told)
    named = {support.words for support in all_told if support.company}
    by_keys: defaultdict[Keys, list[SureName]] = defaultdict(list)
    for support in all_told:
        if support.words in named:
            by_keys[keys_of(support.words)].append(support)
    ids = {id_: longer for id_, longer in _longer(by_keys.values()) if id_ not in lexicon.companies}
    beliefs = [
        Belief(Alias(name, tuple(map(fold, name)), ids.get(company, company), doubt), WHY)
        for keys, same in by_keys.items()
        if keys not in lexicon.names and (doubt := _doubt(same)) is not None
        for company in (_own_id(min(support.words for support in same)),)
        for name in sorted({support.words for support in same if _tells(support.words, lexicon) or _is_set(same)})
    ]
    return Beliefs(tuple(beliefs), ids)


def _doubt(same: Sequence[SureName]) -> Ambiguity | None:
    """What else a name may mean, by what is told of it; None when it is too likely none."""
    weight = sum(support.weight for support in same)
    if weight <= 0:
        return None
    return Ambiguity.NONE if weight >= (_CLEAR if len(same[0].words) == 1 else _CLEAR_LONG) else Ambiguity.NAME


def told(sentences: Sequence[ReadSentence], clusters: Iterable[Cluster], *, german: bool) -> list[SureName]:
    """What an article tells the others of names, and asks them, in the order of the words."""
    sure = [name for cluster in clusters for name in cluster.sure_names()]
    open_ = {name for sentence in sentences for name in _half_seen(sentence)} - {name.words for name in sure}
    against = {word for sentence in sentences for word in _common_nouns(sentence.words)} if german else set()
    names = [
        *sure,
        *(SureName(name, "", 0) for name in open_),
        *(SureName((word,), "", -1) for word in against - common_words() if (word,) not in open_),
    ]
    return sorted(names, key=lambda name: (name.words, name.company))


def _half_seen(sentence: ReadSentence) -> Iterator[Name]:
    """Names of companies that a sentence may have."""
    yield from sentence.refused
    for candidate in sentence.candidates:
        if not candidate.company and not candidate.sure:
            yield core(candidate.words)


def _common_nouns(row: Sequence[Word]) -> Iterator[str]:
    """Words that a German sentence uses as common nouns, and so not as names: "ein Auto"."""
    before = words("common_before")
    for i in range(1, len(row)):
        if row[i - 1].text in before and is_capitalised(row[i].text) and len(row[i].text) >= _SHORTEST:
            compound = row[i].joined or (i + 1 < len(row) and row[i + 1].joined)
            if not compound:
                yield row[i].text


@lru_cache(maxsize=1 << 16)
def _own_id(name: tuple[str, ...]) -> str:
    """The id of a company of which only this name is known."""
    return company_id(" ".join(name))


@lru_cache(maxsize=1 << 16)
def keys_of(name: tuple[str, ...]) -> Keys:
    """A name's folded words, in the nominative."""
    return tuple(fold(nominative(word)) for word in name)


def _tells(name: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name is enough to know its company by, in any article: "S-Bahn" is not."""
    return any(
        len(word) >= _SHORTEST
        and not word.islower()
        and word not in common_words()
        and not (len(name) > 1 and (fold(word),) in lexicon.names)
        for word in name
    )


def _is_set(same: Sequence[SureName]) -> bool:
    """Whether a name whose words are all common is a set one, by what is told of it: "Air Berlin"."""
    name = same[0].words
    weight = sum(support.weight for support in same)
    return len(name) > 1 and weight >= _CLEAR and all(len(word) >= _SHORTEST for word in name)


@cache
def common_words() -> frozenset[str]:
    """Words that name no company by themselves."""
    return frozenset().union(*map(words, _COMMON))


def _longer(names: Iterable[Sequence[SureName]]) -> Iterator[tuple[str, str]]:
    """For the id of a short form the id of the one longer name for which articles use it: "Igelbräu Kempten"."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for same in names:
        for support in same:
            if not support.company:
                continue
            own = _own_id(support.words)
            if support.company != own:
                longer[own].add(support.company)
    for own in sorted(longer):
        target = _end(own, longer, frozenset())
        if target != own:
            yield own, target


def _end(company: str, longer: Mapping[str, Set[str]], passed: frozenset[str]) -> str:
    """The id that stands for a company; its own where its longer names are several."""
    ends = {_end(other, longer, passed | {company}) for other in longer.get(company, ()) if other not in passed}
    return next(iter(ends)) if len(ends) == 1 else company
