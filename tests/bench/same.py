"""tantivy, asked the same question as our own index: the same words of every article, the same parts of a query.

A word that is typed stands for its inflections in two languages, its exact form, which weighs more, and its German
compounds. Here tantivy indexes the terms that we index, stems beside forms, and gets the query that we work out for
ourselves, its terms and compounds looked up before the clock starts. So both find the same articles, and rank them the
same, where the plain peers look for one form of a word.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy  # type: ignore[import-not-found, unused-ignore]  # a development dependency

from index.results import ArchivedArticle
from index.search import documents, schema
from index.search.analysis import LANGUAGES
from index.search.queries import Compounds, Fitting
from index.search.whoosh import query
from tests.bench.peers import Ours
from tests.bench.plain import Tantivy
from tests.bench.terms import day_of
from tests.bench.wording import wording

_STEMS = (schema.TITLE, schema.BODY)
_KINDS = ("typing", "term", "and", "or", "company", "date", "facets")
"""What the plain peers are asked otherwise than we are; the rest is the same question as it is."""


class Same(Tantivy):
    """tantivy with our terms; it needs our index in the same folder, to have the queries translated."""

    name = "tantivy-same"
    facets = schema.FACETS

    def __init__(self, folder: Path) -> None:  # with another schema
        (folder / self.name).mkdir(exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True)
        for field in ("day", "year"):
            builder.add_integer_field(field, fast=True)
        for field in self.facets:
            builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
        for field in _STEMS:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
            builder.add_text_field(schema.EXACT[field], tokenizer_name="whitespace", index_option="position")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder / self.name))
        self._folder = folder

    def _document(self, each: ArchivedArticle) -> Any:
        day, values = day_of(each), documents.fields(each)
        document = tantivy.Document(id=each.id, day=day, year=day // 10_000)
        for field in _STEMS:
            document.add_text(field, " ".join(stem for stem, count in values[field].items() for _ in range(count)))
            ordered = sorted((place, form) for form, places in values[schema.EXACT[field]].items() for place in places)
            document.add_text(schema.EXACT[field], " ".join(form for _, form in ordered))
        for field in self.facets:
            for value in values[field]:
                document.add_text(field, value)
        return document

    def query(self, kind: str, words: list[str]) -> Callable[[], list[Any]] | None:
        """What we make of a query, as tantivy's own classes; None for the kinds that a plain peer answers alike."""
        if kind not in _KINDS:
            return None
        return self._answer(kind, self._made(self._ours.translated(wording(kind, words))))

    @cached_property
    def _ours(self) -> Ours:
        """Our index, in links of its own: what is looked up here has not been looked up for ours."""
        apart = self._folder / self.name / "ours"
        shutil.rmtree(apart, ignore_errors=True)
        shutil.copytree(self._folder / Ours.name, apart / Ours.name, copy_function=os.link)
        return Ours(apart)

    def _made(self, asked: Any) -> Any:  # noqa: PLR0911  (one line for each class of queries)
        """One of our queries as tantivy's."""
        made, occur = tantivy.Query, tantivy.Occur
        match asked:
            case query.And():
                return made.boolean_query([(occur.Must, self._made(each)) for each in asked.subqueries])
            case query.Or():
                return made.boolean_query([(occur.Should, self._made(each)) for each in asked.subqueries])
            case query.DisjunctionMax():
                return made.disjunction_max_query([self._made(each) for each in asked.subqueries])
            case query.Phrase():
                return made.phrase_query(self._schema, asked.fieldname, list(asked.words))
            case Compounds():
                terms = (term.decode() for term in asked._btexts(None))
                found = [made.term_query(self._schema, asked.fieldname, term, "basic") for term in terms]
                every = made.boolean_query([(occur.Should, each) for each in found])  # twice as fast as a set of terms
                return made.const_score_query(every, asked.boost) if found else made.empty_query()
            case Fitting():
                prefix = f"{re.escape(asked._pattern.prefix)}.*"
                return made.const_score_query(made.regex_query(self._schema, asked.fieldname, prefix), asked.boost)
            case query.Term():
                return self._term(asked.fieldname, asked.text.decode(), asked.boost)
            case _:
                raise TypeError(asked)

    def _frequency(self, field: str, text: str) -> int:
        """In how many articles a term occurs; a stem counts in all languages together."""
        searcher, stem = self._index.searcher(), text.partition(":")[2]
        terms = [schema.tagged(stem, language) for language in LANGUAGES] if field in _STEMS else [text]
        return sum(searcher.doc_freq(field, term) for term in terms)
