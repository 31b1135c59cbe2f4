"""Every key of the app, defined once: where it works, what it does, and how the footer and the help tell it.

The ids are for a user's own keymap; keys that move alike in every pane share theirs. A shown key stands in the footer,
in the order of these lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from textual.binding import Binding


def _shown(id_: str, key: str, action: str, label: str, *, tooltip: str, key_display: str | None = None) -> Binding:
    """A key of the footer and the help."""
    return Binding(key, action, label, tooltip=tooltip, id=id_, key_display=key_display)


def _quiet(id_: str, key: str, action: str, *, tooltip: str, key_display: str | None = None) -> Binding:
    """A key of the help only."""
    return Binding(key, action, tooltip, show=False, tooltip=tooltip, id=id_, key_display=key_display)


def _at_once(binding: Binding) -> Binding:
    """A key that moves the focus: handled before the next key is handed to whatever has the focus then."""
    return replace(binding, priority=True)


def _in_footer(binding: Binding, label: str) -> Binding:
    """A key that works everywhere, shown in the footer of one pane: there is not room for all keys everywhere."""
    return replace(binding, description=label, show=True)


MOVES: Final = [
    _quiet("move.down", "down,j", "cursor_down", tooltip="One down", key_display="↓ j"),
    _quiet("move.up", "up,k", "cursor_up", tooltip="One up", key_display="↑ k"),
    _quiet("move.page-down", "pagedown,ctrl+f", "page_down", tooltip="A screenful down", key_display="PgDn"),
    _quiet("move.page-up", "pageup,ctrl+b", "page_up", tooltip="A screenful up", key_display="PgUp"),
    _quiet("move.half-down", "ctrl+d", "half_down", tooltip="Half a screenful down"),
    _quiet("move.half-up", "ctrl+u", "half_up", tooltip="Half a screenful up"),
    _quiet("move.first", "home,g", "first", tooltip="To the beginning", key_display="Home g"),
    _quiet("move.last", "end,G", "last", tooltip="To the end", key_display="End G"),
]

_LEAVE = "Leave the field for the articles found"
FIELD: Final = [
    _at_once(_shown("field.list", "enter,down", "screen.to_list", "Results", tooltip=_LEAVE, key_display="⏎ ↓")),
    _quiet("field.take", "tab", "screen.take", tooltip="Take what is offered under the field"),
    _quiet("field.next", "ctrl+n", "screen.next_completion", tooltip="Offer the next completion"),
]

_SORT = _quiet("sort", "s", "screen.sort", tooltip="Sort by relevance, by relevance and date, or by date")
_MATCH = _quiet("match.next", "n", "screen.match(1)", tooltip="To the next match of the query in the article")
_BROWSER = _quiet("browser", "o", "screen.browser", tooltip="Open the article's URL in the browser")

LIST: Final = [
    _shown(
        "list.open",
        "enter,l,right",
        "open",
        "Open",
        tooltip="Read the article; from then on it counts as read",
        key_display="⏎",
    ),
    _in_footer(_SORT, "Sort"),
    _in_footer(_MATCH, "Match"),
    _quiet("list.density", "v", "density", tooltip="One, two or three lines for each article"),
]

ARTICLE: Final = [
    _shown(
        "article.close",
        "h,left",
        "screen.close_article",
        "List",
        tooltip="Back to the list of articles",
        key_display="h",
    ),
    _in_footer(_MATCH, "Match"),
    _in_footer(_BROWSER, "Browser"),
    _quiet("article.space", "space", "page_down", tooltip="A screenful down", key_display="Space"),
    _quiet("article.name", "a", "screen.name_company", tooltip="Some words here name a company: say which"),
    _quiet("article.next", "J", "screen.neighbour(1)", tooltip="Read the next article of the list"),
    _quiet("article.previous", "K", "screen.neighbour(-1)", tooltip="Read the one before"),
]

COMPANY_CORRECTIONS: Final = [
    _quiet("company.none", "exclamation_mark", "screen.no_company", tooltip="Wrong: this is no company"),
    _quiet("company.is", "equals_sign", "screen.is_company", tooltip="This is another company, or another name of it"),
    _quiet("company.alias", "a", "screen.alias", tooltip="Add another name that the company goes by"),
]

DEAL_CORRECTIONS: Final = [
    _quiet("deal.none", "exclamation_mark", "screen.no_deal", tooltip="Wrong: there is no such deal"),
    _quiet("deal.status", "t", "screen.status", tooltip="Say how far along the deal is"),
    _quiet("deal.party", "x", "screen.no_party", tooltip="Say who is no party to the deal"),
    _quiet(
        "deal.same", "equals_sign", "screen.same_deal", tooltip="Two deals are one: here on the first, then the other"
    ),
    _quiet("deal.other", "a", "screen.other_deal", tooltip="What the open article tells is another deal"),
]

EVENT_CORRECTIONS: Final = [
    _quiet("event.none", "exclamation_mark", "screen.no_event", tooltip="Wrong: there is no such event"),
    _quiet("event.type", "t", "screen.event_type", tooltip="Say what happens instead"),
    _quiet("event.company", "x", "screen.not_affected", tooltip="Say to which company it does not happen"),
    _quiet("event.is", "equals_sign", "screen.affects", tooltip="It happens to another company of the article"),
]

COMPANY_KEYS: Final = [
    _in_footer(binding, label)
    for binding, label in zip(COMPANY_CORRECTIONS, ("No company", "Is …", "Other name"), strict=True)
]

DEAL_KEYS: Final = [
    _in_footer(binding, label)
    for binding, label in zip(DEAL_CORRECTIONS, ("No deal", "Status", "No party", "Same", "Another"), strict=True)
]

EVENT_KEYS: Final = [
    _in_footer(binding, label)
    for binding, label in zip(EVENT_CORRECTIONS, ("No event", "Type", "Not …", "Is …"), strict=True)
]

ROOMY: Final = frozenset(key.action for key in (*COMPANY_CORRECTIONS, *DEAL_CORRECTIONS, *EVENT_CORRECTIONS))
"""Actions whose keys stand in the footer only where there is room: the help has them all."""

COMPANIES: Final = [
    _shown(
        "company.filter",
        "space",
        "choose",
        "Filter",
        tooltip="Articles with this company; several: all",
        key_display="Space",
    ),
    _shown("company.exclude", "x", "exclude", "Exclude", tooltip="Articles without this company"),
    _quiet("company.group", "w", "choose_group", tooltip="Articles with any company of the whole group"),
    _shown(
        "company.page", "enter,i", "screen.company_page", "All about", tooltip="All about the company", key_display="⏎"
    ),
    *COMPANY_KEYS,
]

DEALS: Final = [
    _shown(
        "deal.evidence",
        "enter,space",
        "evidence",
        "Evidence",
        tooltip="Where it says so; again: the next place",
        key_display="⏎",
    ),
    _shown("deal.page", "i", "screen.deal_page", "All about", tooltip="All about the deal"),
    *DEAL_KEYS,
]

EVENTS: Final = [
    _shown("event.evidence", "enter", "evidence", "Evidence", tooltip="Where it says so", key_display="⏎"),
    _shown("event.filter", "space", "choose", "Filter", tooltip="Articles with such an event", key_display="Space"),
    *EVENT_KEYS,
]

PAGE: Final = [
    _at_once(
        _shown("page.close", "escape,q", "close", "Back", tooltip="Back to where you came from", key_display="Esc")
    ),
    _quiet("pane.next", "tab", "app.focus_next", tooltip="To the next pane", key_display="Tab"),
    _quiet("pane.previous", "shift+tab", "app.focus_previous", tooltip="To the pane before", key_display="Shift+Tab"),
]

TIMELINE: Final = [
    _shown("said.open", "enter,l,right", "open", "Read", tooltip="Read the article where it says so", key_display="⏎"),
]

TOLD_EVENTS: Final = [*TIMELINE, *EVENT_KEYS]

COMPANY_PAGE: Final = [
    _shown("company.deals", "d", "to_deals", "Deals", tooltip="To the company's deals"),
    _quiet("company.events", "e", "to_events", tooltip="To what else happened to it"),
    _shown("company.partners", "c", "partner", "Companies", tooltip="All about a company that it deals with"),
    *COMPANY_KEYS,
]

DEAL_PAGE: Final = [
    _shown("deal.companies", "c", "party", "Companies", tooltip="All about one of the parties"),
    *(key for key in DEAL_KEYS if key.id != "deal.same"),
]

CORRECTIONS: Final = [
    _shown("corrections.undo", "u", "undo", "Take back", tooltip="Take the last correction back"),
    _shown("corrections.redo", "ctrl+r", "redo", "Make again", tooltip="Make it again"),
]

UNDO: Final = [
    _quiet("undo", "u", "undo", tooltip="Take the last correction back"),
    _quiet("redo", "ctrl+r", "redo", tooltip="Make it again"),
    _quiet("corrections", "C", "corrections", tooltip="All that you have corrected"),
]

PICK: Final = [
    _shown("pick.take", "enter", "take", "Choose", tooltip="Choose it", key_display="⏎"),
    _quiet("pick.down", "down,ctrl+n", "move(1)", tooltip="One down", key_display="↓"),
    _quiet("pick.up", "up,ctrl+p", "move(-1)", tooltip="One up", key_display="↑"),
    _quiet("pick.page-down", "pagedown", "move(12)", tooltip="A screenful down"),
    _quiet("pick.page-up", "pageup", "move(-12)", tooltip="A screenful up"),
    _shown("pick.cancel", "escape", "cancel", "Cancel", tooltip="Choose nothing", key_display="Esc"),
]

SCREEN: Final = [
    _at_once(_shown("search", "slash", "search", "Search", tooltip="To the search field", key_display="/")),
    _at_once(_shown("companies", "c", "to_companies", "Companies", tooltip="To the companies of the result")),
    _at_once(_shown("deals", "d", "to_deals", "Deals", tooltip="To the deals of the result")),
    _quiet("events", "e", "to_events", tooltip="To the insolvencies, layoffs, changes of leadership, strikes"),
    _MATCH,
    _quiet("match.previous", "N", "match(-1)", tooltip="To the match before"),
    _SORT,
    _quiet("why", "y", "explain", tooltip="Why the article matches the query, or no longer"),
    _quiet("unread", "m", "unread", tooltip="Mark the article unread, or read again"),
    _BROWSER,
    _quiet("furniture", "b", "furniture", tooltip="Show or fold the article's page furniture"),
    _quiet("narrow", "f", "narrow", tooltip="Narrow by type, status, event, group, year, language or source"),
    _quiet("panel", "p", "panel", tooltip="Show or hide companies and deals"),
    _quiet("refresh", "r", "refresh", tooltip="Look for articles that were added meanwhile"),
    _quiet("pane.next", "tab", "app.focus_next", tooltip="To the next pane", key_display="Tab"),
    _quiet("pane.previous", "shift+tab", "app.focus_previous", tooltip="To the pane before", key_display="Shift+Tab"),
    _shown(
        "back",
        "escape",
        "back",
        "Back",
        tooltip="Leave the field, close the article, take the last filter off",
        key_display="Esc",
    ),
]

APP: Final = [
    _shown("help", "question_mark", "help", "Help", tooltip="This help", key_display="?"),
    _shown("quit", "q", "quit", "Quit", tooltip="Leave dealwire"),
    _quiet("commands", "ctrl+p", "command_palette", tooltip="Every command by its name"),
]

HELP: Final = [
    _shown(
        "help.close", "escape,q,question_mark", "dismiss", "Close", tooltip="Back to the articles", key_display="Esc"
    ),
]

SECTIONS: Final[Mapping[str, list[Binding]]] = {
    "Everywhere": [*SCREEN, *UNDO, *APP],
    "In every list and in the article": MOVES,
    "In the list of articles": LIST,
    "In the article": ARTICLE,
    "In the companies": COMPANIES,
    "In the deals": DEALS,
    "In the events": EVENTS,
    "On the page of a company, a deal or an article": [*PAGE, *TIMELINE, *COMPANY_PAGE, *DEAL_PAGE],
    "In the search field": FIELD,
}
"""The keys by where they work, for the help."""
