"""What a query means, as a tree of small nodes that nobody changes.

Node
├── Everything, Nothing        every article, or none
├── And, Or, Not, Boosted      of other nodes
├── Word, Phrase, Near         as they are written, in title, body or both
├── Prefix, Wildcard, Fuzzy    several words at once
└── Company, Group, Source, Choice, Dates, Numbers    what the articles must be, beside their words
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, dataclass_transform


class Area(StrEnum):
    """A part of an article's text that a word can be asked to stand in."""

    TITLE = "title"
    BODY = "body"


BOTH = (Area.TITLE, Area.BODY)

_Kind = TypeVar("_Kind")


@dataclass_transform(frozen_default=True)
def _node(kind: type[_Kind]) -> type[_Kind]:
    """A dataclass that the type checker lets nobody change; one that Python does, too, takes twice as long to make."""
    return dataclass(slots=True, unsafe_hash=True)(kind)


@_node
class Everything:
    """Every article."""


@_node
class Nothing:
    """No article: nothing of the query could be understood."""


@_node
class Word:
    """A token, found in any inflection.

    Attributes:
        text: One token, as typed.
        typing: Whether it may be the beginning of a word that is still being typed.
    """

    text: str
    areas: tuple[Area, ...] = BOTH
    typing: bool = False


@_node
class Phrase:
    """Words side by side in exactly these forms.

    Attributes:
        text: What stands between the quotes, with at least one word in it.
    """

    text: str
    areas: tuple[Area, ...] = BOTH


@_node
class Near:
    """Two or more words in exactly these forms, in any order, the first and the last so many words apart, at most.

    Attributes:
        text: What stands between the quotes: `"opel verkauf"~5`.
        distance: 1 for words side by side.
    """

    text: str
    distance: int
    areas: tuple[Area, ...] = BOTH


@_node
class Prefix:
    """Every word that begins so: `koop*`."""

    text: str
    areas: tuple[Area, ...] = BOTH


@_node
class Wildcard:
    """Every word of this pattern, in which a star stands for any letters or none: `mo*en`."""

    pattern: str
    areas: tuple[Area, ...] = BOTH


@_node
class Fuzzy:
    """Every word that begins with the same letter and is at most so many letters off: `volkswagn~`."""

    text: str
    distance: int
    areas: tuple[Area, ...] = BOTH


@_node
class Company:
    """Articles that name a company of this id, name or alias.

    Attributes:
        begins: Whether every name that begins so is meant: `company:volks*`.
        typing: Whether the name may be still being typed.
    """

    name: str
    begins: bool = False
    typing: bool = False


@_node
class Group:
    """Articles that name a company of this id, name or alias, or one that belongs to it; the rest as for a company."""

    name: str
    begins: bool = False
    typing: bool = False


@_node
class Source:
    """Articles from a source of this name; `begins` and `typing` as for a company."""

    name: str
    begins: bool = False
    typing: bool = False


@_node
class Choice:
    """Articles with any of these values in a field: "type", "status", "event" or "language"."""

    field: str
    values: tuple[str, ...]


@_node
class Dates:
    """Articles whose date can lie in a range of days, both ends "YYYY-MM-DD" and inside; None is no end."""

    first: str | None
    last: str | None


@_node
class Numbers:
    """Articles with a number in a range, both ends inside; None is no end.

    Attributes:
        field: "value": what a deal is worth, in units of any currency; "stake": what is acquired, in hundredths of a
            per cent; "deals": how many deals an article has.
    """

    field: str
    least: int | None
    most: int | None


@_node
class And:
    """Articles that all of two or more nodes want."""

    children: tuple[Node, ...]


@_node
class Or:
    """Articles that any of two or more nodes wants."""

    children: tuple[Node, ...]


@_node
class Not:
    """Articles that a node does not want."""

    child: Node


@_node
class Boosted:
    """What a node wants, counting for so many times as much: `opel^3`."""

    child: Node
    factor: float


TextNode = Word | Phrase | Near | Prefix | Wildcard | Fuzzy
Restriction = Company | Group | Source | Choice | Dates | Numbers
Node = Everything | Nothing | TextNode | Restriction | And | Or | Not | Boosted


def texts(node: Node) -> list[TextNode]:
    """What a query wants to see in the text, left to right; nothing that it does not want to see."""
    match node:
        case And() | Or():
            return [text for child in node.children for text in texts(child)]
        case Boosted():
            return texts(node.child)
        case Word() | Phrase() | Near() | Prefix() | Wildcard() | Fuzzy():
            return [node]
        case _:
            return []
