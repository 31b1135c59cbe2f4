"""The deals: listed for the result, those of the open article first; Enter goes to where it says so."""

from __future__ import annotations

import threading

from index.document import DealType, Role, Status
from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, NARROW, Running, running
from tests.tui.samples import archived


def _parties(ran: Running) -> list[str]:
    deals = map(ran.screen.deals.deal_at, range(ran.screen.deals.row_count))
    return [" / ".join(party.name for party in deal.parties) for deal in deals]


async def test_listed() -> None:
    """`d` goes to the deals of the result, merged over its articles."""
    async with running(size=LARGE) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d")
        assert ran.screen.deals.has_focus
        assert "Microsoft → Activision Blizzard" in ran.text
        assert "acquisition · completed · 2023-10-13" in ran.text


async def test_open_article_first() -> None:
    """The deals that the open article tells of come first, with a mark."""
    async with running() as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("j", "j")
        await ran.read(1)
        await ran.until(lambda: "• Daimler ↔ BMW" in ran.text, "the mark")
        others = ["Microsoft / Activision Blizzard", "BMW / Jaguar Land Rover"]
        assert ["Daimler / BMW", "Daimler / Volkswagen", *others] == _parties(ran)


async def test_evidence() -> None:
    """Enter on a deal opens the article that tells of it, at that place; again goes to the next place."""
    async with running() as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d", "j", "enter")
        await ran.read(4)
        await ran.until(lambda: "place 1 of 2" in ran.text, "the heading")
        jumped = ran.screen.article.highlights.jumped
        assert jumped is not None
        assert "Daimler und BMW beenden ihre Gespräche" == jumped.of(ran.screen.article.archived.article.text)  # type: ignore[union-attr]
        await ran.press("enter")
        await ran.read(1)
        await ran.until(lambda: "place 2 of 2" in ran.text, "the next place")
        await ran.press("enter")
        await ran.read(4)
        assert ran.screen.deals.has_focus


async def test_evidence_in_the_open_article() -> None:
    """The first place is one of the open article, when that tells of the deal."""
    async with running() as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("j", "j")
        await ran.read(1)
        await ran.until(lambda: _parties(ran)[0] == "Daimler / BMW", "the order")
        await ran.press("d", "enter")
        await ran.until(lambda: ran.screen.article.highlights.jumped, "the evidence")
        assert ran.screen.article.archived is not None
        assert 1 == ran.screen.article.archived.id


async def test_cursor_follows() -> None:
    """The list's cursor goes along to the article of the evidence."""
    async with running() as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d", "j", "enter", "enter")
        await ran.read(1)
        assert 1 == ran.screen.articles.article_id


async def test_narrow() -> None:
    """On a narrow screen the article takes the list's place, and the focus stays on the deal."""
    async with running(size=NARROW) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d", "enter")
        await ran.read(3)
        assert "▌ Microsoft has completed its acquisition" in ran.text
        assert ran.screen.deals.has_focus


async def test_click() -> None:
    """A click on a deal goes to its evidence."""
    async with running() as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.pilot.click(ran.screen.deals, offset=(8, 2))
        await ran.read(4)


async def test_deals_of_the_result() -> None:
    """After a filter only the deals of what remains are listed."""
    async with running() as ran:
        await ran.search("activision")
        await ran.until(lambda: _parties(ran) == ["Microsoft / Activision Blizzard"], "the deals")


async def test_stale_deals() -> None:
    """The deals of an older result that come late are dropped."""
    from tui.messages import DealsFetched  # noqa: PLC0415

    archive = FakeArchive()
    async with running(archive) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        older = ran.screen.page
        await ran.search("activision")
        await ran.until(lambda: ran.screen.deals.row_count == 1, "the newer deals")
        ran.screen.post_message(DealsFetched(older, archive.deals()))
        await ran.pilot.pause()
        assert 1 == ran.screen.deals.row_count


async def test_far_down_on_a_narrow_screen() -> None:
    """Evidence far down is brought onto the screen though the article was not on it before."""
    paragraphs = [f"Absatz {number} sagt wenig, und das mit vielen Worten. " * 3 for number in range(40)]
    parties = {"Siemens": Role.ACQUIRER, "Dresser": Role.TARGET}
    deal = (DealType.ACQUISITION, Status.SIGNED, parties, ["Siemens kauft Dresser"])
    article = archived(1, "Am Ende die Tat", [*paragraphs, "Siemens kauft Dresser."], date="2014", deals=[deal])
    async with running(FakeArchive([article]), NARROW) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 1, "the deal")
        await ran.press("d", "enter")
        await ran.until(lambda: "▌ Siemens kauft Dresser." in ran.text, "the evidence")


async def test_older_deals_are_told_apart() -> None:
    """Until the deals of a new result are here, the older ones stand back and are not counted."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        archive.slow = threading.Event()
        await ran.search("activision")
        assert (True, 4) == (ran.screen.deals.outdated, ran.screen.deals.row_count)
        assert "Deals ─" in ran.text
        assert "… ─" in ran.text
        archive.slow.set()
        await ran.until(lambda: ran.screen.deals.row_count == 1, "the newer deals")
        assert not ran.screen.deals.outdated
