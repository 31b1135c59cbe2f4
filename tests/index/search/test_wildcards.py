"""Terms that fit a pattern with stars are found all at once."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.search import queries
from index.search.codec.postings import Postings, from_occurrences
from index.search.language.tree import Wildcard
from index.search.patterns import pattern
from index.search.queries import Fitting

WORDS = st.sets(st.text("abé", min_size=1, max_size=7), max_size=12)
STARS = st.text("abé*", min_size=1, max_size=7).filter(lambda text: "*" in text and text.strip("*"))


def _postings(words: set[str]) -> tuple[list[str], Postings]:
    """A field of terms that are in one document each."""
    terms = sorted(words, key=str.encode)
    return terms, from_occurrences([term.encode() for term in terms], np.arange(len(terms)), np.arange(len(terms)))


@given(WORDS, STARS)
@example({"ab", "ba", "abb", "bab"}, "*ba*")
@example({"a", "aa", "aaa"}, "a*a")
@example({"ab", "b"}, "*b*b*")
def test_terms_fit_a_pattern_all_at_once_as_one_by_one(words: set[str], stars: str) -> None:
    """No piece is found across the end of a term, nor one that stands in an earlier one.

    Of very many terms the documents are told, and no postings.
    """
    terms, postings = _postings(words)
    among = pattern(Wildcard(stars))
    expected = [nth for nth, term in enumerate(terms) if term.startswith(among.prefix) and among.fits(term)]
    for as_long in (0, 500):
        with patch.multiple(queries, _AS_LONG=as_long, _MANY=1):
            wanted = Fitting("body", among, 1.0)
            known, spans = wanted.documents(postings), wanted.spans(postings)
        assert (as_long > 0 and len(expected) > 1) == (known is not None)
        found = [postings.docs[span] for span in spans] if known is None else [known]
        assert expected == [doc for docs in found for doc in docs.tolist()]
        assert known is None or not spans


def test_a_pattern_of_thousands_of_stars_is_given_up_when_nothing_is_left() -> None:
    """Whatever is pasted into the search."""
    _, postings = _postings({"a" * 30, "b"})
    assert [] == Fitting("body", pattern(Wildcard("a*" * 5000)), 1.0).spans(postings)
