"""What is known of each word by itself, looked up once: most words of an article stood in one before.

What there is to know, the tables of `cues` tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.detection.cues import Sense


class Gloss(NamedTuple):
    """What a language's tables say of one word.

    Attributes:
        small: It in small letters.
        senses: What deals it may tell of.
        finite: Whether it may be a finite verb.
        capital: Whether it begins with a capital letter.
        figure: Whether an amount, a share or a date in figures may begin with it.
        turn: Whether a clause may begin with or behind it.
        cue: Whether a cue for a status may begin with it.
        number: See `Language.stands_for`.
    """

    small: str
    senses: tuple[Sense, ...]
    finite: bool
    capital: bool
    figure: bool
    turn: bool
    cue: bool
    number: int | None


class Glossary(dict[str, Gloss]):
    """The glosses of words, each made by `gloss` when it is first asked for."""

    def __init__(self, gloss: Callable[[str], Gloss]) -> None:
        super().__init__()
        self._gloss = gloss

    def __missing__(self, word: str) -> Gloss:
        if len(self) > _MOST:
            self.clear()
        gloss = self[word] = self._gloss(word)
        return gloss


# Words whose glosses are kept: about 8 MB.
_MOST = 30_000
