"""What a key costs: nothing is laid out or drawn that it does not change, and what comes later does not hold it up."""

from __future__ import annotations

import gc
import sys
from collections import Counter

import pytest
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.fakes import FakeArchive, LongArchive
from tests.tui.running import LARGE, NARROW, running
from tui.widgets.article_list import ArticleList
from tui.widgets.key_footer import KeyFooter


async def test_threads_take_quick_turns() -> None:
    """A thread at work gives the interpreter back within a millisecond, not after Python's five."""
    async with running():
        assert sys.getswitchinterval() < 0.001


async def test_what_is_loaded_is_not_looked_through_again() -> None:
    """At the first rest what the first letters need is loaded, once, and left out of the search for garbage."""
    gc.unfreeze()
    archive = FakeArchive()
    async with running(archive) as ran:
        await ran.until(gc.get_freeze_count, "that it is loaded")
        await ran.press("s")
        await ran.until(lambda: archive.calls.count("deals") > 1, "the deals again")
        assert 1 == archive.calls.count("warm_up")
    gc.unfreeze()


async def test_all_garbage_is_looked_for_at_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while keys come, however many; when none has come for a while, if there has been enough to do."""
    monkeypatch.setattr("tui.screens.main._TIDIED_AFTER", 0.2)
    searches: list[int] = []

    def searched(phase: str, about: dict[str, int]) -> None:
        if phase == "stop" and about["generation"] == 2:
            searches.append(1)

    async with running(LongArchive(1000)) as ran:
        gc.callbacks.append(searched)
        try:
            for _ in range(30):
                gc.collect(1)
                await ran.press("j")
            assert [] == searches
            await ran.search("e")
            await ran.until(lambda: searches, "the search")
        finally:
            gc.callbacks.remove(searched)


@pytest.mark.parametrize("size", [NARROW, LARGE])
async def test_another_result_is_painted_without_a_layout(size: tuple[int, int]) -> None:
    """Another letter gives other rows; every pane keeps its place, so nothing is laid out anew."""
    archive = LongArchive(1000)
    async with running(archive, size) as ran:
        await ran.search("e")
        await ran.until(lambda: not ran.screen.deals.outdated, "the deals")
        laid_out: list[object] = []
        ran.screen.screen_layout_refresh_signal.subscribe(ran.screen, laid_out.append)
        archive.count = 2000
        await ran.type("r")
        await ran.answered()
        await ran.until(lambda: "1 of 2,000" in ran.text, "the rows")
        assert [] == laid_out
        assert 2000 * ran.screen.articles.row_lines == ran.screen.articles.vertical_scrollbar.window_virtual_size


async def test_the_scrollbar_of_a_long_list_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not drawn anew for another long list, which would look the same; for a shorter one it is."""
    archive = LongArchive(3000)
    drawn: list[object] = []
    render = ScrollBar.render

    def rendered(bar: ScrollBar) -> object:
        drawn.append(bar.parent)
        return render(bar)

    monkeypatch.setattr(ScrollBar, "render", rendered)
    async with running(archive, LARGE) as ran:
        articles = ran.screen.articles
        await ran.search("e")
        await ran.until(lambda: articles in drawn and not ran.screen.deals.outdated, "the scrollbar")
        drawn.clear()
        archive.count = 4000
        await ran.type("r")
        await ran.until(lambda: "1 of 4,000" in ran.text, "the rows")
        assert articles not in drawn
        archive.count = 40
        await ran.type("s")
        await ran.until(lambda: "1 of 40 " in ran.text and articles in drawn, "the shorter list")


async def test_fewer_rows_than_lines() -> None:
    """The scrollbar goes where all rows are on the screen, and the list is at its top; it comes again with more."""
    archive = LongArchive(1000)
    async with running(archive, NARROW) as ran:
        articles = ran.screen.articles
        await ran.press("G")
        archive.count = 3
        await ran.search("a")
        await ran.until(lambda: not articles.show_vertical_scrollbar, "no scrollbar")
        assert (0, "Article 1") == (articles.scroll_offset.y, ran.titles[0])
        archive.count = 1000
        await ran.type("b")
        await ran.until(lambda: articles.show_vertical_scrollbar, "the scrollbar")


async def test_a_row_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of three lines is drawn once, not once for each of its lines."""
    drawn: Counter[int] = Counter()
    row = ArticleList.row

    def counted(self: ArticleList, number: int, cells: int) -> object:
        drawn[number] += 1
        return row(self, number, cells)

    async with running(LongArchive(1000), LARGE) as ran:
        await ran.until(lambda: not ran.screen.deals.outdated, "the deals")
        monkeypatch.setattr(ArticleList, "row", counted)
        ran.screen.articles.refresh()
        await ran.until(lambda: drawn, "the rows")
        assert {1} == set(drawn.values())


async def test_rows_that_were_drawn_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving the cursor, and scrolling, draw the rows that are new on the screen, and the two with the cursor."""
    drawn: Counter[int] = Counter()
    row = ArticleList.row

    def counted(self: ArticleList, number: int, cells: int) -> object:
        drawn[number] += 1
        return row(self, number, cells)

    async with running(LongArchive(1000), LARGE) as ran:
        await ran.until(lambda: not ran.screen.deals.outdated, "the deals")
        last = ran.screen.articles.visible_rows()[-1]
        await ran.until(lambda: last + 1 in ran.screen.articles._hits, "the rows beneath")
        monkeypatch.setattr(ArticleList, "row", counted)
        await ran.press("j")
        assert {0: 1, 1: 1} == drawn
        ran.screen.articles.scroll_to_line(ran.screen.articles.row_lines)
        await ran.until(lambda: last + 1 in drawn, "the row beneath")
        assert {0: 1, 1: 1, last + 1: 1} == drawn


async def test_widgets_with_nothing_new_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter changes the field and what is found; neither article nor footer nor what stands behind is drawn."""
    archive = LongArchive(1000)
    asked: set[object] = set()
    lines = Widget.render_lines

    def watched(widget: Widget, crop: Region) -> list[Strip]:
        asked.add(widget)
        return lines(widget, crop)

    async with running(archive, LARGE) as ran:
        await ran.search("e")
        await ran.until(lambda: not ran.screen.deals.outdated, "the deals")
        monkeypatch.setattr("tui.screens.main._COUNTED_AFTER", 60)
        monkeypatch.setattr("tui.screens.main._TYPED_AFTER", 60)
        monkeypatch.setattr(Widget, "render_lines", watched)
        await ran.type("r")
        await ran.until(lambda: ran.screen.page.request.query == "er", "the answer")
        await ran.pilot.pause(0.1)
        assert ran.screen.bar.field in asked
        assert not asked & {ran.screen, ran.screen.list_pane, ran.screen.article_pane, ran.screen.query_one(KeyFooter)}


async def test_a_long_query() -> None:
    """A query longer than the field scrolls along: its end stays in sight."""
    async with running(size=NARROW) as ran:
        await ran.press("slash")
        await ran.type("a" * 60 + "z")
        assert "z" in ran.text.splitlines()[0]


async def test_what_comes_later_waits_for_the_newest_rows() -> None:
    """For a result that is no longer the newest neither article nor completions, companies or deals are fetched."""
    archive = FakeArchive()
    async with running(archive, LARGE) as ran:
        await ran.search("koop")
        await ran.until(lambda: not ran.screen.deals.outdated, "the deals")
        archive.calls.clear()
        ran.screen._rows_painted(ran.screen._ticket - 1)
        await ran.pilot.pause(0.5)
        assert [] == archive.calls


async def test_no_hits() -> None:
    """Where nothing was found there are no companies and no deals, at once."""
    archive = FakeArchive()
    async with running(archive, LARGE) as ran:
        await ran.until(lambda: not ran.screen.deals.outdated, "the deals")
        archive.calls.clear()
        await ran.search("zzz")
        assert (0, 0) == (ran.screen.companies.row_count, ran.screen.deals.row_count)
        assert "deals" not in archive.calls


async def test_the_article_follows_a_held_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the cursor moves on quickly not every article is fetched, but the last one is."""
    monkeypatch.setattr("tui.screens.reading._PREVIEWS", 0.5)
    archive = LongArchive(1000)
    async with running(archive) as ran:
        await ran.press("j")
        await ran.read(2)
        archive.calls.clear()
        await ran.press("j", "j", "j")
        await ran.read(5)
        assert archive.calls.count("article") < 3


async def test_an_opened_article_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that was still to come does not take the place of what was opened after it."""
    monkeypatch.setattr("tui.screens.reading._PREVIEWS", 0.2)
    async with running() as ran:
        await ran.press("j", "j")
        ran.screen.show_article(1)
        await ran.read(1)
        await ran.pilot.pause(0.4)
        assert ran.screen.article.archived is not None
        assert 1 == ran.screen.article.archived.id
