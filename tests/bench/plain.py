"""tantivy, as one asks it for words: in one form, in titles and bodies.

Asked for words in one form, too, we find the same articles, and rank them the same: both reckon BM25 with the same
constants, so that this takes no more than a boost for each term, worked out before the clock starts. It does not slow
tantivy down: over 750 queries, the best of nine times each, interleaved, the 95th percentiles with and without are
within 2 %. Phrases it weighs in its own way (by how often they stand there, not their words), and a misspelt word may
begin with another letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import log
from pathlib import Path
from typing import Any

import tantivy  # type: ignore[import-not-found, unused-ignore]  # a development dependency

from index.results import ArchivedArticle
from index.search.analysis import form
from index.search.schema import TITLE, TITLE_WEIGHT
from tests.bench.terms import FACETS, day_of, facet_values, folded
from tests.bench.wording import COMPANY, EXACT, TOP


class Tantivy:
    """tantivy-py: title and body with positions, words folded as ours are."""

    name = "tantivy"
    facets: Sequence[str] = FACETS

    def __init__(self, folder: Path) -> None:
        (folder / "tantivy").mkdir(exist_ok=True)
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True)
        for field in ("day", "year"):
            schema.add_integer_field(field, fast=True)
        for field in self.facets:
            schema.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
        for field in ("title", "body"):
            schema.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, path=str(folder / "tantivy"))

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Builds the index with one thread."""
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for each in articles:
            writer.add_document(self._document(each))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def add(self, articles: Sequence[ArchivedArticle]) -> None:
        """Commits."""
        writer = self._index.writer(heap_size=15_000_000, num_threads=1)
        for each in articles:
            writer.add_document(self._document(each))
        writer.commit()
        self._index.reload()
        writer.wait_merging_threads()

    def _document(self, each: ArchivedArticle) -> Any:
        (title, body), day = folded(each), day_of(each)
        document = tantivy.Document(id=each.id, title=title, body=body, day=day, year=day // 10_000)
        for field, names in facet_values(each).items():
            for name in names:
                document.add_text(field, name)
        return document

    def query(self, kind: str, words: list[str]) -> Callable[[], list[Any]] | None:
        """The query as tantivy's own classes."""
        kind = kind.removeprefix(EXACT)
        return self._answer(kind, self._wanted(kind, [form(word) for word in words]))

    def _answer(self, kind: str, wanted: Any) -> Callable[[], list[Any]]:
        """What answers a query of a kind."""
        searcher = self._index.searcher()
        if kind == "company":
            only = tantivy.Query.const_score_query(tantivy.Query.term_query(self._schema, "company", COMPANY), 0.0)
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, only)])
        options: dict[str, Any] = {"order_by_field": "day"} if kind == "date" else {}
        counted = {field: {"terms": {"field": field, "size": 1000}} for field in (*self.facets, "year")}

        def answer() -> list[Any]:
            if kind == "facets":
                searcher.aggregate(wanted, counted)
            hits = searcher.search(wanted, TOP, **options).hits
            return [searcher.doc(address)["id"] for _, address in hits]

        return answer

    def _wanted(self, kind: str, words: list[str]) -> Any:
        query, schema = tantivy.Query, self._schema
        must, should = tantivy.Occur.Must, tantivy.Occur.Should

        def either(make: Callable[[str], Any]) -> Any:
            title = query.boost_query(make("title"), TITLE_WEIGHT)
            return query.boolean_query([(should, title), (should, make("body"))])

        match kind:
            case "typing":
                return either(lambda field: query.regex_query(schema, field, f"{words[0]}.*"))
            case "phrase":
                return either(lambda field: query.phrase_query(schema, field, list(words)))
            case "fuzzy":
                return either(
                    lambda field: query.fuzzy_term_query(schema, field, words[0], 1, transposition_cost_one=False)
                )
        terms = [
            query.boolean_query([(should, self._term("title", word)), (should, self._term("body", word))])
            for word in words
        ]
        if len(terms) == 1:
            return terms[0]  # in 0.81 of the time that it takes as the only part of a conjunction
        return query.boolean_query([(should if kind == "or" else must, term) for term in terms])

    def _term(self, field: str, text: str, boost: float = 1.0) -> Any:
        """A term at the weight that it has with us: Whoosh and tantivy do not reckon alike how rare it is."""
        searcher = self._index.searcher()
        count, found = searcher.num_docs, searcher.doc_freq(field, text)
        theirs = log(1 + (count - found + 0.5) / (found + 0.5))
        ours = log(count / (self._frequency(field, text) + 1)) + 1
        weight = TITLE_WEIGHT if field.startswith(TITLE) else 1.0
        term = tantivy.Query.term_query(self._schema, field, text, "freq")
        return tantivy.Query.boost_query(term, boost * weight * ours / theirs)

    def _frequency(self, field: str, text: str) -> int:
        """In how many articles is what makes a term rare or not."""
        return int(self._index.searcher().doc_freq(field, text))
