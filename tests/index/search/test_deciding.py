"""What is decided on many stems at once is what the rules say of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.postings import from_occurrences
from index.search.compounds import SHORTEST, Compounding
from index.search.deciding import Words, decide
from index.search.pieces import TermSet, stretches
from index.search.splits import LONGEST, Splits

PIECES = [
    "motor",
    "rat",
    "haus",
    "kauf",
    "verkauf",
    "preis",
    "auto",
    "bahn",
    "kind",
    "er",
    "s",
    "en",
    "ung",
    "ol",
    "ver",
]
STEMS = st.sets(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join), min_size=1)
OTHERS = st.sets(st.sampled_from(["größe", "bmw3", "autob&c", "kauf2haus", "日本"]))


def _decided(stems: list[str], forms: set[str]) -> Splits:
    """On the stems of a field, in an index that has these forms, too."""
    terms = [stem.encode() for stem in stems]
    postings = from_occurrences(terms, np.arange(len(terms)), np.zeros(len(terms), dtype=np.int64))
    words = sorted(form.encode() for form in forms)
    others = from_occurrences(words, np.arange(len(words)), np.zeros(len(words), dtype=np.int64))
    hashes = [stretch.whole() for stretch in stretches(postings, slice(0, len(terms)), 0)]
    every = hashes + [stretch.whole() for stretch in stretches(others, slice(0, len(words)), 0)]
    rules = Compounding(set(stems).__contains__)
    return Splits.of(
        decide(lambda: stretches(postings, slice(0, len(terms)), 0), Words(TermSet(hashes), TermSet(every), rules))
    )


@given(STEMS, STEMS, OTHERS)
def test_what_is_decided_beforehand_is_what_the_rules_say(stems: set[str], forms: set[str], others: set[str]) -> None:
    """Of every stem and each word of the index that it begins or ends with; and nothing of others."""
    wholes, rules = sorted(stems | others, key=str.encode), Compounding((stems | others).__contains__)
    splits = _decided(wholes, forms)
    for nth, whole in enumerate(wholes):
        for letters in range(SHORTEST, min(len(whole), LONGEST + 1)):
            code = splits.codes[nth]
            plain = whole.isascii() and whole.isalpha()
            base, last = whole[:letters] in stems | forms | others, whole[-letters:] in stems | others
            assert (plain and base and rules.begins(whole, letters)) == splits.beginning(letters)[code], whole
            for size in range(letters, letters + 4):
                assert (plain and last and rules.ends(whole, letters, size)) == splits.ending(letters, size)[code], (
                    whole
                )


@pytest.mark.parametrize(
    ("expected", "whole"),
    [
        ([8, 4], "reichsautobahn"),
        ([], "verkauf"),
        ([4], "hauskauf"),
        ([5], "olpreis"),
        ([], "vorverkauf"),
        ([7], "hausverkauf"),
    ],
)
def test_a_compound_is_what_its_last_part_is(expected: list[int], whole: str) -> None:
    """A motorway is a way; what ends with another verb's noun is what that is."""
    stems = sorted({"reich", "auto", "autobahn", "bahn", "kauf", "verkauf", "haus", "preis", whole})
    splits = _decided(stems, set())
    code = splits.codes[stems.index(whole)]
    assert sorted(expected) == [size for size in range(SHORTEST, LONGEST + 1) if splits.ending(size, size)[code]]
