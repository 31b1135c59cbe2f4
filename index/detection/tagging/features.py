"""What the sequence model sees of a word: names of features, by stream and offset.

A stream gives words values: the word itself, the pair it makes with the word before, what the lexicon marks it as. A
feature depends on one value at one offset, so that the weights of a value can be summed once and kept. Training and
tagging both take their features from here; what the words are marked as is left to the caller.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from index.detection.compounds import Word
from index.detection.deal_slots import Slot
from index.detection.tagging.word_classes import classes


class Mark(NamedTuple):
    """What is known of some words.

    Attributes:
        first: The first of them.
        last: The word behind the last.
        kind: What is known: "company", "media", "legal form".
        sure: Whether that alone would make them a company's name.
    """

    first: int
    last: int
    kind: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the model sees it.

    Attributes:
        words: At least one.
        names: What the lexicon knows by name, companies and others; no two overlap.
        candidates: What the sentence itself makes a company's name; no two overlap.
        parties: Where else an unknown name stands in a place for the party of a deal. No feature tells of them.
    """

    words: Sequence[Word]
    names: Sequence[Mark] = ()
    candidates: Sequence[Mark] = ()
    parties: Sequence[Slot] = ()


class Stream(NamedTuple):
    """One value a word, and the features that it gives.

    Attributes:
        name: Begins the names of its features.
        offsets: Which words' values a word sees: 0 its own, 1 the next word's.
        features: The features of a value, in a German text or not.
    """

    name: str
    offsets: tuple[int, ...]
    features: Callable[[str, bool], Sequence[str]]


class Row(NamedTuple):
    """A stream whose values are made of the codes of neighbouring words, with blanks between; each is its only feature.

    Attributes:
        name: Begins the names of its features.
        offsets: Which words' values a word sees.
        near: Which words' codes make a word's value.
        code: The code of a word; has no blank.
    """

    name: str
    offsets: tuple[int, ...]
    near: tuple[int, ...]
    code: Callable[[str], str]


class Seen(NamedTuple):
    """What the model sees of articles.

    Attributes:
        texts: Its words: `REACH` places between sentences, which are `EDGE`, the first sentence, and so on.
        marks: By stream of `MARKS` the values of the places that have one.
    """

    texts: Sequence[str]
    marks: Sequence[Mapping[int, str]]


EDGE = "<edge>"
"""The word between two sentences; none is written so."""
REACH = 2
"""The largest offset: so many places stand between two sentences."""

_SMALL = re.compile("[a-zß-öø-ÿœšžłđčćęąńśźżěřůğışţțș]")
_CAPITALS = re.compile(r"[^\W\d_a]")
_DIGITS = re.compile(r"\d")
_RUN = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 15)
def shape(text: str) -> str:
    """The kinds of the word's characters, runs cut to two: "ThyssenKrupp" is "AaaAaa", "V8" is "A0"."""
    if text.isascii() and text.isalpha():
        if text.islower():
            return "aa"[: len(text)]
        if text.istitle():
            return "Aaa"[: len(text)]
    kinds = _DIGITS.sub("0", _CAPITALS.sub("A", _SMALL.sub("a", text[:24])))
    return _RUN.sub(r"\1\1", kinds)[:10]


def _around(text: str, german: bool) -> list[str]:
    """The features of a word for itself and its neighbours."""
    if text == EDGE:
        return [EDGE]
    lower = text.lower()
    found = ["w=" + lower, f"s={shape(text)}/{german}", *classes(text, german)]
    if len(lower) > 6:
        found.append("x5=" + lower[-5:])
    if len(lower) > 3:
        found.append("x3=" + lower[-3:])
    return found


def _itself(text: str, german: bool) -> list[str]:
    """The features of a word for itself alone."""
    lower = text.lower()
    found = ["s=" + shape(text), f"b={german}", f"len={min(len(text), 8)}"]
    found += [f"p{n}={lower[:n]}" for n in (2, 3, 4) if len(lower) > n]
    found += [f"x{n}={lower[-n:]}" for n in (2, 4) if len(lower) > n]
    if text.isupper() and len(text) > 1:
        found.append("capitals")
    elif text[1:] != lower[1:]:
        found.append("inner capital")
    return found


def _marked(value: str, _german: bool) -> list[str]:
    """A mark as it is, and without the width of its name."""
    return [value, value.partition(":")[0]]


def _alone(value: str, _german: bool) -> list[str]:
    """The value itself."""
    return [value]


def _each(value: str, _german: bool) -> list[str]:
    """A value that lists its features."""
    return value.split(" ")


def _compound(value: str, german: bool) -> list[str]:
    place, _, tail = value.partition("|")
    return [place, value, f"{place}~{tail[-5:]}", *(f"{place}{c}" for c in classes(tail, german))]


def _short_shape(text: str) -> str:
    return "" if text == EDGE else shape(text)[:4]


WORDS = (Stream("around", (-2, -1, 0, 1, 2), _around), Stream("itself", (0,), _itself))
ROWS = (Row("pair", (0, 1), (-1, 0), str.lower), Row("shapes", (0,), (-1, 0, 1), _short_shape))
MARKS = (
    Stream("compound", (0,), _compound),
    Stream("name", (-1, 0, 1), _marked),
    Stream("name after", (0,), _alone),
    Stream("candidate", (-1, 0, 1), _marked),
    Stream("article", (0,), _each),
    Stream("line", (0,), _each),
)
STREAMS: tuple[Stream | Row, ...] = (*WORDS, *ROWS, *MARKS)
"""In the order of the model's file."""


def see(articles: Iterable[Sequence[Line]]) -> Seen:
    """What the model sees of the lines of articles."""
    texts = [EDGE] * REACH
    compounds, names, after, candidates, article, styles = marks = tuple[dict[int, str], ...]({} for _ in MARKS)
    for lines in articles:
        start = len(texts)
        for line in lines:
            first = len(texts)
            texts += [word.text for word in line.words]
            _compounds(line.words, first, compounds)
            _marks(line.names, first, names)
            _marks(line.candidates, first, candidates)
            _line(texts, first, styles)
            texts += [EDGE] * REACH
        elsewhere = _Elsewhere(lines)
        for place in range(start, len(texts)):
            text = texts[place]
            if not text.islower() and text[0].isalpha():
                article[place] = elsewhere.of(text, named=place in names)
    for place, name in names.items():
        after[place] = f"{name} {texts[place - 1].lower()}"
    return Seen(texts, marks)


def _compounds(row: Sequence[Word], place: int, values: dict[int, str]) -> None:
    """For words tied by hyphens: the word's place in the compound (to 2), and the compound's last word."""
    first = 0
    for i in range(1, len(row) + 1):
        if i < len(row) and row[i].joined:
            continue
        if i - first > 1:
            tail = row[i - 1].text.lower()
            for k in range(first, i):
                values[place + k] = f"{'last' if k == i - 1 else min(k - first, 2)}|{tail}"
        first = i


def _marks(marks: Sequence[Mark], place: int, values: dict[int, str]) -> None:
    """For words under a mark: whether it begins there, its kind, and how many words it covers, to 3."""
    for first, last, kind, _ in marks:
        width = min(last - first, 3)
        for i in range(first, last):
            values[place + i] = f"{'B' if i == first else 'I'}{kind}:{width}"


def _line(texts: Sequence[str], first: int, values: dict[int, str]) -> None:
    """How the sentence from `first` on is written: headlines and shouting have capitals without meaning."""
    alphabetic = [text for text in texts[first:] if text[0].isalpha()]
    capital = sum([text[0].isupper() for text in alphabetic])
    shouted = sum([text.isupper() and len(text) > 1 for text in alphabetic]) if 2 * capital > len(alphabetic) else 0
    if alphabetic and shouted > 0.5 * len(alphabetic):
        style = "shouted"
    elif len(alphabetic) > 2 and capital > 0.7 * len(alphabetic):
        style = "capitals"
    else:
        values[first] = "first"
        return
    for place in range(first, len(texts)):
        values[place] = f"{style} {style}{shape(texts[place])}"


class _Elsewhere:
    """What an article shows of a word elsewhere than where it is judged."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.count = Counter(word.text for line in lines for word in line.words)
        self.inside = Counter[str]()
        self.believed = Counter[str]()
        self.tied = set[str]()
        self.tagged = set[str]()
        for line in lines:
            row = line.words
            for i, word in enumerate(row):
                if word.joined:
                    self.tied.add(row[i - 1].text)
                elif i and row[i - 1].text in "@#":
                    self.tagged.add(word.text)
            for mark in line.names:
                if mark.kind.startswith("company") and mark.last - mark.first > 1:
                    self.inside.update(row[i].text for i in range(mark.first, mark.last))
            for mark in line.candidates:
                if mark.sure:
                    self.believed.update(row[i].text for i in range(mark.first, mark.last))

        self._told: dict[tuple[str, bool], str] = {}

    def of(self, text: str, *, named: bool) -> str:
        """The article's features of a word that may be a name; `named` where the lexicon knows one there."""
        told = self._told.get((text, named))
        if told is None:
            told = self._told[text, named] = " ".join(self._features(text, named))
        return told

    def _features(self, text: str, named: bool) -> Iterator[str]:
        yield f"c{min(self.count[text], 4)}"
        if text in self.tied:
            yield "tied"
        if text in self.tagged:
            yield "tagged"
        if not named and text in self.inside:
            yield "part-of-name"
        if text in self.believed:
            yield "named-believed" if named else "believed"
        if text.lower() in self.count:
            yield "small"


def attributes(lines: Sequence[Line], *, german: bool) -> Iterator[list[list[str]]]:
    """For every line and word the names of its features, as a trainer wants them."""
    seen = see([lines])
    at = REACH
    for line in lines:
        places = range(at, at + len(line.words))
        yield [
            [
                f"{stream.name}{offset}:{feature}"
                for number, stream in enumerate(STREAMS)
                for offset in stream.offsets
                for feature in _features(seen, number, place + offset, german)
            ]
            for place in places
        ]
        at = places.stop + REACH


def _features(seen: Seen, number: int, place: int, german: bool) -> Sequence[str]:
    """The features that the value of a stream gives at a place; between sentences only words themselves have any."""
    stream = STREAMS[number]
    if isinstance(stream, Row):
        near = [seen.texts[place + offset] for offset in stream.near] if seen.texts[place] != EDGE else []
        return [" ".join(map(stream.code, near))] if near else []
    if number < len(WORDS):
        return stream.features(seen.texts[place], german)
    value = seen.marks[number - len(WORDS) - len(ROWS)].get(place)
    return stream.features(value, german) if value else []
