"""Hits, companies, deals and the status as lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.dates import PartialDate
from index.deal import Deal
from index.document import DealType, Money, Party, Role, Span, Status
from index.results import Hit, QueryProblem, SearchPage, SearchRequest, Snippet, Sort
from tests.tui.rendering.palettes import PALETTE, plain, styled
from tests.tui.samples import ARTICLES
from tui.rendering.article import Highlights, article_line, meta_line, url_host
from tui.rendering.cells import line_width
from tui.rendering.companies import CompanyRow, company_line
from tui.rendering.deals import deal_lines, money, parties_line
from tui.rendering.hits import hit_lines, placeholder_lines
from tui.rendering.layout import lay_out
from tui.rendering.status import found, problem_lines

HIT = Hit(
    id=1,
    title="Daimler und BMW legen die Kooperation auf Eis",
    date=PartialDate("2020-06"),
    source="Börsenkurier",
    language="de",
    score=None,
    snippet=Snippet("Aus der Kooperation wird nichts", (Span(8, 19),)),
    companies=("Daimler", "BMW", "Volkswagen"),
    deals=1,
    read=False,
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(1, ["● 2020-06     Börsenkurier        Daimler und BMW legen die…"], id="one line"),
        pytest.param(
            2,
            [
                "● Daimler und BMW legen die Kooperation auf Eis",
                "  2020-06     Börsenkurier  Aus der Kooperation wird nichts",
            ],
            id="two lines: a snippet that matches",
        ),
        pytest.param(
            3,
            [
                "● Daimler und BMW legen die Kooperation auf Eis",
                "  2020-06     Börsenkurier  Daimler, BMW, Volkswagen",
                "  Aus der Kooperation wird nichts",
            ],
            id="three lines: both",
        ),
    ],
)
def test_hit(lines: int, expected: list[str]) -> None:
    """A hit in one to three lines; the date in its own precision."""
    assert expected == [plain(line) for line in hit_lines(HIT, 60, PALETTE, lines=lines)]


def test_hit_that_was_read() -> None:
    """A read article has no mark."""
    assert "  Daimler" == plain(hit_lines(replace(HIT, read=True), 60, PALETTE, lines=2)[0])[:9]


@pytest.mark.parametrize(
    ("cells", "source", "expected"),
    [
        (60, "Börsenlaterne – Unternehmen", "  2020-06     Börsenlaterne – U…  Aus der Kooperation wird…"),
        (51, "Börsenlaterne – Unternehmen", "  2020-06     Börsenlaterne…  Aus der Kooperation…"),
        (44, "Börsenlaterne – Unternehmen", "  2020-06     Börsenl…  …der Kooperation…"),
        (43, "Börsenlaterne – Unternehmen", "  2020-06     Börsenlaterne – U…  Daimler"),
        (43, "autos", "  2020-06     autos  Aus der Kooperation…"),
    ],
)
def test_a_long_source(cells: int, source: str, expected: str) -> None:
    """It gives way to the snippet where there is little room, as long as its beginning stays."""
    assert expected == plain(hit_lines(replace(HIT, source=source), cells, PALETTE, lines=2)[1])


def test_companies_that_do_not_fit() -> None:
    """Companies are named whole or counted, never cut."""
    hit = replace(HIT, snippet=Snippet("Ohne"), source="")
    assert "  2020-06     Daimler +2" == plain(hit_lines(hit, 24, PALETTE, lines=2)[1])


@pytest.mark.parametrize("cells", range(8, 90, 7))
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_hit_fits(cells: int, lines: int) -> None:
    """No line is wider than it may be, but for the fixed date and source of a tiny one."""
    for line in hit_lines(replace(HIT, source=""), cells, PALETTE, lines=lines)[: 1 if cells < 34 else 3]:
        assert max(cells, 34 if lines == 1 else 0) >= line_width(line)


def test_snippet_shows_its_match() -> None:
    """A match far into the snippet is brought into view."""
    text = "Lange ist von etwas ganz anderem die Rede, bis endlich die Kooperation zur Sprache kommt"
    at = text.index("Kooperation")
    hit = replace(HIT, snippet=Snippet(text, (Span(at, at + 11),)))
    line = hit_lines(hit, 50, PALETTE, lines=3)[2]
    assert ["Kooperation"] == styled(line, PALETTE.match)
    assert plain(line).startswith("  …")


@pytest.mark.parametrize("cells", range(20, 60, 3))
def test_match_in_the_snippet_is_whole(cells: int) -> None:
    """However little room there is, the first match is shown whole, and the line is not too wide."""
    text = "In der Autobranche ist die Rede davon, dass tatsächlich eine Fusion bevorsteht, und zwar bald"
    at = text.index("Fusion")
    hit = replace(HIT, snippet=Snippet(text, (Span(at, at + 6),)))
    line = hit_lines(hit, cells, PALETTE, lines=3)[2]
    assert ["Fusion"] == styled(line, PALETTE.match)
    assert cells >= line_width(line)


def test_placeholder() -> None:
    """A row on its way, and one whose article has gone, take as many lines as any other."""
    assert 3 == len(placeholder_lines(30, PALETTE, lines=3))
    assert "gone from the archive" in plain(placeholder_lines(60, PALETTE, lines=1, gone=True)[0])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (CompanyRow("bmw", "BMW", 12), "   BMW            12"),
        (CompanyRow("bmw", "BMW", 12, excluded=False), "+  BMW            12"),
        (CompanyRow("bmw", "BMW", 0, excluded=True, here=True), "−• BMW             0"),
        (CompanyRow("jlr", "Jaguar Land Rover Automotive", 1234), "   Jaguar Lan… 1,234"),
    ],
)
def test_company(row: CompanyRow, expected: str) -> None:
    """A company's marks, name and count."""
    assert expected == plain(company_line(row, 20, PALETTE))


def _deal(type_: DealType, parties: dict[str, Role], **changes: object) -> Deal:
    deal = Deal(
        id="x",
        type=type_,
        status=Status.TALKS,
        parties=tuple(Party(name.casefold(), name, role) for name, role in parties.items()),
        object=None,
        value=None,
        stake=None,
        first_seen=None,
        last_seen=PartialDate("2019-02"),
    )
    return replace(deal, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "parties", "expected"),
    [
        (DealType.PARTNERSHIP, {"Daimler": Role.PARTNER, "BMW": Role.PARTNER}, "Daimler ↔ BMW"),
        (DealType.ACQUISITION, {"ams": Role.ACQUIRER, "Osram": Role.TARGET}, "ams → Osram"),
        (DealType.ACQUISITION, {"Osram": Role.TARGET}, "? → Osram"),
        (DealType.ACQUISITION, {"ams": Role.ACQUIRER}, "ams → ?"),
        (
            DealType.STAKE,
            {"Amazon": Role.INVESTOR, "Ford": Role.INVESTOR, "Rivian": Role.TARGET},
            "Amazon + Ford → Rivian",
        ),
        (DealType.ACQUISITION, {"A": Role.ACQUIRER, "B": Role.TARGET, "C": Role.SELLER}, "A → B (from C)"),
        (DealType.SUPPLY, {"CATL": Role.SUPPLIER, "BMW": Role.CUSTOMER}, "CATL → BMW"),
        (DealType.SPIN_OFF, {"Siemens": Role.PARENT, "Osram": Role.UNIT}, "Siemens → Osram"),
        (DealType.MERGER, {"A": Role.PARTNER, "B": Role.PARTNER, "C": Role.PARTNER}, "A ↔ B ↔ C"),
        (DealType.JOINT_VENTURE, {"A": Role.PARTNER, "B": Role.PARTNER, "C": Role.UNIT}, "A ↔ B → C"),
        (DealType.JOINT_VENTURE, {"A": Role.PARTNER, "C": Role.UNIT}, "A → C"),
        (DealType.MERGER, {}, "?"),
    ],
)
def test_parties(type_: DealType, parties: dict[str, Role], expected: str) -> None:
    """Who with whom."""
    assert expected == parties_line(_deal(type_, parties), 60)


def test_long_parties() -> None:
    """The longest names are shortened first, the others stay whole."""
    deal = _deal(DealType.MERGER, {"Fiat Chrysler Automobiles": Role.PARTNER, "Renault": Role.PARTNER})
    assert "Fiat Chrysler… ↔ Renault" == parties_line(deal, 24)


def test_what_partners_make_needs_room() -> None:
    """Who the partners are goes before what they make of themselves."""
    roles = {"Chrysler": Role.PARTNER, "Daimler": Role.PARTNER, "DaimlerChrysler": Role.UNIT}
    deal = _deal(DealType.MERGER, roles)
    lines = [parties_line(deal, cells) for cells in (60, 24)]
    assert ["Chrysler ↔ Daimler → DaimlerChrysler", "Chrysler ↔ Daimler"] == lines


def test_deal() -> None:
    """Type, status, and as much else as fits."""
    deal = _deal(
        DealType.STAKE,
        {"Amazon": Role.INVESTOR, "Rivian": Role.TARGET},
        value=Money(1.3e9, "USD", approximate=True),
        stake=0.2,
    )
    wide, narrow = (deal_lines(deal, cells, PALETTE, here=True) for cells in (60, 24))
    assert ["• Amazon → Rivian", "  stake · talks · ~1.3 bn USD · 20 % · 2019-02"] == [plain(line) for line in wide]
    assert "  stake · talks · 20 %" == plain(narrow[1])
    assert ["talks"] == styled(wide[1], PALETTE.early)


def test_deal_since() -> None:
    """Where it is wanted, since when and until when, in months."""
    deal = _deal(DealType.MERGER, {"A": Role.PARTNER, "B": Role.PARTNER}, first_seen=PartialDate("2018-12-24"))
    lines = deal_lines(deal, 60, PALETTE, here=False, since=True)
    assert "  merger · talks · 2018-12 … 2019-02" == plain(lines[1])


@pytest.mark.parametrize("type_", list(DealType))
@pytest.mark.parametrize("status", list(Status))
def test_type_and_status_fit(type_: DealType, status: Status) -> None:
    """In the narrow panel (26 cells between border and scrollbar, less the cursor's) both are whole."""
    deal = _deal(type_, {}, status=status, last_seen=None)
    assert 25 >= line_width(deal_lines(deal, 25, PALETTE, here=False)[1])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Money(2e9, "USD"), "2 bn USD"),
        (Money(4.9e9, "EUR", approximate=True), "~4.9 bn EUR"),
        (Money(750e6, "GBP"), "750 m GBP"),
        (Money(1.2e12, "JPY"), "1.2 tn JPY"),
        (Money(12, "EUR"), "12 EUR"),
    ],
)
def test_money(value: Money, expected: str) -> None:
    """Amounts in the units of the press."""
    assert expected == money(value)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (60, "2 of 61 articles · 8 ms · sort: relevance"),
        (32, "2 of 61 · by relevance"),
        (16, "2 found"),
    ],
)
def test_found(cells: int, expected: str) -> None:
    """The count, shorter where there is less room."""
    page = SearchPage(SearchRequest("bmw"), (1, 2), elapsed_ms=8.4)
    assert expected == found(page, 61, narrowed=True, cells=cells)


@pytest.mark.parametrize(("cells", "expected"), [(60, "sort: relevance and date"), (32, "by both")])
def test_order_of_both(cells: int, expected: str) -> None:
    """By relevance, the newer preferred: told, too."""
    page = SearchPage(SearchRequest("bmw", sort=Sort.RECENT), (1,))
    assert found(page, 61, narrowed=True, cells=cells).endswith(expected)


def test_order_of_everything() -> None:
    """Without a query the order is by date, whatever was chosen."""
    page = SearchPage(SearchRequest("", sort=Sort.RELEVANCE), (1,), elapsed_ms=8)
    assert "1 article · 8 ms · sort: date" == found(page, 1, narrowed=False, cells=60)


@pytest.mark.parametrize(
    ("span", "cells", "expected"),
    [
        pytest.param(Span(5, 9), 40, ["     ^^^^ no such field"], id="to the right of the place"),
        pytest.param(Span(30, 34), 40, ["                no such field ^^^^"], id="to the left"),
        pytest.param(Span(5, 9), 14, ["     ^^^^", "no such field"], id="under it"),
        pytest.param(Span(5, 9), 9, ["     ^^^^", "no such", "field"], id="under it on several lines"),
        pytest.param(Span(30, 34), 14, ["no such field"], id="instead of it, where that is not on the screen"),
    ],
)
def test_problem(span: Span, cells: int, expected: list[str]) -> None:
    """A fault of the query under its place, told whole however little room there is."""
    problem = QueryProblem("no such field", span)
    lines = problem_lines(problem, "x" * 40, cells, PALETTE, shown=range(40))
    assert expected == [plain(line) for line in lines]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param(range(10, 30), ["          ^^^^ no such field"], id="scrolled"),
        pytest.param(range(22, 40), ["no such field"], id="to the left of the field"),
        pytest.param(range(22), ["no such field"], id="partly to the right of it"),
    ],
)
def test_problem_of_a_scrolled_field(shown: range, expected: list[str]) -> None:
    """The place is marked where the field shows it, or not at all."""
    lines = problem_lines(QueryProblem("no such field", Span(20, 24)), "x" * 40, 40, PALETTE, shown=shown)
    assert expected == [plain(line) for line in lines]


def test_highlights() -> None:
    """Matches, companies and evidence are told apart; a line with evidence has a bar."""
    archived = ARTICLES[0]
    article = archived.article
    at = article.text.index("Kooperation")
    highlights = Highlights.of(archived, (Span(at, at + 11),))
    lines = [
        article_line(article, line, highlights, PALETTE)
        for line in lay_out(article, 60, meta=meta_line(article), furniture=False).lines
    ]
    texts = [plain(line) for line in lines]
    assert ["Kooperation"] == [piece for line in lines for piece in styled(line, PALETTE.match)]
    assert "Daimler" in [piece for line in lines for piece in styled(line, PALETTE.company)]
    assert all(text.startswith("▌ ") for text in texts if "verhandeln Daimler" in text)
    assert all(text.startswith("  ") for text in texts if "Heikel" in text)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a", "www.example.org"),
        ("ftp://example.org/a", ""),
        ("javascript:alert(1)", ""),
        ("http://[::1", ""),
        (None, ""),
    ],
)
def test_url_host(url: str | None, host: str) -> None:
    """The host of a URL of the web."""
    assert host == url_host(url)
