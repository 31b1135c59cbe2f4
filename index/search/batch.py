"""From many articles at once to the arrays of a segment.

Whoosh's own writer takes posting after posting: 150 articles a second. Here what stands between two blanks of a text is
one number (`index.search.chunks`); what it means (its forms, its stems) is looked up once for each different one, and
told of all its occurrences by numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np

from index.document import RegionKind
from index.results import ArchivedArticle
from index.search import documents, schema
from index.search.chunks import Known, Meanings
from index.search.codec.container import Array
from index.search.codec.segment import SegmentArrays, length_bytes
from index.search.text_fields import Order, Part
from index.search.texts import Text
from index.search.values import Values


class Batch:
    """Articles on their way into one segment.

    Attributes:
        size: How many articles it has.
        words: What is known of words when it is done.

    Args:
        words: What a batch before this one knew, to go on with while that is not too much.
    """

    def __init__(self, words: Known | None = None) -> None:
        self.size = 0
        self.words = Known() if words is None or words.full else words
        self._texts: dict[tuple[str, str], Text] = {}
        self._values = Values()
        self._columns: dict[str, array[int]] = {schema.NUMBER: array("q"), schema.MOMENT: array("q")}

    @property
    def tokens(self) -> int:
        """About how many tokens they have."""
        return sum(text.size for text in self._texts.values())

    def add(self, archived: ArchivedArticle) -> None:
        """Takes an article; it is the segment's next document."""
        doc, article = self.size, archived.article
        self._text(schema.TITLE, article.language).add(doc, article.title)
        for span in article.spans(RegionKind.BODY):
            self._text(schema.BODY, article.language).add(doc, span.of(article.text))
        values = documents.values(archived)
        for name, column in self._columns.items():
            column.append(values.pop(name))
        self._values.add(doc, values)
        self.size += 1

    def arrays(self) -> SegmentArrays:
        """The arrays of the segment."""
        postings = self._values.postings()
        lengths: dict[str, Array] = {}
        for text in self._texts.values():
            text.look_up()
        meanings = {language: chunks.meanings() for language, chunks in self.words.chunks.items()}
        areas = {area: list(self._parts(area, meanings)) for area in (schema.TITLE, schema.BODY)}
        order = Order(self.words.spellings, chain.from_iterable(areas.values()))
        for area, parts in areas.items():
            if parts:
                postings[area], postings[schema.EXACT[area]] = order.stems(parts), order.forms(parts)
                docs = np.concatenate([part.occurrences.docs for part in parts])
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

    def _text(self, area: str, language: str) -> Text:
        text = self._texts.get((area, language))
        if text is None:
            text = self._texts[area, language] = Text(self.words.of(language))
        return text

    def _parts(self, area: str, meanings: Mapping[str, Meanings]) -> Iterator[Part]:
        """An area in each language that has some of it."""
        for language, known in meanings.items():
            text = self._texts.get((area, language))
            occurrences = text.occurrences(known) if text else None
            if occurrences and len(occurrences.keys):
                yield Part.of(language, known, occurrences)
