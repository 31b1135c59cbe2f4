"""The search field: results as one types, faults of the query, answers that come too late."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import Input

from tests.tui.fakes import FakeArchive
from tests.tui.running import NARROW, Running, running
from tui.app import DealwireApp
from tui.screens.main import MainScreen


async def test_slash_and_typing() -> None:
    """`/` goes to the field, letters type there, and the list follows."""
    async with running() as ran:
        await ran.search("kooperation stern")
        assert ran.screen.bar.field.has_focus
        assert ["Zwei Verehrer für einen Stern"] == ran.titles
        assert "1 of 5 articles" in ran.text


async def test_letters_that_are_keys_elsewhere() -> None:
    """In the field j, q, c, d and ? are letters."""
    async with running() as ran:
        await ran.press("slash")
        await ran.press("j", "q", "c", "d", "question_mark")
        assert "jqcd?" == ran.screen.bar.field.value


async def test_enter_leaves_the_field() -> None:
    """Enter goes to the results; so does Down; so does Esc, and the query stays."""
    for key in ("enter", "down", "escape"):
        async with running() as ran:
            await ran.search("bmw")
            await ran.press(key)
            assert ran.screen.articles.has_focus
            assert "bmw" == ran.screen.asking.query


async def test_stale_answer() -> None:
    """The answer to an older query that comes after the newer one's is dropped."""
    archive = FakeArchive()
    archive.gate["kooperation"] = threading.Event()
    async with running(archive) as ran:
        field = ran.screen.bar.field
        field.value = "kooperation"
        await ran.until(lambda: "kooperation" in archive.asked, "the slow search")
        field.value = "activision"
        await ran.until(lambda: ran.screen.page.request.query == "activision", "the quick answer")
        archive.gate["kooperation"].set()
        await ran.pilot.pause(0.1)
        assert "activision" == ran.screen.page.request.query
        assert ["Microsoft closes its purchase of Activision Blizzard"] == ran.titles


async def test_count_overtaken_by_typing() -> None:
    """Whoever types before the first answer still sees how many articles there are."""
    archive = FakeArchive()
    archive.gate[""] = threading.Event()
    app = DealwireApp(archive)
    async with app.run_test(size=NARROW) as pilot:
        screen = app.screen
        assert isinstance(screen, MainScreen)
        ran = Running(app, pilot, screen)
        await ran.press("slash")
        await ran.type("kooperation stern")
        archive.gate[""].set()
        await ran.until(lambda: "1 of 5" in ran.text, "the count")


async def test_stale_article() -> None:
    """An article fetched for another query or another row is not shown."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await ran.read(3)
        await ran.press("j")
        await ran.read(4)
        late = archive.articles[3]
        from tui.messages import ArticleFetched  # noqa: PLC0415

        ran.screen.post_message(ArticleFetched(late, "", ()))
        ran.screen.post_message(ArticleFetched(archive.articles[4], "an old query", ()))
        await ran.pilot.pause()
        assert ran.screen.article.archived is not None
        assert 4 == ran.screen.article.archived.id


async def test_problem() -> None:
    """What cannot be understood is told under its place in the query, and the rest is searched."""
    async with running() as ran:
        await ran.search("stern compny:bmw")
        assert ["Zwei Verehrer für einen Stern"] == ran.titles
        field, notice = ran.text.splitlines()[:2]
        assert field.index("compny:bmw") == notice.index("^^^^^^^^^^ There is no field compny.")


async def test_problem_where_there_is_no_room() -> None:
    """A long message is shortened rather than the place marked."""
    async with running(size=(62, 24)) as ran:
        await ran.search("fusionen und übernahmen in der industrie seit compny:bmw")
        assert "There is no field compny." in ran.text


@pytest.mark.parametrize(
    ("query", "told"),
    [("bmw:1 vw:2 audi:3 opel:4 ford:5", 4), ("bmw:1 bmw:2 bmw:3 in der industrie seit langer zeit schon so", 1)],
)
async def test_problems(query: str, told: int) -> None:
    """As many as there is room for, each whole; what is told of several places off the screen is told once."""
    async with running(size=(62, 24)) as ran:
        await ran.search(query)
        assert told == sum("There is no field" in line for line in ran.text.splitlines())


async def test_failure() -> None:
    """A search that fails is told, and the screen goes on."""
    archive = FakeArchive()
    async with running(archive) as ran:
        archive.failing = OSError("The disk is [red]gone[/red].")
        await ran.press("slash", "b")
        await ran.until(lambda: "The disk is [red]gone[/red]." in ran.text, "the notice")
        archive.failing = None
        await ran.press("m")
        await ran.until(lambda: ran.screen.page.request.query == "bm", "the next answer")


async def test_pasted_escape_sequences() -> None:
    """What is pasted into the field is shown, and never obeyed."""
    async with running() as ran:
        await ran.press("slash")
        ran.screen.bar.field.insert_text_at_cursor("bmw\x1b]52;c;eA==\x07 \x9b31m")
        assert "bmw␛]52;c;eA==␇ �31m" == ran.screen.bar.field.value


async def test_field_on_a_narrow_screen() -> None:
    """At 80 columns the field and the count have room beside each other."""
    async with running(size=NARROW) as ran:
        await ran.search("kooperation")
        first = ran.text.splitlines()[0]
        assert first.startswith(" / kooperation")
        assert first.rstrip().endswith("3 of 5 · by relevance")


async def test_query_set_without_typing() -> None:
    """A query changed by a command is shown in the field, and searched once."""
    archive = FakeArchive()
    async with running(archive) as ran:
        before = archive.calls.count("search")
        ran.screen.ask(ran.screen.asking.with_query("bmw"))
        await ran.answered()
        assert "bmw" == ran.screen.query_one(Input).value
        assert before + 1 == archive.calls.count("search")
