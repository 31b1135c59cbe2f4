"""What the articles of an archive, or of one call, tell each other of names that the lexicon does not know.

An article tells what it makes certain by itself (`SureName`), never what it believes because of others: so no belief
feeds on itself, and the order of the articles is nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from index.detection.beliefs import Belief, Beliefs, Keys
from index.detection.lexicon import Lexicon
from index.detection.name_index import Alias, Ambiguity
from index.detection.names import company_id, fold, nominative
from index.detection.tables import words
from index.document import SureName

WHY = "sure in other articles"

_SHORTEST = 3
"""Letters of a name of one word: shorter ones mean too much else."""
_CLEAR = 4
"""The weight from which a name of one word is believed as one of the lexicon is; below it its context must agree."""
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


def learn(told: Iterable[SureName], lexicon: Lexicon) -> Beliefs:
    """What to believe, given what all articles tell."""
    by_keys: defaultdict[Keys, list[SureName]] = defaultdict(list)
    for support in told:
        by_keys[keys_of(support.words)].append(support)
    ids = dict(_longer(by_keys.values()))
    beliefs: list[Belief] = []
    for keys, same in by_keys.items():
        weight = sum(support.weight for support in same)
        if keys in lexicon.names:
            continue
        spelled = {support.words for support in same if _tells(support.words)}
        company = company_id(" ".join(min(support.words for support in same)))
        doubt = Ambiguity.NONE if len(keys) > 1 or weight >= _CLEAR else Ambiguity.NAME
        for name in sorted(spelled):
            alias = Alias(name, tuple(map(fold, name)), ids.get(company, company), doubt)
            beliefs.append(Belief(alias, WHY))
    return Beliefs(tuple(beliefs), ids)


def keys_of(name: Sequence[str]) -> Keys:
    """A name's folded words, in the nominative."""
    return tuple(fold(nominative(word)) for word in name)


def _tells(name: Sequence[str]) -> bool:
    """Whether a name is enough to know its company by, in any article."""
    telling = [word for word in name if word not in common_words() and not word.islower()]
    if len(name) > 1:
        return bool(telling)
    return bool(telling) and len(name[0]) >= _SHORTEST


@cache
def common_words() -> frozenset[str]:
    """Words that name no company by themselves."""
    return frozenset().union(*map(words, _COMMON))


def _longer(names: Iterable[Sequence[SureName]]) -> Iterator[tuple[str, str]]:
    """For the id of a short form the id of the one longer name for which articles use it: "Igelbräu Kempten"."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for same in names:
        for support in same:
            own = company_id(" ".join(support.words))
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
