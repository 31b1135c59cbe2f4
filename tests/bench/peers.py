"""The engines that are measured, each behind the same few calls.

All index the same fields and return the numbers of the 50 best hits as they have stored them, and how many hits there
are. Ours is asked as a user types: it looks for every inflection in two languages and for German compounds besides,
which the others do not (`tests.bench.same` has one that does). The `exact` kinds ask for words in one form, as they do:
there tantivy finds the same articles as we do, and ranks them the same. Both reckon BM25 with the same constants, so
that this takes no more than a boost for each term, worked out before the clock starts. It does not slow tantivy down:
over 750 queries, the best of nine times each, interleaved, the 95th percentiles with and without are within 2 %.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any, Protocol

import tantivy  # type: ignore[import-not-found, unused-ignore]  # a development dependency

from index.ports import Change, Coverage
from index.results import ArchivedArticle, Filter, SearchRequest, Sort
from index.search.analysis import TOKEN, form, forms
from index.search.engine import WhooshSearch
from index.search.language.parser import parse
from index.search.schema import TITLE, TITLE_WEIGHT
from index.search.whoosh import FileStorage, analysis, fields, query, sorting

TOP = 50
EXACT = "exact "
"""Before the name of a kind of queries: with its words in one form, as the peers always look for them."""
COMPANY = "company-3"
"""The company of the queries with a filter."""


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


class Tantivy:
    """tantivy-py: title and body with positions, words folded as ours are."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        (folder / "tantivy").mkdir(exist_ok=True)
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True)
        for field in ("day", "year"):
            schema.add_integer_field(field, fast=True)
        for field in FACETS:
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
        (title, body), day = _folded(each), day_of(each)
        document = tantivy.Document(id=each.id, title=title, body=body, day=day, year=day // 10_000)
        for field, values in _values(each).items():
            for value in values:
                document.add_text(field, value)
        return document

    def query(self, kind: str, words: list[str]) -> Callable[[], list[Any]] | None:
        """The query as tantivy's own classes."""
        searcher, kind = self._index.searcher(), kind.removeprefix(EXACT)
        wanted = self._wanted(kind, [form(word) for word in words])
        options: dict[str, Any] = {"order_by_field": "day"} if kind == "date" else {}
        counted = {field: {"terms": {"field": field, "size": 1000}} for field in (*FACETS, "year")}

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
                return either(lambda field: query.fuzzy_term_query(schema, field, words[0], 1))
        terms = [
            query.boolean_query([(should, self._term("title", word)), (should, self._term("body", word))])
            for word in words
        ]
        parts = [(should if kind == "or" else must, term) for term in terms]
        if kind == "company":
            parts.append((must, query.const_score_query(query.term_query(schema, "company", COMPANY), 0.0)))
        return query.boolean_query(parts)

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
                    (each.id, *_folded(each), day_of(each)),
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
            title, body = _folded(each)
            values = {field: " ".join(values) for field, values in _values(each).items()}
            writer.add_document(id=each.id, day=day_of(each), title=title, body=body, **values)
        writer.commit(merge=False)

    def query(self, kind: str, words: list[str]) -> Callable[[], object] | None:
        """The query as Whoosh's own classes."""
        searcher, kind = self._index.searcher(), kind.removeprefix(EXACT)
        wanted = self._wanted(kind, [form(word) for word in words])
        options: dict[str, Any] = {"sortedby": "day", "reverse": True} if kind == "date" else {}
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


def wording(kind: str, words: list[str]) -> str:
    """A query of a kind in our own query language, as a user types it."""
    if kind.startswith(EXACT):
        return wording(kind.removeprefix(EXACT), [f'"{word}"' for word in words])
    match kind:
        case "typing":
            return " ".join(words)
        case "phrase":
            return '"' + " ".join(words) + '"'
        case "fuzzy":
            return " ".join(words) + "~1 "
        case "or":
            return " OR ".join(words) + " "
        case _:
            return " ".join(words) + " "


ENGINES: dict[str, Callable[[Path], Engine]] = {each.name: each for each in (Ours, Tantivy, Fts5, Whoosh)}
FACETS = ("company", "type", "status", "source", "language")


def _folded(archived: ArchivedArticle) -> list[str]:
    """Title and body as words with blanks between, each folded to its form, those with parts followed by them."""
    return [" ".join(map(_terms, TOKEN.findall(part))) for part in archived.article.text.split("\n\n", 1)]


@lru_cache(maxsize=2**16)
def _terms(token: str) -> str:
    """The form of a token and those of its parts, as we index them: "BMW-Chef" is found by "Chef", too."""
    whole = form.__wrapped__(token)  # which is remembered here, so that the parts cost 1 % of the folding
    parts = () if token.isalnum() else forms(token)
    return " ".join([whole, *parts]) if len(parts) > 1 else whole


def _values(archived: ArchivedArticle) -> dict[str, set[str]]:
    article, detections = archived.article, archived.detections
    return {
        "company": {company.id for company in detections.companies},
        "type": {deal.type.value for deal in detections.deals},
        "status": {deal.status.value for deal in detections.deals},
        "source": {article.source.replace(" ", "-")},
        "language": {article.language},
    }


def day_of(archived: ArchivedArticle) -> int:
    """The day of an article as a number that sorts as days do; 0 for none."""
    day = archived.article.date
    return int(day.first_day.replace("-", "")) if day else 0
