"""How good detection is on a third set of articles by an author who had not looked at it, nor at the other sets.

Agency news, teasers, short posts, local papers, portals with their furniture, press releases and trade magazines; about
half of them tell no deal. Their gold was written before anything was run on them. Of articles with an odd number the
errors are looked at by their sums only: what is mended after reading the others' errors should help there too.
"""

from __future__ import annotations

from tests.quality.blind import BlindSet

BLIND = BlindSet("blind3_gold")


def test_offsets() -> None:
    """Each mention of the gold is a form of one of its companies, and no text was changed by cleaning."""
    BLIND.assert_offsets()
