"""What the user says against detection: one key each, kept, taken back, made again, listed."""

from __future__ import annotations

import pytest

from index.corrections import IsCompany, NotACompany, OtherDeal, SameDeal, WrongDeal, WrongParty, WrongStatus
from index.document import DealType, Role, Status
from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, NARROW, Running, running
from tests.tui.samples import ARTICLES, archived
from tui.naming import told

_PARTIES = {"Igus": Role.ACQUIRER, "Commonplace": Role.TARGET}
IGUS = archived(
    6,
    "Igus kauft Commonplace",
    ["Die Igus GmbH übernimmt den Hersteller. Igus zahlt bar, Commonplace freut sich."],
    date="2024-02-01",
    companies=["Igus", "Commonplace"],
    forms={"Igus GmbH": "Igus"},
    deals=[(DealType.ACQUISITION, Status.ANNOUNCED, _PARTIES, ["Igus kauft Commonplace"])],
)


async def _deals(ran: Running) -> None:
    await ran.until(lambda: ran.screen.deals.row_count and not ran.screen.deals.outdated, "the deals")


async def test_no_company() -> None:
    """`!` on a company of one form says at once that it is none; the panel follows."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.to_company("Commonplace")
        await ran.press("exclamation_mark")
        await ran.until(lambda: archive.holding == [NotACompany("Commonplace")], "the correction")
        await ran.until(lambda: "“Commonplace”: no company · u takes it back" in ran.text, "the notice")
        await ran.until(lambda: ran.screen.companies.row_count == 1, "the panel")


async def test_no_company_of_several_forms() -> None:
    """Where a company has several forms, `!` asks which of them is none; Enter takes all."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.to_company("Igus")
        await ran.press("exclamation_mark")
        await ran.until(lambda: "all 2 forms" in ran.text, "the question")
        await ran.press("down", "down", "enter")
        await ran.until(lambda: archive.holding == [NotACompany("Igus GmbH")], "the correction")
        await ran.press("exclamation_mark")
        await ran.until(lambda: "all 2 forms" in ran.text, "the question")
        await ran.press("enter")
        every = {NotACompany("Igus GmbH"), NotACompany("Igus")}
        await ran.until(lambda: set(archive.holding) == every, "the corrections")
        notice = "“Igus”, “Igus GmbH”: no company · u takes them back"
        await ran.until(lambda: notice in _notices(ran), "the notice")


async def test_one_key_one_undo() -> None:
    """What one key press said of several forms one `u` takes back, and ctrl+r says again."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.to_company("Igus")
        await ran.press("exclamation_mark")
        await ran.until(lambda: "all 2 forms" in ran.text, "the question")
        await ran.press("enter")
        await ran.until(lambda: len(archive.holding) == 2, "the corrections")
        await ran.press("u")
        await ran.until(lambda: not archive.holding, "taken back")
        told = "Taken back: “Igus” is no company; “Igus GmbH” is no company"
        await ran.until(lambda: told in _notices(ran), "the notice")
        await ran.press("ctrl+r")
        await ran.until(lambda: len(archive.holding) == 2, "made again")


def _notices(ran: Running) -> list[str]:
    """Whole, not as they are wrapped on the screen."""
    return [shown.message for shown in ran.app._notifications]


async def test_another_company() -> None:
    """`=` asks which company it is, completes known names, and takes the one chosen."""
    archive = FakeArchive([IGUS, *ARTICLES])
    async with running(archive) as ran:
        await ran.to_company("Commonplace")
        await ran.press("equals_sign")
        await ran.until(lambda: "“Commonplace” is …" in ran.text, "the question")
        await ran.type("jaguar l")
        await ran.until(lambda: "1 article" in ran.text, "the names")
        await ran.press("enter")
        await ran.until(lambda: archive.holding == [IsCompany("Commonplace", "jaguar-land-rover")], "the correction")


async def test_new_company() -> None:
    """A name that nobody knows becomes a new company."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.to_company("Commonplace")
        await ran.press("equals_sign")
        await ran.type("Zyx Werke")
        await ran.until(lambda: "a new company" in ran.text, "the offer")
        await ran.press("enter")
        await ran.until(lambda: archive.holding == [IsCompany("Commonplace", "Zyx Werke")], "the correction")


async def test_alias() -> None:
    """`a` on a company gives it another name."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.to_company("Igus")
        await ran.press("a")
        await ran.until(lambda: "Another name of Igus" in ran.text, "the question")
        await ran.type("die Kölner")
        await ran.press("enter")
        await ran.until(lambda: archive.holding == [IsCompany("die Kölner", "igus")], "the correction")


async def test_alias_from_the_article() -> None:
    """`a` in the article asks for the words, then for the company."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.press("enter", "a")
        await ran.type("die Kölner")
        await ran.press("enter")
        await ran.until(lambda: "“die Kölner” is …" in ran.text, "the second question")
        await ran.until(lambda: "1 article" in ran.text, "the names")
        await ran.type("igus")
        await ran.press("enter")
        await ran.until(lambda: archive.holding == [IsCompany("die Kölner", "igus")], "the correction")


async def test_alias_from_the_page_of_an_article() -> None:
    """So it does in an article that a company's page leads to."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.to_company("Igus")
        await ran.press("enter")
        await ran.until(lambda: "known as" in ran.text, "the page")
        await ran.press("enter")
        await ran.until(lambda: "1 of 1" in ran.text, "the article")
        await ran.press("a")
        await ran.until(lambda: "Which words name a company?" in ran.text, "the question")
        await ran.type("die Kölner")
        await ran.press("enter")
        await ran.until(lambda: "1 article" in ran.text, "the names")
        await ran.type("igus")
        await ran.press("enter")
        await ran.until(lambda: archive.holding == [IsCompany("die Kölner", "igus")], "the correction")


@pytest.mark.parametrize(("key", "told"), [("t", True), ("a", False)])
async def test_nothing_to_choose(key: str, told: bool) -> None:
    """Where one must choose, that nothing is called so is told; where one types a name, nothing is."""
    async with running(FakeArchive([IGUS])) as ran:
        await _deals(ran)
        await ran.press("d" if key == "t" else "c", key)
        await ran.type("zyx" if key == "t" else "")
        await ran.until(lambda: ("Nothing is called so." in ran.text) is told, "the list")


async def test_cancel() -> None:
    """Esc answers nothing, and the keys are those of the screen again."""
    archive = FakeArchive([IGUS])
    async with running(archive) as ran:
        await ran.to_company("Igus")
        await ran.press("a")
        await ran.type("die Kölner")
        await ran.press("escape")
        assert ran.app.screen is ran.screen
        assert [] == archive.holding
        assert ran.screen.companies.has_focus


async def test_no_deal() -> None:
    """`!` on a deal says that its articles tell of no such deal; it is gone."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await _deals(ran)
        await ran.press("d", "j", "exclamation_mark")
        await ran.until(lambda: ran.screen.deals.row_count == 3, "the deals")
        assert [WrongDeal("partnership:bmw+daimler", (4, 1))] == archive.holding


@pytest.mark.parametrize(("typed", "status"), [("sig", Status.SIGNED), ("end", Status.ENDED)])
async def test_status(typed: str, status: Status) -> None:
    """`t` asks how far the deal is: typing finds one of the seven."""
    archive = FakeArchive()
    async with running(archive, NARROW) as ran:
        await _deals(ran)
        await ran.press("d", "j", "t")
        assert all(each.value in ran.text for each in Status)
        await ran.type(typed)
        await ran.press("enter")
        await ran.until(lambda: archive.holding, "the correction")
        assert [WrongStatus("partnership:bmw+daimler", (4, 1), status)] == archive.holding


async def test_party() -> None:
    """`x` on a deal asks who is no party."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await _deals(ran)
        await ran.press("d", "x", "down", "enter")
        await ran.until(lambda: archive.holding, "the correction")
        assert [WrongParty("acquisition:activision-blizzard+microsoft", (3,), "activision-blizzard")] == archive.holding


async def test_same_deal() -> None:
    """`=` marks a deal; on another one it says that the two are one."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await _deals(ran)
        await ran.press("d", "j", "equals_sign")
        await ran.until(lambda: "= Daimler ↔ BMW" in ran.text, "the mark")
        await ran.press("j", "equals_sign")
        await ran.until(lambda: archive.holding, "the correction")
        assert [SameDeal("partnership:bmw+daimler", "partnership:daimler+volkswagen")] == archive.holding
        assert "= Daimler" not in ran.text


async def test_same_deal_taken_off() -> None:
    """`=` on the marked deal takes the mark off."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await _deals(ran)
        await ran.press("d", "j", "equals_sign", "equals_sign")
        assert "= Daimler" not in ran.text
        assert [] == archive.holding


async def test_escape_takes_the_mark_off() -> None:
    """So does Esc, before it takes off a filter."""
    archive = FakeArchive()
    async with running(archive, LARGE) as ran:
        await ran.search("kooperation")
        await ran.press("enter")
        await ran.until(lambda: ran.screen.deals.row_count == 3, "the deals")
        await ran.press("d", "equals_sign")
        assert ran.screen.deals.marked
        await ran.press("escape")
        assert "" == ran.screen.deals.marked
        assert "kooperation" == ran.screen.asking.query


async def test_other_deal() -> None:
    """`a` takes the open article out of a deal that others tell, too; there must be others."""
    archive = FakeArchive()
    async with running(archive) as ran:
        await _deals(ran)
        await ran.press("d", "j", "enter")
        await ran.read(4)
        await ran.press("a")
        await ran.until(lambda: archive.holding == [OtherDeal("partnership:bmw+daimler", 4)], "the correction")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param(["a"], "Only this article tells of the deal", id="nothing to part it from"),
        pytest.param(["j", "a"], "The open article does not tell of this deal", id="not told here"),
    ],
)
async def test_no_other_deal(keys: list[str], told: str) -> None:
    """Where there is nothing to take apart, a notice says so."""
    archive = FakeArchive()
    async with running(archive, LARGE) as ran:
        await _deals(ran)
        await ran.read(3)
        await ran.press("d", *keys)
        await ran.until(lambda: told in ran.text, "the notice")
        assert [] == archive.holding


async def test_undo_and_redo() -> None:
    """`u` takes the last correction back, ctrl+r makes it again; both say what it was."""
    archive = FakeArchive()
    async with running(archive, LARGE) as ran:
        await _deals(ran)
        await ran.press("d", "j", "exclamation_mark")
        await ran.until(lambda: archive.holding, "the correction")
        await ran.press("u")
        await ran.until(lambda: not archive.holding, "taken back")
        await ran.until(lambda: "Taken back: no deal: Daimler / BMW" in ran.text, "the notice")
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deal is back")
        await ran.press("ctrl+r")
        await ran.until(lambda: archive.holding, "made again")
        await ran.until(lambda: "Made again: no deal: Daimler / BMW" in ran.text, "the notice")


@pytest.mark.parametrize(("key", "told"), [("u", "nothing to take back"), ("ctrl+r", "nothing to make again")])
async def test_nothing_to_undo(key: str, told: str) -> None:
    """Without corrections there is nothing to take back, or to make again."""
    async with running() as ran:
        await ran.press(key)
        await ran.until(lambda: told in ran.text, "the notice")


async def test_busy() -> None:
    """While another process writes nothing is kept, and a notice says so."""
    archive = FakeArchive()
    archive.busy = True
    async with running(archive, LARGE) as ran:
        await _deals(ran)
        await ran.press("d", "exclamation_mark")
        await ran.until(lambda: "Another dealwire is adding articles" in ran.text, "the notice")
        assert [] == archive.holding


async def test_list() -> None:
    """`C` lists what was said, the newest on top; what was taken back says so; u and ctrl+r work from there."""
    archive = FakeArchive([IGUS, *ARTICLES])
    archive.correct(NotACompany("Commonplace"))
    archive.correct(WrongStatus("partnership:bmw+daimler", (1, 4), Status.SIGNED))
    async with running(archive, NARROW) as ran:
        await ran.press("C")
        await ran.until(lambda: "BMW: signed" in ran.text, "the list")
        lines = [line.strip() for line in ran.text.splitlines()]
        assert "▌2024-05-01 12:30  Daimler / BMW: signed" == lines[1]
        assert "2024-05-01 12:30  “Commonplace” is no company" == lines[2]
        await ran.press("u")
        await ran.until(lambda: "taken back: Daimler / BMW: signed" in ran.text, "taken back")
        await ran.press("ctrl+r")
        await ran.until(lambda: len(archive.holding) == 2, "made again")
        await ran.press("escape")
        assert ran.app.screen is ran.screen


async def test_list_of_what_is_said_together() -> None:
    """One line for one key press, as `u` takes it back."""
    archive = FakeArchive([IGUS])
    archive.correct(NotACompany("Commonplace"))
    archive.correct(NotACompany("Igus"), NotACompany("Igus GmbH"))
    async with running(archive, NARROW) as ran:
        await ran.press("C")
        await ran.until(lambda: "“Igus” is no company; “Igus GmbH” is no company" in ran.text, "the list")
        assert ran.text.splitlines()[0].rstrip(" ━").endswith("2")
        await ran.press("u")
        await ran.until(lambda: "taken back: “Igus” is no company; “Igus GmbH”" in ran.text, "taken back")
        assert ran.text.splitlines()[0].rstrip(" ━").endswith("1")


async def test_empty_list() -> None:
    """Without corrections the list says how to make one."""
    async with running() as ran:
        await ran.press("C")
        await ran.until(lambda: "You have corrected nothing yet." in ran.text, "the hint")


def test_many_said_together() -> None:
    """Of many corrections of one key press the first are told, and how many there are beside."""
    archive = FakeArchive([IGUS])
    archive.correct(*(NotACompany(form) for form in "abcde"))
    assert "“a” is no company; “b” is no company; “c” is no company; and 2 more" == told(archive, archive.undo())
    archive.correct(NotACompany("f"))
    assert "“f” is no company" == told(archive, archive.undo())
