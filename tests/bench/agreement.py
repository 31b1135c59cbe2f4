"""Whether the engines answer the same question: which part of a peer's best articles are ours.

A tantivy reckons the scores that we do, but for the lengths of long articles, which it rounds more. Yet many articles
tie: a word weighs the same in all titles of eight words, and a day is a day. Then we show the newest, and tantivy what
was added first, which takes it no time. So there are two figures: how many articles are the same, and how many are the
same or as good as the last of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from tests.bench.peers import Ours
from tests.bench.plain import Tantivy

Shares = dict[tuple[str, str], list[float]]
"""Of each peer and kind of query: both figures as parts of 1, on average."""


def agreement(ours: Ours, peers: Sequence[Tantivy], queries: Iterable[tuple[str, list[str]]]) -> Shares:
    """Asks all the same.

    Args:
        ours: Whose articles are the right ones.
        peers: Whose articles are compared to them.
        queries: The kind and the words of each.
    """
    shares: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for kind, words in queries:
        best, good = ours.leading(kind, words)
        for peer in peers:
            answer = peer.query(kind, words)
            if answer is None:
                continue
            found = {number for (number,) in answer()}
            most = max(len(best), len(found))
            shares[peer.name, kind].append((len(found & best) / most, len(found & good) / most) if most else (1.0, 1.0))
    return {asked: np.mean(each, axis=0).tolist() for asked, each in shares.items()}
