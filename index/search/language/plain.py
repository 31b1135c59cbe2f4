"""Reads at once the queries that most are: words of letters and digits, some of them between quotes.

Every function that takes part in reading a query costs microseconds, because none is left in the processor's caches
since the query before: sign by sign, one word takes 40, and here 10. All other queries are left to the parser.
"""

from __future__ import annotations

from index.search.language.lexer import OPERATORS
from index.search.language.tree import Phrase, Word

MOST = 64
"""Words and phrases of one query that are searched: more than a person types, less than upsets the engine."""


def plain(query: str) -> tuple[Word | Phrase, ...]:
    """What a query of such words wants to see; empty for any other, and for one that says a word twice."""
    nodes: dict[str, Word | Phrase] = {}
    pieces = query.split()
    for piece in pieces:
        if piece.isalnum():
            if piece in OPERATORS:
                return ()
            nodes[piece] = Word(piece)
        else:
            text = piece[1:-1]
            if not (piece[0] == '"' == piece[-1] and text.isalnum()):
                return ()
            nodes[piece] = Phrase(text)
    if not 0 < len(nodes) == len(pieces) <= MOST:
        return ()
    if piece[-1] != '"' and query.endswith(piece):
        nodes[piece] = Word(piece, typing=True)
    return tuple(nodes.values())
