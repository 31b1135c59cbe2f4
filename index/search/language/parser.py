"""Reads a query. It never fails: what cannot be understood becomes a problem, and the rest is what is meant.

Blanks mean AND, which binds closer than OR; NOT or a leading minus takes the next word, phrase or parenthesis. The
last word is still being typed while nothing stands behind it, not even a blank: it means every word that begins so.
Of a query of which nothing can be understood nothing is found; of one that has only begun, a field or a quote, all is.
The first problem says which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from index.document import Span
from index.results import QueryProblem
from index.search.analysis import TOKEN, forms, tokens
from index.search.language.dates import read_dates
from index.search.language.fields import BODY, CHOICES, COMPANY, DATE, GROUP, NUMBERS, SOURCE, TITLE, choose
from index.search.language.lexer import Kind, Sign, cut
from index.search.language.numbers import read_numbers
from index.search.language.plain import MOST, plain
from index.search.language.tree import (
    BOTH,
    And,
    Area,
    Boosted,
    Choice,
    Company,
    Everything,
    Fuzzy,
    Group,
    Near,
    Node,
    Not,
    Nothing,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Source,
    TextNode,
    Wildcard,
    Word,
    texts,
)

_END = Sign(Kind.END, "", 0, 0)
_BEFORE, _FIRST = (Kind.NOT, Kind.FIELD), (Kind.WORD, Kind.PHRASE, Kind.OPEN)
"""What can stand before what is searched, and what that begins with."""
_BEHIND = (Kind.END, Kind.CLOSE, Kind.OR)
"""What ends the parts that are all searched."""

_NAMED: dict[str, type[Company | Group | Source]] = {COMPANY: Company, GROUP: Group, SOURCE: Source}

_BEGUN = re.compile(r"[-\d.,<>=]*[\d.,<>=]")
"""What a date or a number may begin with."""
_FUZZY = re.compile(r"(.*\w)~(\d?)", re.DOTALL)
_PATTERN = re.compile(r"(?:\w|[-.'’&*\u0300-\u036f])+")


class Query(NamedTuple):
    """A query that was read.

    Attributes:
        tree: What is searched; `Everything` when the query says nothing yet, `Nothing` when nothing of it is known.
        problems: What could not be understood, in the order of the text.
        texts: What it wants to see in the text of an article, left to right.
    """

    tree: Node
    problems: tuple[QueryProblem, ...] = ()
    texts: tuple[TextNode, ...] = ()


@lru_cache(maxsize=64)
def parse(text: str) -> Query:
    """Reads a query; takes any text."""
    words = plain(text)
    if not words:
        return read(text)
    return Query(And(words) if len(words) > 1 else words[0], (), words)


def read(text: str) -> Query:
    """Reads a query sign by sign."""
    signs, problems = cut(text)
    reader = _Reader(signs, problems)
    node = reader.any_of(None)
    if node is None and text.strip() and not problems:
        problems.append(QueryProblem("There is nothing to search for in this.", Span(0, len(text))))
    problems.sort(key=lambda problem: problem.span)
    if node is None:
        begins = _only_begins(text, signs)
        node = Everything() if begins else Nothing()
        if problems:
            told = f"{problems[0].message} So {'every' if begins else 'no'} article is found."
            problems[0] = replace(problems[0], message=told)
    return Query(node, tuple(problems), tuple(texts(node)))


def _only_begins(text: str, signs: list[Sign]) -> bool:
    """Whether there are only blanks, opening signs, and a field or a quote whose text is still being typed."""
    if not text.strip(" \t("):
        return True
    return bool(signs) and signs[-1].kind is not Kind.NOT and all(map(_begins, signs))


def _begins(sign: Sign) -> bool:
    match sign.kind:
        case Kind.FIELD | Kind.NOT | Kind.OPEN:
            return True
        case Kind.PHRASE:
            return not sign.closed and not sign.text
        case _:
            return sign.last and _BEGUN.fullmatch(sign.text) is not None


class _Reader:
    """Recursive descent over the signs; parentheses are balanced already."""

    def __init__(self, signs: list[Sign], problems: list[QueryProblem]) -> None:
        self._signs = iter(signs)
        self._next = next(self._signs, _END)
        self._problems = problems
        self._leaves = 0

    def any_of(self, scope: str | None) -> Node | None:
        """What stands between ORs, up to the end or a closing parenthesis."""
        children = [self._all_of(scope)]
        while self._next.kind is Kind.OR:
            self._take()
            children.append(self._all_of(scope))
        return _joined(Or, children)

    def _all_of(self, scope: str | None) -> Node | None:
        children: list[Node | None] = []
        while (kind := self._next.kind) not in _BEHIND:
            if kind in (Kind.AND, Kind.BOOST):  # a boost that stands behind nothing to boost
                self._take()
            else:
                children.append(self._one(scope))
        return _joined(And, children)

    def _one(self, scope: str | None) -> Node | None:
        """A word, phrase or parenthesis with the NOTs and the field before it."""
        denied = False
        while self._next.kind in _BEFORE:
            sign = self._take()
            if sign.kind is Kind.NOT:
                denied = not denied
            else:
                scope = sign.text
                if self._next.kind not in (*_FIRST, *_BEFORE):
                    self._problem(f"“{sign.text}:” wants something behind it.", sign.span)
        if self._next.kind not in _FIRST:
            return None
        sign = self._take()
        if sign.kind is Kind.OPEN:
            node = self._group(sign, scope)
        else:
            node = self._leaf(sign._replace(last=False) if denied else sign, scope)
        if self._next.kind is Kind.BOOST:
            node = self._boosted(node, self._take())
        return Not(node) if denied and node else node

    def _boosted(self, node: Node | None, sign: Sign) -> Node | None:
        factor = float(sign.text[1:])
        if not factor:
            self._problem("A word cannot count for nothing.", sign.span)
        return Boosted(node, factor) if node and factor not in (0, 1) else node

    def _group(self, opening: Sign, scope: str | None) -> Node | None:
        before = len(self._problems)
        node = self.any_of(scope)
        closing = self._take()
        if node is None and len(self._problems) == before:
            self._problem("There is nothing between these parentheses.", Span(opening.span.start, closing.span.end))
        return node

    def _leaf(self, sign: Sign, scope: str | None) -> Node | None:
        self._leaves += 1
        if self._leaves > MOST:
            if self._leaves == MOST + 1:
                self._problem(f"Only the first {MOST} words are searched.", sign.span)
            return None
        if scope is None or scope in (TITLE, BODY):
            return _joined(And, _texts(sign, BOTH if scope is None else (Area(scope),)))
        return self._value(sign, scope)

    def _value(self, sign: Sign, scope: str) -> Node | None:
        if scope == DATE or scope in NUMBERS:
            try:
                if scope == DATE:
                    return read_dates(sign.text.strip())
                return Numbers(scope, *read_numbers(sign.text, NUMBERS[scope]))
            except ValueError as error:
                self._problem(str(error), sign.span)
                return None
        if scope in CHOICES:
            values = choose(scope, sign.text, typing=sign.last)
            if not values:
                known = ", ".join(CHOICES[scope])
                self._problem(f"There is no {scope} “{sign.text}”; there are {known}.", sign.span)
            return Choice(scope, values) if values else None
        name = sign.text.rstrip("*")
        if not TOKEN.search(name):
            self._problem(f"“{sign.text}” is no name of a {scope}.", sign.span)
            return None
        return _NAMED[scope](name, begins=name != sign.text, typing=sign.last)

    def _take(self) -> Sign:
        taken, self._next = self._next, next(self._signs, _END)
        return taken

    def _problem(self, message: str, span: Span) -> None:
        self._problems.append(QueryProblem(message, span))


def _joined(operator: type[And] | type[Or], children: Sequence[Node | None]) -> Node | None:
    """The children under one operator, each once: none of them is None, and one alone needs no operator."""
    if len(children) == 1:
        return children[0]
    present = tuple([child for child in dict.fromkeys(children) if child is not None])
    return operator(present) if len(present) > 1 else next(iter(present), None)


def _texts(sign: Sign, areas: tuple[Area, ...]) -> Sequence[Node]:
    """What a word or phrase of the query wants to see in the text; nothing for one without letters and digits."""
    text = sign.text
    if sign.kind is Kind.PHRASE:
        return _phrase(text, areas, near=sign.near, typing=sign.last)
    if "*" in text:
        return [_pattern(match[0], areas) for match in _PATTERN.finditer(text)]
    fuzzy = _FUZZY.fullmatch(text) if "~" in text else None
    words = tokens(fuzzy[1] if fuzzy else text)
    nodes: list[Node] = [Word(word, areas) for word in words]
    if nodes and fuzzy:
        nodes[-1] = Fuzzy(words[-1], min(int(fuzzy[2] or 1), 2), areas)
    elif nodes and sign.last and text.endswith(words[-1]):
        nodes[-1] = Word(words[-1], areas, typing=True)
    return nodes


def _phrase(text: str, areas: tuple[Area, ...], *, near: int | None, typing: bool) -> Sequence[Node]:
    """A phrase; of one that is not closed yet, the last word may be still being typed, and may stand anywhere."""
    if not (text.isalnum() or TOKEN.search(text)):
        return ()
    if near is not None and len(set(forms(text))) > 1:
        return (Near(text, max(near, 1), areas),)
    words = list(TOKEN.finditer(text)) if typing else ()
    if not words or words[-1].end() < len(text):
        return (Phrase(text, areas),)
    complete: list[Node] = [Phrase(text[: words[-1].start()], areas)] if len(words) > 1 else []
    return [*complete, Prefix(words[-1][0], areas)]


def _pattern(text: str, areas: tuple[Area, ...]) -> Everything | TextNode:
    stem = text.strip("*")
    if not stem:
        return Everything()
    if "*" not in text:
        return Word(text, areas)
    if "*" not in stem and not text.startswith("*"):
        return Prefix(stem, areas)
    return Wildcard(text, areas)
