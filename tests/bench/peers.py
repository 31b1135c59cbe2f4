"""The engines that are measured, each behind the same few calls: every one returns the ids of the 50 best hits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

import tantivy  # type: ignore[import-not-found, unused-ignore]  # a development dependency

from index.ports import Change, Coverage
from index.results import ArchivedArticle, Filter, SearchRequest, Sort
from index.search import open_search
from index.search.analysis import TOKEN, form

TOP = 50


class Engine(Protocol):
    """What is measured of an engine. A kind of query that it does not have is None."""

    name: str

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Indexes articles in one go, and waits until they are on the disk."""

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """Something to call that answers one query of a kind."""


class Ours:
    """dealwire's own index, as the screen asks it: all hits ranked, and all facets counted."""

    name = "dealwire"

    def __init__(self, folder: Path) -> None:
        self._search = open_search(folder / "index")

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Builds the index."""
        self._search.rebuild((Change(each.id, each) for each in articles), Coverage("bench", 1))

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """The query as a user types it."""
        text = " ".join(words)
        chosen, sort = Filter(), Sort.RELEVANCE
        match kind:
            case "typing" | "term" | "and":
                text += "" if kind == "typing" else " "
            case "or":
                text = " OR ".join(words) + " "
            case "phrase":
                text = f'"{text}"'
            case "fuzzy":
                text += "~1 "
            case "company":
                text, chosen = f"{text} ", Filter(("company-3",))
            case "date":
                text, sort = f"{text} ", Sort.DATE
        request = SearchRequest(text, chosen, sort)
        return lambda: self._search.search(request).ids[:TOP]


class Tantivy:
    """tantivy-py: title and body with positions, words folded as ours are."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        (folder / "tantivy").mkdir()
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True)
        schema.add_integer_field("day", fast=True)
        schema.add_text_field("company", tokenizer_name="raw")
        for field in ("title", "body"):
            schema.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, path=str(folder / "tantivy"))

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Builds the index with one thread."""
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for each in articles:
            title, body = (" ".join(map(form, TOKEN.findall(part))) for part in each.article.text.split("\n\n", 1))
            document = tantivy.Document(id=each.id, title=title, body=body, day=_day(each))
            for company in each.detections.companies:
                document.add_text("company", company.id)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """The query as tantivy's own classes."""
        searcher = self._index.searcher()
        forms = [form(word) for word in words]
        wanted = self._wanted(kind, forms)
        options: dict[str, Any] = {"order_by_field": "day"} if kind == "date" else {}

        def answer() -> list[Any]:
            hits = searcher.search(wanted, TOP, **options).hits
            return [searcher.doc(address)["id"] for _, address in hits]

        return answer

    def _wanted(self, kind: str, forms: list[str]) -> Any:
        query, schema = tantivy.Query, self._schema
        must, should = tantivy.Occur.Must, tantivy.Occur.Should

        def either(make: Callable[[str], Any]) -> Any:
            title = query.boost_query(make("title"), 3.0)
            return query.boolean_query([(should, title), (should, make("body"))])

        match kind:
            case "typing":
                return either(lambda field: query.regex_query(schema, field, f"{forms[0]}.*"))
            case "phrase":
                return either(lambda field: query.phrase_query(schema, field, list(forms)))
            case "fuzzy":
                return either(lambda field: query.fuzzy_term_query(schema, field, forms[0], 1))
        terms = [either(lambda field, word=word: query.term_query(schema, field, word)) for word in forms]  # type: ignore[misc]
        parts = [(should if kind == "or" else must, term) for term in terms]
        if kind == "company":
            parts.append((must, query.const_score_query(query.term_query(schema, "company", "company-3"), 0.0)))
        return query.boolean_query(parts)


class Fts5:
    """SQLite FTS5: title and body, words folded as ours are."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.sqlite")
        self._connection.execute(
            "CREATE VIRTUAL TABLE article USING fts5(title, body, day UNINDEXED, tokenize='ascii')"
        )

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Builds the index in one transaction."""
        with self._connection:
            for each in articles:
                title, body = (" ".join(map(form, TOKEN.findall(part))) for part in each.article.text.split("\n\n", 1))
                self._connection.execute(
                    "INSERT INTO article(rowid, title, body, day) VALUES (?, ?, ?, ?)",
                    (each.id, title, body, _day(each)),
                )

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """The query in FTS5's own language."""
        quoted = [f'"{form(word)}"' for word in words]
        match kind:
            case "fuzzy" | "company":
                return None
            case "typing":
                text = f"{quoted[0]}*"
            case "phrase":
                text = '"' + " ".join(form(word) for word in words) + '"'
            case _:
                text = (" OR " if kind == "or" else " AND ").join(quoted)
        order = "day DESC" if kind == "date" else "bm25(article, 3.0, 1.0)"
        asked = f"SELECT rowid FROM article WHERE article MATCH ? ORDER BY {order} LIMIT {TOP}"
        return lambda: self._connection.execute(asked, (text,)).fetchall()


def _day(archived: ArchivedArticle) -> int:
    day = archived.article.date
    return int(day.first_day.replace("-", "")) if day else 0
