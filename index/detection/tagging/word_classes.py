"""The classes of words that the lexicon's tables know, as features: "tail", "person_title", "place"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from index.detection.tables import rows, words

# Tables whose second column tells the kind; of the others the table's own name is the class.
_BY_KIND = ("company_context", "no_names", "name_words", "tagging_words")
_PLAIN = ("first_names", "generic_words")
_HEAD = "*head"
_ENDINGS = ("s", "n", "es", "en")
_SHORTEST_STEM = 4


@lru_cache(maxsize=1 << 15)
def classes(text: str, german: bool) -> tuple[str, ...]:
    """The classes of a word, also of its stem when it carries a German case ending."""
    known = _classes()
    found = known.get(text) or known.get(text.lower()) or ()
    forms = [text]
    if german and text[-1] in "sn" and len(text) > _SHORTEST_STEM:
        forms += [text[: -len(ending)] for ending in _ENDINGS if text.endswith(ending)]
        forms = [form for form in forms if len(form) >= _SHORTEST_STEM]
    if not found:
        for form in forms[1:]:
            if form in known:
                found = known[form]
                break
    if _HEAD not in found:
        suffixes, width, ends = _suffixes()
        for form in forms:
            if form[-width:] in ends and form.endswith(suffixes):
                return (*found, _HEAD)
    return found


@cache
def _classes() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table in _BY_KIND:
        for row in rows(table):
            found[row[0]].add("*" + row[1])
    for table in _PLAIN:
        for row in rows(table):
            found[row[0]].add("*" + table)
    for row in rows("legal_forms"):
        found[row[0]].add("*legal" + row[3])
    for row in rows("company_heads"):
        found[row[0]].add(_HEAD)
    return {word: tuple(sorted(kinds)) for word, kinds in found.items()}


@cache
def _suffixes() -> tuple[tuple[str, ...], int, frozenset[str]]:
    """What nouns for kinds of company end with ("Reifenhersteller"), and their last letters, to tell at a glance."""
    suffixes = tuple(sorted(words("company_context", "suffix")))
    width = min(map(len, suffixes))
    return suffixes, width, frozenset(suffix[-width:] for suffix in suffixes)
