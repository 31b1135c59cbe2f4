"""What happens to an article that is offered to storage: the decision alone, no database."""

from __future__ import annotations

from dataclasses import dataclass

from index.document import Article
from index.ports import Placement


@dataclass(frozen=True, slots=True)
class Held:
    """The article that storage has from an origin.

    Attributes:
        article: As it was last saved.
        oldest: Whether this origin is the one it was first found at, among those that still have it.
        only: Whether no other origin has it.
    """

    article: Article
    oldest: bool
    only: bool


def place(article: Article, held: Held | None, *, elsewhere: bool) -> Placement:
    """Decides where an article goes.

    An article found at several origins is kept as its oldest origin has it: file name, furniture and all. So adding
    the other origins again changes nothing, and never back and forth.

    Args:
        article: What the origin says now.
        held: What storage has from this origin; None when it does not know the origin.
        elsewhere: Whether an article that is not `held` has the same fingerprint.
    """
    if held is None:
        return Placement.DUPLICATE if elsewhere else Placement.ADDED
    if held.article == article:
        return Placement.UNCHANGED
    if held.article.fingerprint == article.fingerprint:
        return Placement.UPDATED if held.oldest else Placement.UNCHANGED
    if elsewhere:
        return Placement.DUPLICATE
    return Placement.UPDATED if held.only else Placement.ADDED
