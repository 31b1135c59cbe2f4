"""The Whoosh schema: which fields an indexed article has, and how its terms are weighed.

Analysis happens before Whoosh sees an article (`index.search.documents`), so the field types here only encode terms
that are given to them, and the pickled schema in an index folder holds no analyzer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log
from typing import Any

from index.search.analysis import LANGUAGES
from index.search.whoosh import columns, fields, formats, pack_uint, scoring

TITLE, BODY = "title", "body"
"""Stems of the words of title and body, each tagged with the article's language."""
EXACT = {TITLE: "title_exact", BODY: "body_exact"}
"""Forms of the same words, with positions: for phrases, prefixes and patterns."""
TITLE_WEIGHT = 3.0
"""How much more a word counts in a title than in a body."""

KEY, NUMBER = "key", "number"
"""The archive's number of the article: as a term, to find it by, and as a column."""
FIRST_DAY, LAST_DAY, MOMENT = "first_day", "last_day", "moment"
"""The days that the article's date can mean, to search in, and the date itself as a column, to sort by."""
WIDTHS = {NUMBER: 8, MOMENT: 8}
"""The bytes of a number in each column."""
COMPANY, ALIAS, TYPE, STATUS, SOURCE, LANGUAGE = "company", "alias", "type", "status", "source", "language"
GROUP, EVENT = "group", "event"
"""The groups that companies belong to, without the companies on top of them; what else happens to companies."""
FACETS = (COMPANY, GROUP, TYPE, STATUS, EVENT, SOURCE, LANGUAGE)
"""The fields whose values are counted over a result; the year is counted from the date."""

VALUE, STAKE, DEALS = "value", "stake", "deals"
"""What the article's deals are worth, in units of any currency; the shares acquired, in hundredths of a per cent; how
many deals it has."""

_Posting = tuple[bytes, int, float, bytes]  # term, frequency, weight, encoded value


class StemField(fields.FieldType):  # type: ignore[misc]  # Whoosh is untyped
    """Terms with how often they occur: a mapping of term to count."""

    def __init__(self) -> None:
        super().__init__(formats.Frequency(), analyzer=None, scorable=True)

    def index(self, value: Mapping[str, int], **_: Any) -> Iterator[_Posting]:
        """What Whoosh posts for one article."""
        return ((term.encode(), count, float(count), pack_uint(count)) for term, count in value.items())


class FormField(fields.FieldType):  # type: ignore[misc]
    """Terms with where they occur: a mapping of term to its positions, ascending."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), analyzer=None, scorable=True)

    def index(self, value: Mapping[str, list[int]], **_: Any) -> Iterator[_Posting]:
        """What Whoosh posts for one article."""
        encode = self.format.encode
        return ((term.encode(), len(at), float(len(at)), encode(at)) for term, at in value.items())


class ValueField(fields.FieldType):  # type: ignore[misc]
    """Values that an article has or has not: a collection of them."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)

    def index(self, value: Collection[str], **_: Any) -> Iterator[_Posting]:
        """What Whoosh posts for one article."""
        return ((term.encode(), 1, 1.0, b"") for term in value)


class NumbersField(fields.NUMERIC):  # type: ignore[misc]
    """Whole numbers that an article has, to look for in ranges: a collection of them."""

    def __init__(self) -> None:
        super().__init__(int, bits=64)

    def index(self, value: Collection[int], **_: Any) -> Iterator[_Posting]:
        """What Whoosh posts for one article; numbers near each other share terms, which Whoosh would post twice."""
        postings = {posting[0]: posting for number in value for posting in super(NumbersField, self).index(number)}
        return iter(postings.values())


class LongColumn(columns.NumericColumn):  # type: ignore[misc]
    """Whole numbers of 64 bits, one for each article, that can be read all at once."""

    def __init__(self) -> None:
        super().__init__("q", default=0)

    class Reader(columns.NumericColumn.Reader):  # type: ignore[misc]
        """Reads the column; Whoosh's own takes 1 microsecond a number."""

        def load(self) -> Any:
            """The numbers of all articles of the segment, as a numpy array of int64."""
            import numpy as np  # noqa: PLC0415  (200 ms, not before the first search)

            numbers = np.full(self._doccount, self._default, dtype=np.int64)
            stored = min(self._count, self._doccount)
            numbers[:stored] = np.frombuffer(self._dbfile.get(self._basepos, 8 * stored), dtype=">i8")
            return numbers


def tagged(stem: str, language: str) -> str:
    """The term of a stem: a German stem only means something in a German article."""
    return f"{language}:{stem}"


def make_schema() -> fields.Schema:
    """The schema of a new index."""
    return fields.Schema(
        **{
            TITLE: StemField(),
            BODY: StemField(),
            EXACT[TITLE]: FormField(),
            EXACT[BODY]: FormField(),
            KEY: ValueField(),
            NUMBER: fields.COLUMN(LongColumn()),
            FIRST_DAY: fields.NUMERIC(int),  # signed: Whoosh's ranges over unsigned numbers find too much
            LAST_DAY: fields.NUMERIC(int),
            MOMENT: fields.COLUMN(LongColumn()),
            VALUE: NumbersField(),
            STAKE: NumbersField(),
            DEALS: NumbersField(),
            ALIAS: ValueField(),
            **{facet: ValueField() for facet in FACETS},
        }
    )


_TAGS = tuple([tagged("", language).encode() for language in LANGUAGES])


def tagged_stems(stems: Sequence[str]) -> list[bytes]:
    """The terms of a word's stems in all languages, which are in the order of `LANGUAGES`."""
    return [tag + stem.encode() for tag, stem in zip(_TAGS, stems, strict=True)]


class Weighting(scoring.BM25F):  # type: ignore[misc]
    """BM25F in which titles weigh more, and a word is as rare as it is in all languages together.

    Without the latter, a company's name would count for more in the language that the archive has less of.
    """

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        """How rare a term is, times the weight of its field."""
        parent = searcher.get_parent()
        if fieldname in (TITLE, BODY):
            stem = text.partition(b":")[2]
            found = 0
            for tag in _TAGS:
                found += parent.doc_frequency(fieldname, tag + stem)
        else:
            found = parent.doc_frequency(fieldname, text)
        rarity = log(parent.doc_count_all() / (found + 1)) + 1
        return rarity * (TITLE_WEIGHT if fieldname in (TITLE, EXACT[TITLE]) else 1)
