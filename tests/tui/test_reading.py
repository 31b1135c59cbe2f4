"""The open article: how it is opened, left, read, searched in, and taken to the browser."""

from __future__ import annotations

import webbrowser

import pytest

from tests.tui.fakes import FakeArchive
from tests.tui.running import NARROW, WIDE, running
from tests.tui.samples import ARTICLES, archived

LONG = archived(
    9,
    "Der lange Artikel",
    [f"Absatz {number} erzählt von der Fusion und davon, wie sie kam. " * 3 for number in range(40)],
    date="2021",
)


async def test_preview() -> None:
    """On a wide screen the article with the cursor is shown at once, and stays unread."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await ran.read(3)
        await ran.press("j")
        await ran.read(4)
        assert [] == archive.read
        assert ran.screen.articles.has_focus


@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_open(key: str) -> None:
    """Enter opens the article, which counts as read from then on; so do l and the arrow."""
    archive = FakeArchive()
    async with running(archive, NARROW) as ran:
        await ran.press(key)
        await ran.read(3)
        assert ran.screen.article.has_focus
        await ran.until(lambda: archive.read == [(3, True)], "marked read")
        assert not ran.screen.list_pane.display


async def test_going_to_the_article_opens_it() -> None:
    """On a wide screen Tab into the article opens it as Enter does."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await ran.read(3)
        await ran.press("tab")
        assert ran.screen.article.has_focus
        await ran.until(lambda: archive.read == [(3, True)], "marked read")


@pytest.mark.parametrize("key", ["h", "left", "escape"])
async def test_close(key: str) -> None:
    """On a narrow screen h, the arrow and Esc bring the list back, at the same article."""
    async with running(size=NARROW) as ran:
        await ran.press("j", "enter")
        await ran.read(4)
        await ran.press(key)
        assert ran.screen.articles.has_focus
        assert ran.screen.list_pane.display
        assert 4 == ran.screen.articles.article_id


async def test_what_is_shown() -> None:
    """Title, meta line, paragraphs; page furniture is folded to a line."""
    async with running() as ran:
        await ran.press("j", "j")
        await ran.read(1)
        assert "Zwei Verehrer für einen Stern" in ran.text
        assert "2020-03-27 · Blechpost · German · blechpost.example" in ran.text
        assert "··· 3 lines of page furniture (b shows)" in ran.text
        assert "Twittern" not in ran.text


async def test_furniture() -> None:
    """`b` shows the page furniture, and folds it again."""
    async with running() as ran:
        await ran.press("j", "j")
        await ran.read(1)
        await ran.press("b")
        assert "Porsche: Warum der Neunelfer nicht altert" in ran.text
        await ran.press("b")
        assert "Porsche: Warum der Neunelfer nicht altert" not in ran.text


async def test_matches() -> None:
    """`n` goes to the next match and round the end, `N` back; the heading tells which of how many."""
    async with running() as ran:
        await ran.search("kooperation")
        await ran.press("enter", "j")
        await ran.read(1)
        numbers = []
        for key in ("n", "n", "n", "n", "N"):
            await ran.press(key)
            numbers.append(ran.screen.article.match_number)
        assert [1, 2, 3, 1, 3] == numbers
        assert "match 3 of 3" in ran.text


async def test_match_off_the_screen() -> None:
    """A match farther down is scrolled to."""
    async with running(FakeArchive([LONG]), NARROW) as ran:
        await ran.search("absatz 39")
        await ran.press("enter", "enter")
        await ran.read(9)
        await ran.press("N")
        assert "Absatz 39" in ran.text


async def test_no_match_no_key() -> None:
    """Without matches the footer has no n, and the key does nothing."""
    async with running() as ran:
        await ran.read(3)
        await ran.press("n")
        assert "Match" not in ran.text.splitlines()[-1]
        assert 0 == ran.screen.article.match_number


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        pytest.param(["j"], 1, id="a line down"),
        pytest.param(["down", "down", "k"], 1, id="and up"),
        pytest.param(["space"], 20, id="a page has a line in common"),
        pytest.param(["pagedown", "pageup"], 0, id="and back"),
        pytest.param(["ctrl+d"], 10, id="half a page"),
        pytest.param(["G", "g"], 0, id="to the beginning"),
        pytest.param(["end", "home"], 0, id="by the other keys"),
    ],
)
async def test_scrolling(keys: list[str], line: int) -> None:
    """The moving keys scroll the article, at once."""
    async with running(FakeArchive([LONG]), NARROW) as ran:
        await ran.press("enter")
        await ran.read(9)
        await ran.press(*keys)
        assert line == ran.screen.article.scroll_offset.y


async def test_end_of_the_article() -> None:
    """G shows the last line, and the heading says 100 %."""
    async with running(FakeArchive([LONG]), NARROW) as ran:
        await ran.press("enter")
        await ran.read(9)
        await ran.press("G")
        assert "100 %" in ran.text
        assert "found in seeds/9.txt" in ran.text


async def test_neighbours() -> None:
    """`J` and `K` read the next article and the one before without going back to the list."""
    archive = FakeArchive()
    async with running(archive, NARROW) as ran:
        await ran.press("enter")
        await ran.read(3)
        await ran.press("J")
        await ran.read(4)
        await ran.press("K")
        await ran.read(3)
        assert ran.screen.article.has_focus
        await ran.until(lambda: (4, True) in archive.read, "marked read")


async def test_growing() -> None:
    """On a screen that becomes wide the list stands beside the article; the line on top stays."""
    async with running(FakeArchive([LONG, *ARTICLES]), NARROW) as ran:
        await ran.search("fusion")
        await ran.press("enter", "enter")
        await ran.read(9)
        await ran.press("space", "space")
        top = ran.screen.article._layout.lines[int(ran.screen.article.scroll_offset.y)].span
        await ran.pilot.resize_terminal(*WIDE)
        await ran.pilot.pause()
        view = ran.screen.article
        assert ran.screen.list_pane.display
        assert top is not None
        assert view._layout.line_at(top.start) == view.scroll_offset.y


async def test_becoming_wide() -> None:
    """On a screen that becomes wide the article with the cursor is shown, whichever was open before."""
    async with running(size=NARROW) as ran:
        await ran.press("j")
        await ran.pilot.resize_terminal(*WIDE)
        await ran.read(4)
        await ran.pilot.resize_terminal(*NARROW)
        await ran.press("j")
        await ran.pilot.resize_terminal(*WIDE)
        await ran.read(1)


async def test_percentage() -> None:
    """The heading tells how far one has read; nothing when all of the article is on the screen."""
    async with running(FakeArchive([LONG, ARTICLES[1]]), NARROW) as ran:
        await ran.press("enter")
        await ran.read(9)
        assert "% ━" in ran.text.splitlines()[1]
        await ran.press("J")
        await ran.read(2)
        assert "%" not in ran.text.splitlines()[1]


async def test_match_stays() -> None:
    """In another order of the same hits the article's current match stays the current one."""
    async with running() as ran:
        await ran.search("kooperation")
        await ran.press("enter", "j")
        await ran.read(1)
        await ran.press("n", "n", "s")
        await ran.answered()
        await ran.pilot.pause(0.1)
        assert 2 == ran.screen.article.match_number


async def test_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """`o` hands the article's URL to the browser."""
    browser = _Browser(works=True)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    async with running() as ran:
        await ran.press("j", "j")
        await ran.read(1)
        await ran.press("o")
        await ran.until(lambda: "Opened https://blechpost.example/zwei-verehrer" in ran.text, "the notice")
        assert ["https://blechpost.example/zwei-verehrer"] == browser.opened


async def test_no_url() -> None:
    """An article without a URL says so."""
    async with running() as ran:
        await ran.read(3)
        await ran.press("o")
        await ran.until(lambda: "This article has no address" in ran.text, "the notice")


async def test_footer_tells_of_the_browser() -> None:
    """Where the article has a URL, and not where it has none."""
    async with running(size=NARROW) as ran:
        await ran.press("enter")
        await ran.read(3)
        assert "Browser" not in ran.text.splitlines()[-1]
        await ran.press("J", "J")
        await ran.read(1)
        await ran.until(lambda: "o Browser" in ran.text.splitlines()[-1], "the key")


class _Browser:
    """Remembers what it was to open."""

    def __init__(self, *, works: bool) -> None:
        self.works = works
        self.opened: list[str] = []

    def open(self, url: str) -> bool:
        """Opens nothing."""
        self.opened.append(url)
        return self.works
