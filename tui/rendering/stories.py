"""What is known of a deal: facts with their sources, and who says what, in lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from rich.segment import Segment

from index.deal import Claim, Deal, Evidence, StatusChange
from index.document import DealDate, Milestone, Party
from tui.rendering.cells import Line, fit, line_width
from tui.rendering.deals import money, type_word
from tui.rendering.facts import Fact, period
from tui.rendering.palette import Palette
from tui.stories import Story, Teller

T = TypeVar("T")
_DATE_CELLS = 10


def brief_facts(story: Story) -> list[Fact]:
    """What the side panel tells of a deal beside its two lines."""
    deal = story.deal
    count = len(deal.articles)
    seen = period(deal.first_seen, deal.last_seen)
    articles = f"{count} article{'s' if count > 1 else ''}"
    return [
        ("status", _history(deal) if len(deal.history) > 1 or _is_corrected(deal) else ""),
        ("told", f"{articles}, {seen}" if seen else articles),
        ("one deal", deal.why),
        ("value", _conflict(deal.values, money, story)),
        ("stake", _conflict(deal.stakes, percent, story)),
        ("before", _conflict(deal.stakes_before, percent, story)),
        *((label, _conflict(claims, _date, story)) for label, claims in _dates(deal)),
    ]


def deal_facts(story: Story) -> list[Fact]:
    """Everything known of a deal."""
    deal = story.deal
    return [
        ("type", type_word(deal.type)),
        *((role, names) for role, names in _by_role(deal.parties).items()),
        ("object", _claims(deal.objects, str, story) or deal.object or ""),
        ("value", _claims(deal.values, money, story) or (money(deal.value) if deal.value else "")),
        ("stake", _claims(deal.stakes, percent, story) or (percent(deal.stake) if deal.stake is not None else "")),
        ("before", _claims(deal.stakes_before, percent, story)),
        *((label, _claims(claims, _date, story)) for label, claims in _dates(deal)),
        ("status", _history(deal)),
        ("seen", period(deal.first_seen, deal.last_seen)),
        ("one deal", deal.why),
    ]


def percent(stake: float) -> str:
    """A share as it is shown: "24.9 %"."""
    return f"{stake * 100:.4g} %"


def source_words(teller: Teller | None) -> str:
    """A source as it is quoted: "Blechpost 2020-03-27"."""
    if teller is None:
        return "an article that has gone"
    return " ".join(part for part in (teller.source, str(teller.date)[:_DATE_CELLS] if teller.date else "") if part)


def _by_role(parties: Sequence[Party]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for party in parties:
        known = roles.get(party.role.value)
        roles[party.role.value] = f"{known}, {party.name}" if known else party.name
    return roles


def _dates(deal: Deal) -> list[tuple[str, Sequence[Claim[DealDate]]]]:
    """What is said of each milestone, under its name."""
    labels = {Milestone.AGREEMENT: "agreement", Milestone.COMPLETION: "completion", Milestone.DEAL: "date"}
    return [(label, deal.dates_of(milestone)) for milestone, label in labels.items()]


def _date(dated: DealDate) -> str:
    return str(dated.date)


def _is_corrected(deal: Deal) -> bool:
    return any(change.by_user for change in deal.history)


def _history(deal: Deal) -> str:
    return " → ".join(_step(change) for change in deal.history)


def _step(change: StatusChange) -> str:
    date = f" {str(change.date)[:_DATE_CELLS]}" if change.date else ""
    return f"{change.status.value}{date}{' (you said so)' if change.by_user else ''}"


def _conflict(claims: Sequence[Claim[T]], shown: Callable[[T], str], story: Story) -> str:
    return _claims(claims, shown, story) if len(claims) > 1 else ""


def _claims(claims: Sequence[Claim[T]], shown: Callable[[T], str], story: Story) -> str:
    """One claim as it is; several side by side, each with who says so."""
    if len(claims) < 2:
        return "".join(shown(claim.value) for claim in claims)
    return " | ".join(f"{shown(claim.value)} ({_sources(claim.articles, story.tellers)})" for claim in claims)


def _sources(articles: Sequence[int], tellers: Mapping[int, Teller]) -> str:
    rest = f" +{len(articles) - 1}" if len(articles) > 1 else ""
    return source_words(tellers.get(articles[0])) + rest


def evidence_lines(story: Story, evidence: Evidence, cells: int, palette: Palette) -> list[Line]:
    """Who says what in two lines of `cells` cells: date, source, status where it changes with it; the words."""
    teller = story.tellers.get(evidence.article)
    date = str(teller.date)[:_DATE_CELLS] if teller and teller.date else "undated"
    head: Line = [Segment(f"{date:<{_DATE_CELLS}}  ", palette.muted)]
    for change in story.deal.history:
        if change.article == evidence.article:
            said = f"{change.status.value}{', you said so' if change.by_user else ''}"
            head += [Segment(said, palette.status(change.status)), Segment("  ", palette.muted)]
    source = f"{teller.source} · {teller.title}" if teller and teller.source else teller.title if teller else ""
    head.append(Segment(fit(source, max(1, cells - line_width(head))), palette.muted))
    return [head, [Segment("  "), Segment(fit(evidence.text, cells - 2), palette.text)]]
