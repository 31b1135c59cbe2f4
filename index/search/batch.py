"""From many articles at once to the arrays of a segment.

Whoosh's own writer takes posting after posting: 150 articles a second. Here every token of the text is one number, by a
table of the tokens seen; what a token means (its forms, its stems) is looked up once for each different one and
unfolded by numpy for all of its occurrences.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from index.document import RegionKind
from index.results import ArchivedArticle
from index.search import documents, schema
from index.search.analysis import GAP, TOKEN, Key, keys, width
from index.search.codec.container import Array, narrow
from index.search.codec.postings import Postings, from_occurrences
from index.search.codec.segment import SegmentArrays, length_bytes

_FEW = 10_000
"""New tokens of a batch that are looked up in the cache of those of other batches."""
_REMEMBERED = 400_000
"""Tokens that are remembered from one segment to the next; all are a few hundred bytes each."""


class Unfolded(NamedTuple):
    """What the tokens of a vocabulary mean.

    Attributes:
        keys: The keys of all tokens, one after the other.
        steps: The position of each key within its token.
        counts: How many keys each token has.
        widths: How many positions each token takes.
    """

    keys: list[Key]
    steps: Array
    counts: Array
    widths: Array


class Vocabulary(dict[str, int]):
    """The number of each token seen in one language; a token that is new gets the next."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._keys: list[Key] = []
        self._steps, self._counts, self._widths = array("q"), array("q"), array("q")

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number

    def unfolded(self) -> Unfolded:
        """What all the tokens mean."""
        # The articles of a small commit have words in common with those of the one before; many fill a cache in vain.
        look_up = keys if len(self) - len(self._counts) <= _FEW else keys.__wrapped__
        for token in islice(self, len(self._counts), None):
            words = look_up(token, self.language)
            self._keys.extend(words)
            self._steps.extend([key.step for key in words])
            self._counts.append(len(words))
            self._widths.append(width(words))
        return Unfolded(self._keys, np.array(self._steps), np.array(self._counts), np.array(self._widths))


class _Text:
    """The tokens of one area, title or body, in one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._number = vocabulary.__getitem__
        self.tokens = array("q")
        self.docs = array("q")
        self.ends = array("q")
        self.first: list[bool] = []

    def add(self, doc: int, text: str, *, first: bool) -> None:
        """Takes one region of a document's text; `first` where it is the area's first."""
        self.tokens.extend(map(self._number, TOKEN.findall(text)))
        self.docs.append(doc)
        self.ends.append(len(self.tokens))
        self.first.append(first)


class Batch:
    """Articles on their way into one segment.

    Attributes:
        size: How many articles it has.
        tokens: About how many tokens.

    Args:
        before: The batch before this one, whose vocabularies it goes on with while they are not too large.
    """

    def __init__(self, before: Batch | None = None) -> None:
        self.size = 0
        self.tokens = 0
        self._schema = schema.make_schema()
        known: dict[str, Vocabulary] = before._vocabularies if before else {}
        self._vocabularies: dict[str, Vocabulary] = known if sum(map(len, known.values())) < _REMEMBERED else {}
        self._texts: dict[tuple[str, str], _Text] = {}
        self._values: defaultdict[str, defaultdict[bytes, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._columns: dict[str, array[int]] = {schema.NUMBER: array("q"), schema.MOMENT: array("q")}

    def add(self, archived: ArchivedArticle) -> None:
        """Takes an article; it is the segment's next document."""
        doc, article = self.size, archived.article
        self.tokens += len(article.text) // 7  # about as many, blanks included
        self._text(schema.TITLE, article.language).add(doc, article.title, first=True)
        body, first = self._text(schema.BODY, article.language), True
        for region in article.regions:
            if region.kind is RegionKind.BODY:
                body.add(doc, region.span.of(article.text), first=first)
                first = False
        values = documents.values(archived)
        for name, column in self._columns.items():
            column.append(values.pop(name))
        for name, value in values.items():
            terms = self._values[name]
            for term, *_ in self._schema[name].index(value):
                terms[term].append(doc)
        self.size += 1

    def arrays(self) -> SegmentArrays:
        """The arrays of the segment."""
        postings = {name: _values(terms) for name, terms in self._values.items() if terms}
        lengths: dict[str, Array] = {}
        unfolded = {language: vocabulary.unfolded() for language, vocabulary in self._vocabularies.items()}
        for area in (schema.TITLE, schema.BODY):
            texts = {language: text for (name, language), text in self._texts.items() if name == area and text.tokens}
            if not texts:
                continue
            occurrences = [_occurrences(text, unfolded[language]) for language, text in texts.items()]
            docs = np.concatenate([each[1] for each in occurrences])
            positions = np.concatenate([each[2] for each in occurrences])
            stems, forms = _Terms(), _Terms()
            stem_ids, form_ids = [], []
            for language, (used, _, _) in zip(texts, occurrences, strict=True):
                words = unfolded[language].keys
                stem_ids.append(stems.ids(used, words, _tagged(language)))
                form_ids.append(forms.ids(used, words, attrgetter("form")))
            postings[area] = from_occurrences(stems.terms, np.concatenate(stem_ids), docs)
            postings[schema.EXACT[area]] = from_occurrences(forms.terms, np.concatenate(form_ids), docs, positions)
            lengths[area] = lengths[schema.EXACT[area]] = np.bincount(docs, minlength=self.size)
        columns = {
            name: np.frombuffer(np.array(column, dtype=">i8").tobytes(), dtype=np.uint8)
            for name, column in self._columns.items()
        }
        return SegmentArrays(
            self.size,
            postings,
            {field: length_bytes(numbers) for field, numbers in lengths.items()},
            {field: int(numbers.sum()) for field, numbers in lengths.items()},
            columns,
        )

    def _text(self, area: str, language: str) -> _Text:
        text = self._texts.get((area, language))
        if text is None:
            vocabulary = self._vocabularies.setdefault(language, Vocabulary(language))
            text = self._texts[area, language] = _Text(vocabulary)
        return text


class _Terms:
    """The terms of one field, in the order in which they came."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    @property
    def terms(self) -> list[bytes]:
        """The terms as they are written: UTF-8."""
        return [term.encode() for term in self._number]

    def ids(self, used: Array, words: list[Key], name: Callable[[Key], str]) -> Array:
        """The term of each occurrence, given which word occurs; words that do not occur become no terms."""
        occurring = np.zeros(len(words), dtype=bool)
        occurring[used] = True
        table = np.zeros(len(words), dtype=np.int64)
        number, places = self._number, np.flatnonzero(occurring)
        table[places] = [number.setdefault(name(words[at]), len(number)) for at in places.tolist()]
        return table[used]


def _tagged(language: str) -> Callable[[Key], str]:
    return lambda key: schema.tagged(key.stem, language)


def _occurrences(text: _Text, unfolded: Unfolded) -> tuple[Array, Array, Array]:
    """Every key that occurs: as an index into the keys, in which document, at which position."""
    _, steps, counts, widths = unfolded
    tokens, ends = np.frombuffer(text.tokens, dtype=np.int64), np.frombuffer(text.ends, dtype=np.int64)
    each = np.diff(ends, prepend=0)
    taken = np.r_[0, np.cumsum(widths[tokens])]
    # A region begins where the one before it ended and a gap behind that; the first of a document begins at 0.
    before = taken[np.r_[0, ends[:-1]]]
    first = np.flatnonzero(np.array(text.first))
    nth = np.arange(len(ends))
    head = np.repeat(first, np.diff(np.r_[first, len(ends)]))
    shift = (nth - head) * GAP - before[head]
    starts = taken[:-1] + np.repeat(shift, each)
    many = counts[tokens]
    offsets = np.cumsum(many) - many
    inside = np.arange(int(many.sum())) - np.repeat(offsets, many)
    used = np.repeat((np.cumsum(counts) - counts)[tokens], many) + inside
    docs = np.repeat(np.repeat(np.frombuffer(text.docs, dtype=np.int64), each), many)
    return used, docs, np.repeat(starts, many) + steps[used]


def _values(terms: Mapping[bytes, list[int]]) -> Postings:
    names: list[bytes] = list(terms)
    docs: list[Any] = [np.array(terms[name], dtype=np.int64) for name in names]
    ids = np.repeat(np.arange(len(names)), [len(each) for each in docs])
    return from_occurrences(names, ids, narrow(np.concatenate(docs)))
