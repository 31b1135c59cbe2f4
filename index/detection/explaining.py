"""Says in a few words why tellings of several articles are thought to be one deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from index.deal import ArchivedDealMention
from index.detection.regrouping import Group
from index.detection.terms import objects
from index.detection.transactions import core, roles_of


def why_one(group: Group) -> str:
    """The reasons, for the reader; empty for a deal that one article tells of."""
    articles = {archived.article for archived in group.mentions}
    return "; ".join(_reasons(group)) if len(articles) > 1 else ""


def _reasons(group: Group) -> Iterator[str]:
    if group.joined:
        yield "you said so"
    mentions = group.mentions
    parties = {core(roles_of(archived.mention)) for archived in mentions}
    if len(parties) == 1:
        yield "the same companies"
    elif any(all(ones <= largest for ones in parties) for largest in parties):
        yield "the same companies, of which some articles name fewer"
    types = sorted({archived.mention.type.value.replace("_", " ") for archived in mentions})
    if len(types) > 1:
        yield f"{', '.join(types[:-1])} and {types[-1]} can be names of one transaction"
    shared = next((claim for claim in objects(mentions) if len(claim.articles) > 1), None)
    if shared is not None:
        yield f"the same object, {shared.value}"
    if told := _times(mentions):
        yield told


def _times(mentions: Sequence[ArchivedDealMention]) -> str:
    dates = sorted(archived.date for archived in mentions if archived.date)
    if len(dates) < 2:
        return ""
    days = (date.fromisoformat(dates[-1].first_day) - date.fromisoformat(dates[0].last_day)).days
    if days <= 1:
        return "at the same time"
    if days < 90:
        return f"within {days} days"
    told = f"{round(days / 30.4)} months" if days < 700 else f"{round(days / 365)} years"
    return f"over {told}, and nothing says that it began anew"
