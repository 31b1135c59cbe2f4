"""What can be chosen from a list, and which of it matches what has been typed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Offer(Generic[T]):
    """One thing to choose.

    Attributes:
        value: What choosing it gives.
        text: What is shown, and typed to find it.
        detail: What stands beside it: a count, where it comes from.
    """

    value: T
    text: str
    detail: str = ""


def matching(offers: Iterable[Offer[T]], typed: str, *, most: int) -> Sequence[Offer[T]]:
    """The offers that contain what was typed: those that begin so, then those with a word that does, then the rest.

    Args:
        offers: In the order that is kept where nothing was typed, and among equals.
        typed: In any case; blank matches all.
        most: How many are given at most.
    """
    wanted = " ".join(typed.casefold().split())
    ranked: tuple[list[Offer[T]], ...] = ([], [], [])
    for offer in offers:
        text = offer.text.casefold()
        if text.startswith(wanted):
            ranked[0].append(offer)
            if len(ranked[0]) == most:
                break
        elif f" {wanted}" in text:
            ranked[1].append(offer)
        elif wanted in text:
            ranked[2].append(offer)
    return [*ranked[0], *ranked[1], *ranked[2]][:most]


def is_offered(offers: Iterable[Offer[T]], typed: str) -> bool:
    """Whether one of the offers is exactly what was typed, but for its case."""
    wanted = " ".join(typed.casefold().split())
    return any(offer.text.casefold() == wanted for offer in offers)
