"""The list of articles: moving, rows fetched in windows, unread marks."""

from __future__ import annotations

from functools import partial

import pytest
from textual.events import MouseScrollDown

from tests.tui.fakes import FakeArchive, LongArchive
from tests.tui.running import NARROW, Running, running


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        pytest.param(["j"], 1, id="j goes down"),
        pytest.param(["down", "down"], 2, id="so does the arrow"),
        pytest.param(["j", "j", "k"], 1, id="k goes up"),
        pytest.param(["j", "j", "up"], 1, id="so does the arrow up"),
        pytest.param(["k"], 0, id="not above the first"),
        pytest.param(["G"], 999, id="G goes to the last"),
        pytest.param(["end"], 999, id="so does End"),
        pytest.param(["G", "j"], 999, id="not below the last"),
        pytest.param(["G", "g"], 0, id="g goes to the first"),
        pytest.param(["G", "home"], 0, id="so does Home"),
        pytest.param(["pagedown"], 10, id="a page is what is on the screen"),
        pytest.param(["pagedown", "pagedown", "pageup"], 10, id="and back"),
        pytest.param(["ctrl+d"], 5, id="half a page"),
        pytest.param(["pagedown", "ctrl+u"], 5, id="half a page up"),
    ],
)
async def test_moving(keys: list[str], row: int) -> None:
    """The cursor moves, and its row is on the screen."""
    async with running(LongArchive(1000), NARROW) as ran:
        await ran.press(*keys)
        assert row == ran.screen.articles.cursor
        await ran.until(lambda: f"Article {row + 1} " in ran.text, f"row {row}")


async def test_virtual_rows() -> None:
    """Of 100,000 rows only those near the screen are fetched, however far one jumps."""
    archive = LongArchive(100_000)
    async with running(archive) as ran:
        assert "100,000 articles" in ran.text
        at_the_start = archive.rows_fetched
        await ran.press("G")
        await ran.until(lambda: "Article 100000" in ran.text, "the last row")
        await ran.press("g")
        await ran.until(lambda: "Article 1 " in ran.text, "the first row")
        assert 120 >= at_the_start
        assert 300 >= archive.rows_fetched


async def test_moving_within_the_window_fetches_nothing() -> None:
    """A key that stays among rows that are here costs no call."""
    archive = LongArchive(100_000)
    async with running(archive) as ran:
        await ran.until(lambda: archive.calls.count("hits") == 2, "the rows around those on the screen")
        await ran.press("j", "j", "j", "k")
        assert 2 == archive.calls.count("hits")


async def test_rows_kept() -> None:
    """Rows far from the cursor are let go."""
    async with running(LongArchive(100_000)) as ran:
        for _ in range(16):
            await ran.press("pagedown")
        await ran.until(lambda: f"Article {ran.screen.articles.cursor + 1} " in ran.text, "the row")
        assert 600 >= len(ran.screen.articles._hits)


async def test_row() -> None:
    """A row tells unread mark, title, date in its precision, source and companies."""
    async with running(size=NARROW) as ran:
        lines = ran.text.splitlines()
        at = next(number for number, line in enumerate(lines) if "auf Eis" in line)
        assert " ● Daimler und BMW legen die Kooperation auf Eis" == lines[at].partition("▏")[0].rstrip()
        assert "   2020-06     Börsenkurier  Daimler, BMW" == lines[at + 1].partition("▏")[0].rstrip()
        assert any(line.startswith("   BMW und Jaguar") for line in lines), "a read article has no mark"


async def test_density() -> None:
    """`v` goes round one, two and three lines a row."""
    async with running(size=NARROW) as ran:
        heights = [ran.screen.articles.row_lines]
        for _ in range(3):
            await ran.press("v")
            heights.append(ran.screen.articles.row_lines)
        assert [2, 3, 1, 2] == heights


async def test_unread() -> None:
    """`m` marks the article read, and unread again, for good."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await ran.press("m")
        await ran.until(lambda: archive.read == [(3, True)], "marked read")
        await ran.press("m")
        await ran.until(lambda: archive.read == [(3, True), (3, False)], "marked unread")
        assert ran.screen.articles.hit is not None
        assert not ran.screen.articles.hit.read


async def test_click_opens() -> None:
    """A click on a row opens its article."""
    async with running(size=NARROW) as ran:
        await ran.pilot.click(ran.screen.articles, offset=(10, 4))
        await ran.read(1)
        assert ran.screen.is_reading


async def test_wheel_scrolls() -> None:
    """The wheel scrolls, and rows come along; the cursor stays."""
    async with running(LongArchive(1000), NARROW) as ran:
        articles = ran.screen.articles
        for _ in range(30):
            articles.post_message(MouseScrollDown(articles, 5, 5, 0, 1, 0, False, False, False))
        await ran.until(lambda: articles.scroll_offset.y > 40, "scrolled")
        await ran.until(lambda: f"Article {articles.visible_rows().start + 2} " in ran.text, "its row")
        assert 0 == articles.cursor


async def test_sort() -> None:
    """`s` takes the orders in turn: by relevance, by relevance and date, by date."""
    async with running() as ran:
        await ran.search("kooperation")
        await ran.press("escape")
        assert "sort: relevance" in ran.text
        for order in ("relevance and date", "date", "relevance", "relevance and date", "date"):
            await ran.press("s")
            await ran.until(partial(_sorted, ran, order), "the next order")
        assert "Daimler und BMW legen die Kooperation auf Eis" == ran.titles[0]


def _sorted(ran: Running, order: str) -> bool:
    return f"sort: {order} " in ran.text


async def test_kept_on_its_article() -> None:
    """In another order the cursor stays on its article; a narrowed list begins at its top."""
    async with running() as ran:
        await ran.search("kooperation")
        await ran.press("escape", "j")
        await ran.read(1)
        await ran.press("s")
        await ran.answered()
        assert 1 == ran.screen.articles.article_id
        await ran.press("c", "space")
        await ran.answered()
        assert 0 == ran.screen.articles.cursor


async def test_the_top_of_another_order() -> None:
    """Who is at the top of the list sees the first hits of the next order, not where the first hit of the last went."""
    async with running() as ran:
        await ran.search("kooperation")
        await ran.press("escape")
        first = ran.screen.articles.article_id
        await ran.press("s", "s")
        await ran.until(partial(_sorted, ran, "date"), "the order")
        assert 0 == ran.screen.articles.cursor
        assert first != ran.screen.articles.article_id


async def test_back_from_the_article() -> None:
    """The list is where it was; it has moved no farther than the articles read meanwhile make it."""
    async with running(LongArchive(100), NARROW) as ran:
        await ran.press("ctrl+d", "ctrl+d", "ctrl+d")
        shown = ran.screen.articles.visible_rows()
        await ran.press("enter")
        await ran.until(lambda: not ran.screen.list_pane.display, "the article")
        await ran.press("J", "J", "h")
        await ran.until(lambda: ran.screen.articles.height_in_lines > 1, "the list")
        cursor = ran.screen.articles.cursor
        assert cursor + 1 == ran.screen.articles.visible_rows().stop
        assert shown.stop + 2 >= cursor + 1
