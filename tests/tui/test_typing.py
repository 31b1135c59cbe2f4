"""What helps with a query: completion while typing, what it may have meant, why an article matches."""

from __future__ import annotations

from textual.widgets import Input

from index.corrections import NotACompany
from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, NARROW, running
from tests.tui.samples import ARTICLES


async def test_completions() -> None:
    """Under the field stands how the word could go on; Tab takes the first, and its articles are searched."""
    async with running(size=NARROW) as ran:
        await ran.search("koop")
        await ran.until(lambda: "Tab  Kooperation 3" in ran.text, "the completion")
        await ran.press("tab")
        assert "Kooperation " == ran.screen.bar.field.value
        await ran.until(lambda: ran.screen.page.total == 3, "the answer")
        assert ran.screen.bar.field.has_focus


async def test_next_completion() -> None:
    """ctrl+n goes on to the next one, a company by its id; after the last comes the first."""
    async with running(size=LARGE) as ran:
        await ran.search("daimler b")
        await ran.until(lambda: "Tab  BMW 1" in ran.text, "the completions")
        await ran.press("tab")
        assert "daimler company:bmw " == ran.screen.bar.field.value
        await ran.type("ko")
        await ran.until(lambda: "Tab  Kooperation 3" in ran.text, "the completions")
        await ran.press("ctrl+n", "ctrl+n", "ctrl+n", "tab")
        assert "daimler company:bmw Kosten " == ran.screen.bar.field.value


async def test_nothing_to_take() -> None:
    """With nothing to take, Tab leads to the next pane as everywhere."""
    async with running() as ran:
        await ran.press("slash", "tab")
        assert ran.screen.articles.has_focus


async def test_line_is_there_before_the_first_letter() -> None:
    """The line for completions comes with the focus, so that typing does not move the list; it goes with it."""
    async with running(size=NARROW) as ran:
        before = ran.screen.articles.region
        await ran.press("slash")
        typing = ran.screen.articles.region
        await ran.type("koop")
        await ran.until(lambda: "Tab  Kooperation" in ran.text, "the completions")
        assert (before.y + 1, typing) == (typing.y, ran.screen.articles.region)
        await ran.press("enter")
        assert before == ran.screen.articles.region


async def test_stale_completions() -> None:
    """Completions of what is no longer typed are not shown."""
    from tui.messages import Completed  # noqa: PLC0415

    archive = FakeArchive()
    async with running(archive, NARROW) as ran:
        await ran.search("koop")
        await ran.until(lambda: "Tab  Kooperation" in ran.text, "the completions")
        await ran.press("x")
        await ran.answered()
        ran.screen.post_message(Completed("koop", archive.completions("koop", 4)))
        await ran.pilot.pause()
        assert "Tab" not in ran.text.splitlines()[1]


async def test_did_you_mean() -> None:
    """A query that may have meant another one says so; Tab takes that."""
    archive = FakeArchive()
    archive.meant = {"koperation": "kooperation"}
    async with running(archive, NARROW) as ran:
        await ran.search("koperation")
        await ran.until(lambda: "Did you mean kooperation?  Tab" in ran.text, "the suggestion")
        await ran.press("tab")
        await ran.until(lambda: ran.screen.page.total == 3, "the answer")
        assert "kooperation" == ran.screen.query_one(Input).value


async def test_long_problem() -> None:
    """At 80 columns a long message goes on below; nothing of it is cut."""
    async with running(size=(40, 24)) as ran:
        await ran.search("company:bmw compny:bmw")
        lines = [line.strip() for line in ran.text.splitlines()[:4]]
        assert "There is no field" in " ".join(lines)


async def test_why() -> None:
    """`y` tells under the list why the article with the cursor matches, and goes on to tell it for the next ones."""
    async with running(size=LARGE) as ran:
        await ran.search("kooperation")
        await ran.press("enter", "y")
        await ran.until(lambda: "kooperation “Kooperation”" in ran.text, "the reason")
        await ran.press("j")
        await ran.read(1)
        await ran.until(lambda: "kooperation “Kooperation” 3×" in ran.text, "the next one's")
        await ran.press("y")
        await ran.until(lambda: "“Kooperation”" not in ran.text, "no longer")


async def test_why_in_the_article() -> None:
    """On a narrow screen it stands under the article while that covers the list."""
    async with running(size=NARROW) as ran:
        await ran.search("kooperation")
        await ran.press("enter", "enter", "y")
        await ran.until(lambda: "kooperation “Kooperation”" in ran.text, "the reason")


async def test_why_without_a_query() -> None:
    """Without a query there is nothing to explain."""
    async with running(size=LARGE) as ran:
        await ran.press("y")
        await ran.until(lambda: "Without a query every article is shown." in ran.text, "the notice")


async def test_why_ends_with_the_query() -> None:
    """When the query is cleared nothing is explained any more."""
    async with running(size=LARGE) as ran:
        await ran.search("kooperation")
        await ran.press("enter", "y")
        await ran.until(lambda: "kooperation “Kooperation”" in ran.text, "the reason")
        await ran.press("slash", "ctrl+u")
        told = ("“Kooperation”", "no word of the query")
        await ran.until(lambda: not any(reason in ran.text for reason in told), "no reason")


async def test_correction_while_searching() -> None:
    """A correction asks anew for the same query, and the field keeps it."""
    archive = FakeArchive(ARTICLES)
    async with running(archive, LARGE) as ran:
        await ran.search("kooperation")
        await ran.press("enter", "c", "exclamation_mark")
        await ran.until(lambda: archive.holding == [NotACompany("BMW")], "the correction")
        await ran.until(lambda: ran.screen.companies.row_count == 3, "the panel")
        assert "kooperation" == ran.screen.bar.field.value
