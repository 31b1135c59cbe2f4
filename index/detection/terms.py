"""Terms of a deal as several articles tell them: when two say the same, and what each says where they do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from index.deal import ArchivedDealMention, Claim
from index.document import DealDate, Money

_NEAR = 0.05
"""How far an approximate amount may be from another for the two to be one: "knapp zwei Milliarden" and 1.95."""
_STAKE_NEAR = 0.005
"""Likewise for stakes: "knapp 10 Prozent" and 9.9."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters by which words of objects are compared: "Batteriezelle", "Batteriezellen"."""

T = TypeVar("T")


def values(newest: Iterable[ArchivedDealMention]) -> tuple[Claim[Money], ...]:
    """What is said to be paid; an exact amount stands for approximate ones that may mean it."""
    said = [(a.article, a.mention.value) for a in newest if a.mention.value]
    return _claims(said, same_value, lambda one, other: one if other.approximate or not one.approximate else other)


def stakes(newest: Iterable[ArchivedDealMention]) -> tuple[Claim[float], ...]:
    """Which shares are said to be acquired."""
    said = [(a.article, a.mention.stake) for a in newest if a.mention.stake is not None]
    return _claims(said, lambda one, other: abs(one - other) <= _STAKE_NEAR, lambda one, _: one)


def stakes_before(newest: Iterable[ArchivedDealMention]) -> tuple[Claim[float], ...]:
    """Which shares are said to have been held before."""
    said = [(a.article, a.mention.stake_before) for a in newest if a.mention.stake_before is not None]
    return _claims(said, lambda one, other: abs(one - other) <= _STAKE_NEAR, lambda one, _: one)


def dates(newest: Iterable[ArchivedDealMention]) -> tuple[Claim[DealDate], ...]:
    """When it is said to be agreed or completed; a day stands for the month or the year that it is in."""
    said = [(a.article, dated) for a in newest for dated in a.mention.dates]
    return _claims(said, same_date, lambda one, other: max(one, other, key=lambda dated: dated.date))


def objects(newest: Iterable[ArchivedDealMention]) -> tuple[Claim[str], ...]:
    """What is said to be bought, built or supplied, in the newest article's words."""
    said = [(a.article, a.mention.object) for a in newest if a.mention.object]
    return _claims(said, same_object, lambda one, _: one)


def _claims(
    said: Iterable[tuple[int, T]], agree: Callable[[T, T], bool], better: Callable[[T, T], T]
) -> tuple[Claim[T], ...]:
    claimed: list[T] = []
    articles: list[dict[int, None]] = []
    for article, value in said:
        place = next((n for n, known in enumerate(claimed) if agree(known, value)), None)
        if place is None:
            claimed.append(value)
            articles.append({article: None})
        else:
            claimed[place] = better(claimed[place], value)
            articles[place][article] = None
    return tuple(Claim(value, tuple(told)) for value, told in zip(claimed, articles, strict=True))


def same_value(one: Money, other: Money) -> bool:
    """Whether two amounts may be one: equal, or near where one is approximate."""
    if one.currency != other.currency:
        return False
    near = _NEAR if one.approximate or other.approximate else 0.0
    return abs(one.amount - other.amount) <= near * max(one.amount, other.amount)


def same_date(one: DealDate, other: DealDate) -> bool:
    """Whether one date tells no more than the other of the same milestone: "2020" and "2020-03-27"."""
    isos = one.date.iso, other.date.iso
    return one.of is other.of and (isos[0].startswith(isos[1]) or isos[1].startswith(isos[0]))


def same_object(one: str, other: str) -> bool:
    """Whether two wordings share a word or a part of one."""
    return share_a_word(words(one), words(other))


@lru_cache(maxsize=4096)  # of one deal told a thousand times they are asked for again and again
def words(wording: str) -> frozenset[str]:
    """The words that tell what an object is, in lower case."""
    return frozenset(word.casefold() for word in _WORD.findall(wording))


def share_a_word(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a word of one begins like, or is part of, a word of the other; True where one has no words to tell by."""
    if not ones or not others:
        return True
    starts = {word[:_STEM] for word in ones}
    return any(word[:_STEM] in starts for word in others) or any(
        one in other or other in one for one in ones for other in others
    )
