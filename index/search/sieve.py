"""Where in a text a word may stand that a query wants: one pattern that passes over nearly all the others.

It is sure of what it passes over, and of nothing that it finds: what stands there is looked at closely by
`index.search.matches`. It searches the text as it is, not token by token, which takes a third of the time.
"""

from __future__ import annotations

import re
from collections.abc import Collection

# Letters that are folded in another way than German ones, and what stands invisibly inside of words: all that is not
# ASCII, but for umlauts, the signs that texts are full of, and the blank that does not break.
_STRANGE = (
    "\u00aa\u00ac-\u00ba\u00bc-\u00c3\u00c5-\u00d5\u00d7-\u00db\u00dd\u00de\u00e0-\u00e3\u00e5-\u00f5\u00f7-\u00fb\u00fd-"
    "\u2012\u2015-\u2017\u201f-\u2025\u2027-\u20ab\u20ad-\U0010ffff"
)
_JOINTS = "\\-\u2010\u2011.'\u2019&"
_SPELLINGS = {"a": "aAäÄ", "o": "oOöÖ", "u": "uUüÜ", "s": "sSß\u1e9e"}


def sieve(initials: Collection[str], pieces: Collection[str]) -> re.Pattern[str]:
    """The pattern for the first letters of the forms that are wanted, and pieces of the others.

    Args:
        initials: The first letters, or parts, of forms; an empty one for any.
        pieces: What stands in the forms of compounds.
    """
    if "" in initials:
        return re.compile(r"\w")
    firsts = "".join(_spellings(initial[0]) for initial in sorted(initials))
    # The lookbehinds ask about the letter just read and the one before; one set in front is what makes it quick.
    ways = [f"(?<=[{firsts}])(?<![^\\W_].)", f"(?<=[{_STRANGE}])"] if firsts else [f"(?<=[{_STRANGE}])"]
    for piece in sorted(pieces):
        firsts += _spellings(piece[0])
        ways.append(f"(?<=[{_spellings(piece[0])}]){_more(piece[0])}{''.join(map(_spelled, piece[1:]))}")
    if pieces:  # one may stand across a joint
        firsts += _JOINTS
        ways.append(f"(?<=[^\\W_][{_JOINTS}])(?=[^\\W_])")
    return re.compile(f"[{firsts}{_STRANGE}](?:{'|'.join(ways)})", re.DOTALL)


def _spellings(letter: str) -> str:
    """How a letter of a form is spelled in German, as a set; in other ways with a strange letter only."""
    return _SPELLINGS.get(letter) or (letter + letter.upper() if letter.isascii() and letter.isalnum() else "")


def _more(letter: str) -> str:
    """What can follow a letter and still stand for no more: "ae" is an umlaut, "ß" two letters."""
    return f"[{_SPELLINGS['s']}]*" if letter == "s" else "[eE]?" if letter in _SPELLINGS else ""


def _spelled(letter: str) -> str:
    return _more(letter) if letter == "s" else f"[{_spellings(letter)}]{_more(letter)}"
