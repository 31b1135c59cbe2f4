"""Cuts a query into signs: parentheses, operators, fields, phrases and words, each with its place.

Any text can be cut. What is wrong with the parentheses is told, and put right, so that the parser can trust them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from index.document import Span
from index.results import QueryProblem
from index.search.language.fields import FIELDS

_DEEPEST = 20
"""Parentheses within parentheses that are told apart."""

_QUOTES = '"„“”«»'
_BOOST = r"\^\d{1,3}(?:\.\d{1,2})?(?![^\s)])"
# Every alternative says first what it begins with, so that most are passed over at once.
_SIGN = re.compile(
    rf"""\s*(?:
      (?P<open>\()
    | (?P<close>\))
    | (?P<phrase>[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<unquote>[{_QUOTES}]?)(?:~(?P<near>\d{{1,3}}))?)
    | (?P<boost>(?=\^)(?<=[^\s(^]){_BOOST})
    | (?P<minus>[-\u2212](?<![^\s(:-].)(?=\S))
    | (?P<field>(?P<name>[^\W\d_]+):(?!//))
    | (?P<word>(?:[^\s{_QUOTES}()^]+|(?!{_BOOST})\^)+)
    | .
    | \Z
    )""",
    re.VERBOSE,
)


class Kind(Enum):
    """What a sign is."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    PHRASE = auto()
    WORD = auto()
    BOOST = auto()
    END = auto()


OPERATORS = {"AND": Kind.AND, "UND": Kind.AND, "OR": Kind.OR, "ODER": Kind.OR, "NOT": Kind.NOT, "NICHT": Kind.NOT}
"""The words that are none, but say how others belong together."""
_SINGLE = {"open": Kind.OPEN, "close": Kind.CLOSE, "minus": Kind.NOT, "boost": Kind.BOOST}


class Sign(NamedTuple):
    """One piece of a query.

    Attributes:
        text: What it says: a field's own name, a phrase without its quotes, the rest as it is.
        start: Where it begins in the query.
        end: Where it ends.
        last: Whether nothing comes after it, not even a blank: the user may be still typing it.
        closed: False for a phrase without its second quote.
        near: How many words a phrase's first and last may be apart; None where they are to stand side by side.
    """

    kind: Kind
    text: str
    start: int
    end: int
    last: bool = False
    closed: bool = True
    near: int | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the query."""
        return Span(self.start, self.end)


def cut(query: str) -> tuple[list[Sign], list[QueryProblem]]:
    """The signs of a query, with balanced parentheses, and what is wrong with it so far."""
    problems: list[QueryProblem] = []
    signs = _signs(query, problems)
    return _balanced(signs, problems) if "(" in query or ")" in query else signs, problems


def scoped(query: str) -> Iterator[tuple[Sign, str | None]]:
    """The words and phrases of a query, each with the field that it is looked for in; None for no field.

    A field whose value is still to come is one, too, with itself.
    """
    scope: str | None = None
    outer: list[str | None] = []
    pending: str | None = None
    for sign in _signs(query, []):
        match sign.kind:
            case Kind.FIELD:
                pending = sign.text
                if sign.last:
                    yield sign, pending
            case Kind.OPEN:
                outer.append(scope)
                scope, pending = pending or scope, None
            case Kind.CLOSE:
                scope, pending = outer.pop() if outer else None, None
            case Kind.WORD | Kind.PHRASE:
                yield sign, pending or scope
                pending = None
            case _:
                pass


def quoted(value: str) -> str:
    """A field's value as it is written in a query."""
    return f'"{value}"' if any(letter.isspace() or letter in "()*~^" for letter in value) else value


def _signs(query: str, problems: list[QueryProblem]) -> list[Sign]:
    signs: list[Sign] = []
    at = 0
    while at < len(query) and (match := _SIGN.match(query, at)):  # in half the time that `finditer` takes for a few
        at = match.end()
        if match.lastgroup and (sign := _sign(match, match.lastgroup, query, problems)):
            signs.append(sign)
    return signs


def _sign(match: re.Match[str], kind: str, query: str, problems: list[QueryProblem]) -> Sign | None:
    start, end = match.span(kind)
    if kind == "word":
        operator = OPERATORS.get(match[kind])
        return Sign(operator or Kind.WORD, match[kind], start, end, end == len(query) and operator is None)
    if kind == "phrase":
        text, closing, near = match.group("quoted", "unquote", "near")
        if not closing:
            problems.append(QueryProblem("This quotation mark is not closed.", Span(start, start + 1)))
        last = end == len(query) and not closing
        return Sign(Kind.PHRASE, text, start, end, last, bool(closing), int(near) if near else None)
    if kind == "field":
        return _field(match["name"], Span(start, end), query, problems)
    return Sign(_SINGLE[kind], match[kind], start, end)


def _field(name: str, span: Span, query: str, problems: list[QueryProblem]) -> Sign | None:
    known = FIELDS.get(name.casefold())
    if known is not None:
        return Sign(Kind.FIELD, known, span.start, span.end, last=span.end == len(query))
    if span.end == len(query) or query[span.end].isspace():
        return Sign(Kind.WORD, name, span.start, span.end)  # a headline: "Opel: PSA will ..."
    problems.append(
        QueryProblem(f"There is no field “{name}”; there are {', '.join(sorted(set(FIELDS.values())))}.", span)
    )
    return None


def _balanced(signs: list[Sign], problems: list[QueryProblem]) -> list[Sign]:
    """The signs without parentheses that open or close nothing, or lie too deep."""
    kept: list[Sign] = []
    open_at: list[int | None] = []  # where in `kept` each one stands; None for one too deep
    for sign in signs:
        if sign.kind is Kind.OPEN:
            if len(open_at) == _DEEPEST:
                problems.append(QueryProblem("The parentheses are nested too deeply.", sign.span))
            deep = len(open_at) >= _DEEPEST
            open_at.append(None if deep else len(kept))
            if not deep:
                kept.append(sign)
        elif sign.kind is Kind.CLOSE:
            if not open_at:
                problems.append(QueryProblem("This parenthesis closes nothing.", sign.span))
            elif open_at.pop() is not None:
                kept.append(sign)
        else:
            kept.append(sign)
    for index in reversed([index for index in open_at if index is not None]):
        problems.append(QueryProblem("This parenthesis is not closed.", kept[index].span))
        del kept[index]
    return kept
