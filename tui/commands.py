"""Our commands in the command palette: what the keys do, by name, and every company of the result to filter by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from index.text import one_line
from tui.screens.main import MainScreen
from tui.searching import Choice

_COMPANIES_OFFERED = 2_000
"""Fuzzy matching takes some 10 µs a name; the most frequent ones are enough for every letter typed."""


class DealwireCommands(Provider):
    """Commands of the main screen."""

    def _actions(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Name, explanation and call of each command."""
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        yield "Sort: by relevance, by relevance and date, by date", "The next order of hits", screen.action_sort
        yield "Clear filters and query", "Every article again", screen.action_clear
        yield "Go to the search field", "Type a query", screen.action_search
        yield "Go to the articles", "The list", screen.action_to_list
        yield "Go to the companies", "Filter by them with Space", screen.action_to_companies
        yield "Go to the deals", "Enter shows where it says so", screen.action_to_deals
        yield "Panel: show or hide", "Companies and deals", screen.action_panel
        yield "Page furniture: show or fold", "Share buttons, teasers, navigation", screen.action_furniture
        yield "Density: one, two or three lines", "The rows of the list", screen.articles.action_density
        yield "Mark read or unread", "The article with the cursor", screen.action_unread
        yield "Narrow", "By type, status, event, group, year, language or source", screen.action_narrow
        yield "Why the article matches", "The words of the query in it", screen.action_explain
        yield "Go to the events", "Of the open article", screen.action_to_events
        yield "All about the company with the cursor", "Its deals, events and articles", screen.action_company_page
        yield "All about the deal with the cursor", "Who says what", screen.action_deal_page
        yield "Corrections", "All that you have corrected", screen.action_corrections
        yield "Undo", "Take the last correction back", screen.action_undo
        yield "Redo", "Make it again", screen.action_redo
        yield "Refresh", "Look for articles that were added meanwhile", screen.action_refresh
        yield "Light or dark", "The other of dealwire's own themes", partial(self.app.run_action, "other_theme")
        yield "Help", "Keys and query language", partial(self.app.run_action, "help")

    def _companies(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        for count in screen.page.facets.get("company", ())[:_COMPANIES_OFFERED]:
            choice = Choice(count.value, count.name)
            name = one_line(count.name)
            yield f"Filter by {name}", f"{count.count:,} articles", partial(screen.choose, choice)

    async def discover(self) -> Hits:
        """What is offered before anything is typed."""
        for name, explanation, call in self._actions():
            yield DiscoveryHit(Content(name), call, text=name, help=explanation)

    async def search(self, query: str) -> Hits:
        """The commands that match what is typed."""
        matcher = self.matcher(query)
        for name, explanation, call in (*self._actions(), *self._companies()):
            if (score := matcher.match(name)) > 0:
                yield Hit(score, _highlighted(matcher, name), call, text=name, help=explanation)


def _highlighted(matcher: Matcher, name: str) -> Content:
    """What `matcher.highlight` gives, but for the markup that this takes a company's name for."""
    content = Content(name)
    for offset in matcher.fuzzy_search.match(matcher.query, name)[1]:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
