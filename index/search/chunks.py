"""What stands between the blanks of texts, and what it is searched by: looked up once for each different chunk.

A text is taken apart at its blanks, in a fifth of the time that looking for its tokens takes; which tokens there are in
a chunk ("Daimler,", "BMW-Chef", "–") and what they mean is worked out for many chunks at once, in the half of the time
that it takes one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from index.search.analysis import TOKEN, folded, spans
from index.search.codec.container import Array
from index.search.numbers import Numbers

_REMEMBERED = 700_000
"""Chunks that are remembered from one segment to the next; all are a few hundred bytes each."""
_AROUND = ".,;:!?()[]\"'„“”»«›‹‚‘’…–-/*"
"""What most often stands around a token; one that is nothing but letters then needs not be looked for."""


class Meanings(NamedTuple):
    """What chunks mean, by their numbers: the keys that they are searched by.

    Attributes:
        firsts: Where the keys of each begin among all.
        counts: How many keys each has.
        widths: How many positions each takes.
        forms: The number of each key's form.
        stems: The number of each key's stem.
        steps: The position of each key in its chunk.
    """

    firsts: Array
    counts: Array
    widths: Array
    forms: Array
    stems: Array
    steps: Array


class Spellings:
    """The number of each form and stem.

    Attributes:
        texts: All of them, by their numbers.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers = Numbers()

    def of(self, texts: Sequence[str]) -> Array:
        """The numbers of some of them."""
        numbers, new = self._numbers.of(texts)
        self.texts += [texts[place] for place in new]
        return numbers


class Chunks:
    """The chunks of one language.

    Args:
        language: Which.
        spellings: The numbers of forms and stems.
    """

    def __init__(self, language: str, spellings: Spellings) -> None:
        self._language, self._spellings = language, spellings
        self._numbers = Numbers()
        self._counts, self._widths, self._steps = array("i"), array("i"), array("i")
        self._forms, self._stems = array("i"), array("i")

    def __len__(self) -> int:
        return len(self._numbers)

    def of(self, chunks: Sequence[str]) -> Array:
        """The number of each of some chunks."""
        numbers, new = self._numbers.of(chunks)
        self._learn([chunks[place] for place in new])
        return numbers

    def meanings(self) -> Meanings:
        """What all the chunks mean."""
        counts = np.array(self._counts)
        rest = (self._widths, self._forms, self._stems, self._steps)
        return Meanings(np.cumsum(counts, dtype=np.int32) - counts, counts, *map(np.array, rest))

    def _learn(self, chunks: Iterable[str]) -> None:
        words: list[str] = []
        steps, counts, widths = self._steps, self._counts, self._widths
        for chunk in chunks:
            word = chunk if chunk.isalnum() else chunk.strip(_AROUND)
            if word.isalnum():
                words.append(word)
                steps.append(0)
                counts.append(1)
                widths.append(1)
                continue
            before, width = len(words), 0
            for token in TOKEN.findall(word):
                inside = spans(token)
                words += [token, *(token[start:end] for start, end in inside)]
                steps.extend((width, *range(width, width + len(inside))))
                width += len(inside) or 1
            counts.append(len(words) - before)
            widths.append(width)
        forms, stems = folded(words, self._language)
        self._forms.frombytes(self._spellings.of(forms).tobytes())
        self._stems.frombytes(self._spellings.of(stems).tobytes())


class Known:
    """What is known of the words of one batch of articles, and of those before it.

    Attributes:
        spellings: The number of each form and stem.
        chunks: By language.
    """

    def __init__(self) -> None:
        self.spellings = Spellings()
        self.chunks: dict[str, Chunks] = {}

    def of(self, language: str) -> Chunks:
        """The chunks of a language."""
        if language not in self.chunks:
            self.chunks[language] = Chunks(language, self.spellings)
        return self.chunks[language]

    @property
    def full(self) -> bool:
        """Whether there are so many chunks that it is better to begin anew."""
        return sum(len(each) for each in self.chunks.values()) >= _REMEMBERED
