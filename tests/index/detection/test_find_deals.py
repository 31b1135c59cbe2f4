"""Deals of whole articles: one a transaction, with evidence; and what holds for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.detection.cue_tables import load_cues
from index.detection.deals import find_deals
from index.detection.sentences import split
from index.document import Article, DealMention, DealType, Region, RegionKind, Role, Span
from tests.index.detection.deal_texts import article, companies

_NAMES: list[str | list[str]] = ["Linde", "Praxair", "Airgas", "Siemens", "Alstom"]


def deals(text: str, language: str = "de") -> tuple[DealMention, ...]:
    """The deals of a text on the companies of this module."""
    given_article = article(text, language)
    return find_deals(given_article, split(given_article), companies(text, _NAMES), load_cues())


def test_an_article_without_companies_has_no_deals() -> None:
    """Parties are companies."""
    text = "Die Übernahme ist perfekt."
    assert () == find_deals(article(text), split(article(text)), (), load_cues())


def test_evidence_is_the_sentences_best_first() -> None:
    """The sentence that names the parties comes before the one that only speaks of "die Fusion"."""
    text = "Linde und Praxair rechnen. Linde und Praxair fusionieren. Die Fusion ist geplatzt."
    (deal,) = deals(text)
    assert ["Linde und Praxair fusionieren.", "Die Fusion ist geplatzt."] == [span.of(text) for span in deal.evidence]


def test_what_repeats_is_no_evidence() -> None:
    """A caption printed twice does not count twice."""
    text = "Linde und Praxair fusionieren.\n\nLinde und Praxair fusionieren."
    regions = (Region(Span(0, 30), RegionKind.BODY), Region(Span(32, 62), RegionKind.REPEATED))
    given_article = Article("a", text, "t", None, "", None, "de", regions, "")
    (deal,) = find_deals(given_article, split(given_article), companies(text, _NAMES), load_cues())
    assert (Span(0, 30),) == deal.evidence


def test_boilerplate_tells_of_no_deals() -> None:
    """Teasers are not read."""
    text = "Linde und Praxair fusionieren."
    given_article = Article(
        "a", text, "t", None, "", None, "de", (Region(Span(0, len(text)), RegionKind.BOILERPLATE),), ""
    )
    assert () == find_deals(given_article, split(given_article), companies(text, _NAMES), load_cues())


def test_two_transactions_are_two_deals() -> None:
    """Other parties make another deal."""
    found = deals("Linde und Praxair fusionieren. Siemens und Alstom fusionieren.")
    assert [{"linde", "praxair"}, {"siemens", "alstom"}] == [{p.id for p in deal.parties} for deal in found]


def test_a_takeover_told_as_a_merger_is_one_deal() -> None:
    """Papers use both words for one transaction; the surer words decide the type."""
    found = deals(
        "Linde übernimmt Airgas. Linde hat Airgas übernommen. Die Fusion von Linde und Airgas gilt als teuer."
    )
    assert [DealType.ACQUISITION] == [deal.type for deal in found]


def test_value_and_object_come_from_any_sentence() -> None:
    """The second sentence adds the price."""
    (deal,) = deals("Linde übernimmt Airgas. Die Übernahme von Airgas kostet Linde 10 Milliarden Euro.")
    assert deal.value is not None
    assert 1e10 == deal.value.amount


def test_a_company_has_one_role() -> None:
    """However often it is named."""
    (deal,) = deals("Linde kauft Airgas. Linde erwirbt Airgas. Airgas wird von Linde übernommen.")
    assert {"linde": Role.ACQUIRER, "airgas": Role.TARGET} == {party.id: party.role for party in deal.parties}


def test_the_result_is_the_same_each_time() -> None:
    """Detection is deterministic."""
    text = "Siemens und Alstom fusionieren, Linde übernimmt Airgas von Praxair. Die beiden Konzerne schweigen."
    assert deals(text) == deals(text)


_VOCABULARY = """
    Linde Praxair Airgas Siemens Alstom Lindes Linde-Airgas-Fusion übernimmt übernommen wird von durch mit und , . : –
    ( ) die der den beide Konzerne kauft verkauft an Übernahme Fusion Gespräche soll nicht keine hat zu übernehmen 25
    Prozent Milliarden Euro dass der Konzern steigt ein bei spaltet ab Tochter gemeinsam arbeitet zusammen was wie
    Käufer sein acquires bought by to sell the company its stake in of merger between talks which
"""
_WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.one_of(st.text(), st.lists(_WORDS, max_size=40).map(" ".join)), st.sampled_from(["de", "en"]))
def test_any_text(text: str, language: str) -> None:
    """Any text: evidence lies within it, parties are companies of the article, confidence and stake are shares."""
    given_article = article(text, language)
    known = companies(text, _NAMES)
    for deal in find_deals(given_article, split(given_article), known, load_cues()):
        assert deal.evidence
        assert all(0 <= span.start < span.end <= len(text) for span in deal.evidence)
        assert {party.id for party in deal.parties} <= {company.id for company in known}
        assert len({party.id for party in deal.parties}) == len(deal.parties) > 0
        assert 0 < deal.confidence <= 1
        assert deal.stake is None or 0 < deal.stake <= 1
