"""Help, command palette, panes, themes, and the ways out; what an empty archive and a growing index show."""

from __future__ import annotations

import threading

import pytest
from textual.command import CommandPalette
from textual.compose import compose
from textual.widgets import Input

from tests.tui.fakes import FakeArchive
from tests.tui.running import NARROW, WIDE, running
from tui.app import DealwireApp
from tui.keys import SECTIONS
from tui.messages import NewsCame
from tui.screens.main import MainScreen


async def test_help() -> None:
    """`?` shows every key there is, and the query language; Esc goes back."""
    async with running(size=(100, 120)) as ran:
        await ran.press("question_mark")
        assert "HelpScreen" == type(ran.app.screen).__name__
        for keys in SECTIONS.values():
            for key in keys:
                assert key.tooltip in ran.text
        assert "company:bmw" in ran.text
        await ran.press("escape")
        assert ran.app.screen is ran.screen


async def test_help_scrolls() -> None:
    """At 80x24 the help is scrolled with the moving keys."""
    async with running(size=NARROW) as ran:
        await ran.press("question_mark")
        assert "The query language" not in ran.text
        await ran.press("G")
        assert "→ ↔" in ran.text


async def test_palette_runs_our_commands() -> None:
    """ctrl+p finds our commands by name."""
    async with running() as ran:
        await ran.press("ctrl+p")
        assert isinstance(ran.app.screen, CommandPalette)
        await ran.type("go to the deals")
        await ran.until(lambda: "Enter shows where it says so" in ran.text, "the command")
        await ran.press("enter")
        await ran.until(lambda: ran.screen.deals.has_focus, "the deals")


async def test_palette_filters_by_company() -> None:
    """ctrl+p finds the companies of the result, to filter by."""
    async with running() as ran:
        await ran.press("ctrl+p")
        await ran.type("filter by jaguar")
        await ran.until(lambda: "Filter by Jaguar Land Rover" in ran.text, "the company")
        await ran.press("enter")
        await ran.until(lambda: ran.screen.page.total == 1, "the answer")
        assert ["BMW und Jaguar Land Rover bauen Antriebe gemeinsam"] == ran.titles


async def test_theme() -> None:
    """The palette turns the light on, and off."""
    async with running() as ran:
        assert "dealwire-dark" == ran.app.theme
        await ran.app.run_action("other_theme")
        assert "dealwire-light" == ran.app.theme
        await ran.app.run_action("other_theme")
        assert "dealwire-dark" == ran.app.theme


async def test_unknown_theme() -> None:
    """A theme that does not exist, from the settings say, is not taken."""
    async with running(theme="no-such-theme") as ran:
        assert "dealwire-dark" == ran.app.theme


@pytest.mark.parametrize("theme", ["textual-light", "nord", "ansi-dark"])
async def test_textuals_themes(theme: str) -> None:
    """Textual's own themes work."""
    async with running(theme=theme) as ran:
        await ran.read(3)
        assert theme == ran.app.theme


async def test_quit() -> None:
    """`q` leaves."""
    async with running() as ran:
        await ran.press("q")
        assert not ran.app.is_running


async def test_panes() -> None:
    """Tab goes through the panes and the field, Shift+Tab back."""
    async with running() as ran:
        order = []
        for _ in range(5):
            await ran.press("tab")
            assert ran.screen.focused is not None
            order.append(type(ran.screen.focused).__name__)
        assert ["ArticleView", "CompanyPanel", "DealPanel", "SearchField", "ArticleList"] == order
        await ran.press("shift+tab")
        assert ran.screen.bar.field.has_focus


async def test_panel_folds() -> None:
    """`p` folds the side panel, and whoever had the focus there is not lost."""
    async with running(size=NARROW) as ran:
        await ran.press("c", "p")
        assert "Companies" not in ran.text.splitlines()[1]
        assert ran.screen.articles.has_focus
        await ran.press("d")
        assert "Companies" in ran.text.splitlines()[1]
        assert ran.screen.deals.has_focus


async def test_below_sixty_columns() -> None:
    """On a tiny screen the panel is away until asked for, and Esc puts it away again."""
    async with running(size=(50, 20)) as ran:
        assert "Companies" not in ran.text.splitlines()[1]
        await ran.press("c")
        assert "Companies" in ran.text.splitlines()[1]
        await ran.press("escape")
        assert "Articles" in ran.text.splitlines()[1]
        assert ran.screen.articles.has_focus


async def test_typing_on_a_tiny_screen() -> None:
    """Who goes from the panel to the search field sees the list while typing, and gets back to it."""
    async with running(size=(50, 20)) as ran:
        await ran.press("c", "slash", "b")
        assert ran.screen.list_pane.display
        await ran.press("enter")
        assert ran.screen.articles.has_focus
        assert not ran.screen.query_one("#panel").display


async def test_a_pane_of_one_line() -> None:
    """Where a row has not room, its first line is shown."""
    async with running(size=(50, 7)) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d")
        assert ran.screen.deals.height_in_lines < ran.screen.deals.row_lines
        assert "Microsoft" in ran.text


@pytest.mark.parametrize(
    ("cells", "told"),
    [(80, "⏎ Open s Sort / Search c Companies d Deals ? Help q Quit"), (40, "⏎ Open s Sort / Search ? Help")],
)
async def test_footer_where_there_is_little_room(cells: int, told: str) -> None:
    """The keys that there is no room for are away; that of the help, which tells of them all, is there."""
    async with running(size=(cells, 20)) as ran:
        assert told == ran.text.splitlines()[-1].strip()


@pytest.mark.parametrize(("size", "name"), [((50, 20), "-tiny"), (NARROW, "-narrow"), (WIDE, "-wide")])
async def test_first_frame(size: tuple[int, int], name: str) -> None:
    """Already what is composed, before any resize, is laid out for the width."""
    app = DealwireApp(FakeArchive())
    async with app.run_test(size=size):
        screen = MainScreen(FakeArchive())
        compose(screen)
        assert {name} == {"-tiny", "-narrow", "-wide"} & screen.classes


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (60, 8), (400, 100)])
async def test_any_size(size: tuple[int, int]) -> None:
    """No size of the terminal breaks the screen."""
    async with running() as ran:
        await ran.search("kooperation")
        await ran.press("escape", "enter", "n")
        await ran.pilot.resize_terminal(*size)
        await ran.pilot.pause()
        await ran.press("c", "space", "d", "enter", "h")
        await ran.pilot.resize_terminal(*WIDE)
        await ran.pilot.pause()
        assert "Articles" in ran.text


async def test_empty_archive() -> None:
    """An archive without articles says what to do next."""
    async with running(FakeArchive([])) as ran:
        await ran.until(lambda: "dealwire add FOLDER" in ran.text, "the hint")
        assert "This archive has no articles yet." in ran.text
        await ran.press("j", "enter", "n", "c", "space", "d", "enter", "u", "o")


async def test_no_hits() -> None:
    """A query that nothing matches says how to get out."""
    async with running() as ran:
        await ran.search("zzz")
        assert "No article matches." in ran.text
        assert "Esc clears the query" in ran.text


async def test_index_being_built() -> None:
    """While the index is built a line tells how far it is; then the articles come."""
    archive = FakeArchive([])
    archive.indexing = 4000
    archive.indexed = threading.Event()
    async with running(archive) as ran:
        await ran.until(lambda: "of 4,000" in ran.text, "the progress")
        assert "The search index is being built" in ran.text
        archive.articles = FakeArchive().articles
        archive.indexed.set()
        await ran.until(lambda: "5 articles" in ran.text, "the articles")
        assert "of 4,000" not in ran.text


async def test_refresh() -> None:
    """`r` finds what was added meanwhile; the cursor stays on its article."""
    archive = FakeArchive(list(FakeArchive().articles.values())[1:])
    async with running(archive) as ran:
        await ran.press("j", "j")
        kept = ran.screen.articles.article_id
        archive.articles = FakeArchive().articles
        await ran.press("r")
        await ran.until(lambda: "5 articles" in ran.text, "the new article")
        assert kept == ran.screen.articles.article_id
        assert 3 == ran.screen.articles.cursor


async def test_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process adds comes by itself; the cursor stays on its article."""
    monkeypatch.setattr("tui.screens.main._NEWS_EVERY", 0.05)
    archive = FakeArchive(list(FakeArchive().articles.values())[1:])
    async with running(archive) as ran:
        await ran.press("j", "j")
        kept, searches = ran.screen.articles.article_id, archive.calls.count("search")
        await ran.pilot.pause(0.2)
        assert searches == archive.calls.count("search")
        archive.articles, archive.revision = FakeArchive().articles, 2
        await ran.until(lambda: "5 articles" in ran.text, "the new article")
        assert (kept, 3) == (ran.screen.articles.article_id, ran.screen.articles.cursor)


async def test_news_while_a_letter_is_typed() -> None:
    """A letter that stands in the field and has not been asked for yet stays there."""
    async with running() as ran:
        with ran.screen.bar.field.prevent(Input.Changed):
            ran.screen.bar.field.value = "b"
        ran.screen.post_message(NewsCame(None))
        await ran.pilot.pause(0.1)
        assert "b" == ran.screen.bar.field.value


async def test_warnings() -> None:
    """What could not be added is told at the start, as text."""
    app = DealwireApp(FakeArchive(), warnings=["a\x1b[31m.txt: [bold]is empty[/bold]"])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.pause()
        assert ["a␛[31m.txt: [bold]is empty[/bold]"] == [notice.message for notice in app._notifications]


async def test_footer_tells_what_works() -> None:
    """The footer's keys are those of the pane with the focus."""
    async with running(size=NARROW) as ran:
        footers = [ran.text.splitlines()[-1]]
        for key in ("c", "d", "slash"):
            await ran.press(key)
            await ran.pilot.pause()
            footers.append(ran.text.splitlines()[-1])
        labels = ["Open", "Filter", "Evidence", "Results"]
        assert labels == [next(label for label in labels if label in footer) for footer in footers]
        assert all("Quit" in footer for footer in footers[:3]), "all of them fit into 80 columns"
        assert "Search" not in footers[3], "in the field / is a letter"


async def test_placeholder_is_not_a_query() -> None:
    """The example in the empty field asks for nothing."""
    async with running() as ran:
        assert "company:bmw" in ran.text
        assert "" == ran.screen.query_one(Input).value


async def test_footer_where_there_is_room() -> None:
    """A wide screen's footer has the keys that correct, too; it follows the width."""
    async with running(size=WIDE) as ran:
        await ran.press("d")
        await ran.until(lambda: "! No deal t Status" in ran.text.splitlines()[-1], "the keys")
        assert "Quit" in ran.text.splitlines()[-1], "all of them fit"
        await ran.pilot.resize_terminal(*NARROW)
        await ran.until(lambda: "!tx=a Correct" in ran.text.splitlines()[-1], "one entry for all of them")
        assert "Quit" in ran.text.splitlines()[-1], "all that matter fit"
        await ran.press("c")
        await ran.until(lambda: "!=a Correct" in ran.text.splitlines()[-1], "those of the companies")
        assert "c Companies" not in ran.text.splitlines()[-1], "it would lead here"


async def test_help_writes_keys_as_they_are_typed() -> None:
    """In the help a key is what one types, and never its name."""
    async with running(size=(100, 140)) as ran:
        await ran.press("question_mark")
        assert "! " in ran.text
        assert not any(name in ran.text for name in ("_mark", "_sign", "slash"))
