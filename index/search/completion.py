"""How a query that is being typed can go on: words of the archive, companies, fields and their values.

Words come as forms, folded; how an article spells them is `index.search.spelling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from heapq import nsmallest
from itertools import chain, islice

from index.document import Span
from index.results import Completion, CompletionKind
from index.search import schema
from index.search.analysis import TOKEN, form, stem
from index.search.language.fields import BODY, CHOICES, COMPANY, GROUP, SOURCE, TITLE, beginning, field_names
from index.search.language.lexer import Kind, Sign, quoted, scoped
from index.search.names import Names
from index.search.terms import Terms

_MOST = 8
"""Completions that are offered at once."""
_COMPANIES, _FIELDS = 3, 2
"""How many of them are companies and fields where words are wanted."""
_FEW, _EVERYWHERE = 20, 0.3
"""A word that more articles have, and more than this part of all, says nothing: "von"."""
_PATTERN = frozenset("*~")
"""What makes a word a pattern, whose end is no beginning of a word: "k*n", "koop~1"."""
_SEARCHED = 2
"""Letters from which on companies are offered where words are wanted."""


class Completer:
    """Completes queries from one state of the index.

    Args:
        terms: The index's words.
        companies: What companies are called, loaded when first asked for.
        sources: What sources are called.
    """

    def __init__(self, terms: Terms, companies: Callable[[], Names], sources: Callable[[], Names]) -> None:
        self._terms = terms
        self._companies = companies
        self._sources = sources

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """What can take the place of what stands before the cursor, the likeliest first.

        Nothing where no word begins at the cursor, and for patterns.
        """
        last = next((each for each in reversed(list(scoped(query[:cursor]))) if each[0].last), None)
        if last is None:
            return ()
        return tuple(islice(self._of(*last), _MOST))

    def _of(self, sign: Sign, scope: str | None) -> Iterable[Completion]:
        quoted = sign.kind is Kind.PHRASE
        typed = "" if sign.kind is Kind.FIELD else sign.text
        span = Span(sign.span.end, sign.span.end) if sign.kind is Kind.FIELD else sign.span
        if scope in CHOICES:
            return self._choices(scope, typed, span)
        if scope in (COMPANY, GROUP):
            return self._names(typed, span, "") if scope == COMPANY else self._groups(typed, span)
        if scope == SOURCE:
            return self._named_sources(typed, span)
        if scope not in (None, TITLE, BODY) or not typed or (not quoted and _PATTERN & set(typed)):
            return ()
        words = self._words(sign)
        if quoted or scope is not None:
            return words
        companies = self._names(typed, span, f"{COMPANY}:") if len(typed) >= _SEARCHED else ()
        return chain(islice(_fields(typed, span), _FIELDS), islice(companies, _COMPANIES), words)

    def _choices(self, field: str, typed: str, span: Span) -> Iterator[Completion]:
        counts = self._terms.counts(field)
        for name, value in beginning(field, typed):
            yield Completion(CompletionKind.VALUE, str(value), span, str(name), counts[value])

    def _names(self, typed: str, span: Span, before: str) -> Iterator[Completion]:
        """Companies with a name that has a word beginning so, those in most articles first."""
        ids = self._companies().values(typed, begins=True, typing=True) if TOKEN.search(typed) else set()
        counts = self._terms.counts(schema.COMPANY)
        for company in nsmallest(_MOST, ids, key=lambda each: (-counts[each], each)):
            yield Completion(CompletionKind.COMPANY, f"{before}{quoted(company)}", span, company, counts[company])

    def _groups(self, typed: str, span: Span) -> Iterator[Completion]:
        """The same companies, each with the articles of those that belong to it, too."""
        for each in self._names(typed, span, ""):
            fields = (schema.COMPANY, schema.GROUP)
            yield replace(each, articles=self._terms.count_any(fields, each.name))

    def _named_sources(self, typed: str, span: Span) -> Iterator[Completion]:
        names = self._sources().values(typed, begins=True, typing=True) if TOKEN.search(typed) else set()
        counts = self._terms.counts(schema.SOURCE)
        for source in nsmallest(_MOST, names, key=lambda each: (-counts[each], each)):
            yield Completion(CompletionKind.VALUE, quoted(source), span, source, counts[source])

    def _words(self, sign: Sign) -> Iterator[Completion]:
        """Words that begin as the last one typed does; of the inflections of one only the most frequent."""
        tokens = list(TOKEN.finditer(sign.text))
        start = sign.span.end - len(sign.text) if sign.kind is Kind.PHRASE else sign.span.start
        if not tokens or tokens[-1].end() < len(sign.text) or not sign.text.endswith(tokens[-1][0]):
            return
        span = Span(start + tokens[-1].start(), sign.span.end)
        typed = form(tokens[-1][0])
        seen: set[str] = set()
        everywhere = max(_FEW, _EVERYWHERE * self._terms.size)
        for word, articles in self._terms.beginning(typed):
            if word != typed and articles <= everywhere and (stemmed := stem(word, "de")) not in seen:
                seen.add(stemmed)
                yield Completion(CompletionKind.WORD, word, span, word, articles, self._terms.example(word))


def _fields(typed: str, span: Span) -> Iterator[Completion]:
    return (Completion(CompletionKind.FIELD, f"{name}:", span, f"{name}:") for name in field_names(typed))
