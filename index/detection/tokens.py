"""Cuts text into tokens: words, numbers, addresses and single signs. What a token means is left to others.

A hyphenated word is one token ("Daimler-BMW-VW"), as are "C&A", "E.ON", "1&1", "S.p.A.", "1.000,50", "27.03.2020" and
web addresses; "%", quotes, brackets and the full stop that ends a word are tokens of their own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_POSSESSIVE = ("'s", "’s", "´s", "`s", "'S", "’S")


class Token(NamedTuple):
    """A word, number, address or sign.

    Attributes:
        start: Where it begins in the article's text.
        end: Where it ends, exclusive.
        text: What stands there, unchanged.
        joined: Whether a hyphen ties it to the one before; only where a hyphenated word has been cut, see `compounds`.
    """

    start: int
    end: int
    text: str
    joined: bool = False

    @property
    def stem(self) -> str:
        """Its text without an English possessive."""
        return self.text[:-2] if self.text.endswith(_POSSESSIVE) else self.text

    @property
    def stem_end(self) -> int:
        """Where it ends without an English possessive: "Daimler's" without "'s"."""
        return self.end - 2 if self.text.endswith(_POSSESSIVE) else self.end


# Every repetition that may be followed by something else is bounded or cannot match what follows it, so that no text,
# however built, makes the match run more than once over a stretch longer than a few hundred characters. Possessive
# repetitions would say so, but are broken in Python 3.11.2, which Debian 12 has: they lose a word's last character.
_TOKEN = re.compile(
    r"""
      [^\W\d_]+(?=[\s,])  # most tokens: none of the others could go on there
    | (?:https?://|www\.)[^\s<>"„“”«»]+
    | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}
    | [^\W_][\w-]{0,62}\.(?:[\w-]{1,63}\.){0,3}
      (?:com|de|net|org|info|at|ch|eu|io|tv|ai|fr|it|uk|nl|us|me|shop)(?!\w|\.\w)(?:[-‐‑][^\W_][\w\xad\u0300-\u036f]*)*
    | (?:[^\W\d_]\.){2,16}(?:[^\W\d_](?!\w))?(?:[-‐‑][^\W_][\w\xad\u0300-\u036f]*)*
    | [A-Z]\.[A-Z][A-Za-z]{1,4}(?!\w)(?:[-‐‑][^\W_][\w\xad\u0300-\u036f]*)*
    | [^\W_][\w\xad\u0300-\u036f]*
      (?:(?:[-‐‑&'’´`]|(?<=\d)[.,:](?=\d))[^\W_][\w\xad\u0300-\u036f]*)*
      (?:(?<=[^\W\d_])\+(?!\w))?
    | \.{2,} | -{2,}
    | \S
    """,
    re.VERBOSE,
)
# Scraped pages lose the blank between a label or a company's legal form and the sentence after it: "exklusivBei",
# "GmbHDie". Only before words that open German sentences, and of three letters or more: "LinkedIn", "iPhone" and
# "ThyssenKrupp" stay whole.
_GLUED = re.compile(
    r"(?:.{0,60}[a-zäöüß]{3}|(?:\w{0,60}-)?(?:GmbH|AG|SE|KG|Inc|Ltd))"
    r"(?P<opener>Der|Die|Das|Den|Dem|Des|Ein|Eine|Einen|Einer|Bei|Beim|Mit|Nach|Für|Auf|Aus|Von|Vor|Zum|Zur|Wie|Was|Wer"
    r"|Wir|Sie|Aber|Auch|Noch|Nun|Seit|Über|Unter|Wenn|Weil|Dass|Doch|Nur|Zwei|Drei)"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text` from `start` to `end` (None: its end), in text order; blanks belong to none."""
    tokens: list[Token] = []
    new = tuple.__new__  # Token(...) takes twice as long, and there is one for every word of an archive
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        first, last = match.span()
        if len(word) > 4 and not word[1:].islower() and (glued := _GLUED.fullmatch(word)):
            seam = first + glued.start("opener")
            tokens.append(Token(first, seam, text[first:seam]))
            first, word = seam, glued.group("opener")
        tokens.append(new(Token, (first, last, word, False)))
    return tokens
