"""The engines that are measured, each behind the same few calls.

All index the same fields and return the numbers of the 50 best hits as they have stored them, and how many hits there
are. Ours is asked as a user types: it looks for every inflection in two languages and for German compounds besides,
which the others do not (`tests.bench.same` has one that does). The `exact` kinds ask for words in one form, as they do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from index.ports import Change, Coverage
from index.results import ArchivedArticle, Filter, SearchRequest, Sort
from index.search.analysis import form
from index.search.engine import WhooshSearch
from index.search.language.parser import parse
from index.search.whoosh import FileStorage, analysis, fields, query, sorting
from tests.bench.plain import Tantivy
from tests.bench.terms import FACETS, day_of, facet_values, folded
from tests.bench.wording import COMPANY, EXACT, TOP, wording


class Engine(Protocol):
    """What is measured of an engine."""

    name: str

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Indexes articles in one go, and waits until they are on the disk."""

    def add(self, articles: Sequence[ArchivedArticle]) -> None:
        """Adds articles in one commit, waits until they are on the disk, and makes them visible."""

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """Something to call that answers one query of a kind; None for a kind that it does not have."""


class Ours:
    """dealwire's own index, as the screen asks it."""

    name = "dealwire"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "dealwire"
        self._search = WhooshSearch(self.folder)
        self._revision = 1

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Builds the index."""
        self._search.rebuild((Change(each.id, each) for each in articles), Coverage("bench", 1))

    def add(self, articles: Sequence[ArchivedArticle]) -> None:
        """Updates the index."""
        self._revision += 1
        self._search.update((Change(each.id, each) for each in articles), Coverage("bench", self._revision))
        self._search.search(SearchRequest(""))

    def translated(self, text: str) -> Any:
        """What Whoosh is asked for a query of the user."""
        self._search.search(SearchRequest(text))
        snapshot = self._search._snapshot
        return snapshot and snapshot._translator.whoosh_query(parse(text).tree)

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """The query as a user types it."""
        request = _request(kind, words)
        if kind == "facets":
            return lambda: dict((page := self._search.search(request)).facets) and page.ids[:TOP]
        return lambda: self._search.search(request).ids[:TOP]

    def leading(self, kind: str, words: list[str]) -> tuple[set[int], set[int]]:
        """The numbers of the best hits of a query, and of all that rank with the last of them, or higher."""
        page = self._search.search(_request(kind, words))
        best, ranks = page.ids[:TOP], page.scores or self._moments(page.ids)
        return set(best), {number for number, rank in zip(page.ids, ranks, strict=True) if rank >= ranks[len(best) - 1]}

    def _moments(self, numbers: Sequence[int]) -> list[int]:
        """The dates of articles, as numbers that sort as dates do."""
        articles = self._search._snapshot and self._search._snapshot._articles
        known = dict(zip(articles.numbers.tolist(), articles.moments.tolist(), strict=True)) if articles else {}
        return [known[number] for number in numbers]


class Fts5:
    """SQLite FTS5: title and body, words folded as ours are; no facets and no filter by a company."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "FTS5")
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS article USING fts5(title, body, day UNINDEXED, tokenize='ascii')"
        )

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Builds the index in one transaction."""
        self.add(articles)

    def add(self, articles: Iterable[ArchivedArticle]) -> None:
        """Adds articles in one transaction."""
        with self._connection:
            for each in articles:
                self._connection.execute(
                    "INSERT INTO article(rowid, title, body, day) VALUES (?, ?, ?, ?)",
                    (each.id, *folded(each), day_of(each)),
                )

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """The query in FTS5's own language; the hits and how many there are are two queries."""
        kind = kind.removeprefix(EXACT)
        quoted = [f'"{form(word)}"' for word in words]
        match kind:
            case "fuzzy" | "company" | "facets":
                return None
            case "typing":
                text = f"{quoted[0]}*"
            case "phrase":
                text = '"' + " ".join(form(word) for word in words) + '"'
            case _:
                text = (" OR " if kind == "or" else " AND ").join(quoted)
        order = "day DESC" if kind == "date" else "bm25(article, 3.0, 1.0)"
        asked = f"SELECT rowid FROM article WHERE article MATCH ? ORDER BY {order} LIMIT {TOP}"
        counted = "SELECT count(*) FROM article WHERE article MATCH ?"
        run = self._connection.execute
        return lambda: (run(asked, (text,)).fetchall(), run(counted, (text,)).fetchone())


class Whoosh:
    """Whoosh as it comes: its own codec, matchers and collectors; words folded as ours are."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        storage = FileStorage(str(folder / "Whoosh")).create()
        plain = analysis.SpaceSeparatedTokenizer()
        schema = fields.Schema(
            id=fields.STORED,
            day=fields.NUMERIC(sortable=True),
            title=fields.TEXT(analyzer=plain, field_boost=3.0),
            body=fields.TEXT(analyzer=plain),
            **{field: fields.KEYWORD(sortable=True) for field in FACETS},
        )
        self._index = storage.open_index() if storage.index_exists() else storage.create_index(schema)

    def build(self, articles: Iterable[ArchivedArticle]) -> None:
        """Builds the index."""
        self._write(articles, limitmb=256)

    def add(self, articles: Sequence[ArchivedArticle]) -> None:
        """Commits, without a merge."""
        self._write(articles)

    def _write(self, articles: Iterable[ArchivedArticle], **options: Any) -> None:
        writer = self._index.writer(**options)
        for each in articles:
            title, body = folded(each)
            counted = {field: " ".join(names) for field, names in facet_values(each).items()}
            writer.add_document(id=each.id, day=day_of(each), title=title, body=body, **counted)
        writer.commit(merge=False)

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """The query as Whoosh's own classes."""
        searcher, kind = self._index.searcher(), kind.removeprefix(EXACT)
        wanted = self._wanted(kind, [form(word) for word in words])
        options: dict[str, Any] = {"sortedby": "day", "reverse": True} if kind == "date" else {}
        if kind == "typing":  # else it never comes back from some; over 23 prefixes it takes as long as with it
            options["optimize"] = False
        if kind == "facets":
            options["groupedby"] = [sorting.FieldFacet(field, allow_overlap=True) for field in FACETS]
        if kind == "company":
            options["filter"] = query.Term("company", COMPANY)

        def answer() -> list[Any]:
            found = searcher.search(wanted, limit=TOP, **options)
            return [len(found), *(hit["id"] for hit in found)]

        return answer

    def _wanted(self, kind: str, forms: list[str]) -> Any:
        def either(make: Callable[[str], Any]) -> Any:
            return query.Or([make("title"), make("body")])

        match kind:
            case "typing":
                return either(lambda field: query.Prefix(field, forms[0]))
            case "phrase":
                return either(lambda field: query.Phrase(field, forms))
            case "fuzzy":
                return either(lambda field: query.FuzzyTerm(field, forms[0], prefixlength=1))
        terms = [either(lambda field, word=word: query.Term(field, word)) for word in forms]  # type: ignore[misc]
        return query.Or(terms) if kind == "or" else query.And(terms)


def _request(kind: str, words: list[str]) -> SearchRequest:
    """A query of a kind, as a user types it and chooses what to see."""
    text, kind = wording(kind, words), kind.removeprefix(EXACT)
    chosen = Filter((COMPANY,)) if kind == "company" else Filter()
    return SearchRequest(text, chosen, Sort.DATE if kind == "date" else Sort.RELEVANCE)


ENGINES: dict[str, Callable[[Path], Engine]] = {each.name: each for each in (Ours, Tantivy, Fts5, Whoosh)}
