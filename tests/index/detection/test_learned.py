"""What articles tell each other of names: who tells what, what is believed, and that order is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.detection.beliefs import Beliefs
from index.detection.detector import load_detector
from index.detection.learned import WHY, learn, summed
from index.detection.lexicon import load_lexicon
from index.detection.name_index import Ambiguity
from index.document import Detections, SureName
from tests.index.detection.deal_texts import article

CERTAIN = "Die Igelbräu GmbH wächst. Gegründet wurde die Igelbräu GmbH im Allgäu."
AGAIN = "Der Umsatz der Igelbräu GmbH & Co. KG sank."
BARE = "Viele loben Igelbräu."
LONG = "Die Hopfenwerk Kempten GmbH baut an. Das Hopfenwerk zahlt."
DETECTOR = load_detector()


def detect(*texts: str) -> list[Detections]:
    """What is in each of the texts, detected together."""
    return DETECTOR.detect([article(text) for text in texts])


def shown(*texts: str) -> list[list[str]]:
    """The ids of the companies of each text."""
    return [[company.id for company in found.companies] for found in detect(*texts)]


def name(words: str, weight: int, company: str = "") -> SureName:
    """A name as an article tells it; it is its company's only name where none is given."""
    return SureName(tuple(words.split()), company or words.lower().replace(" ", "-"), weight)


def believed(*names: SureName) -> dict[str, tuple[str, Ambiguity]]:
    """For each name that is believed its company, and what else it may mean."""
    beliefs: Beliefs = learn(names, load_lexicon())
    return {" ".join(belief.alias.words): (belief.alias.company, belief.alias.ambiguity) for belief in beliefs.all}


def test_others_make_a_name_certain() -> None:
    """A name that two articles make certain is found in a third that does not, and the reader is told why."""
    assert [[]] == shown(BARE)
    found = detect(CERTAIN, AGAIN, BARE)[2]
    assert [("igelbraeu", "Igelbräu", WHY)] == [
        (company.id, company.name, mention.why) for company in found.companies for mention in company.mentions
    ]


def test_one_article_is_not_enough_for_one_word() -> None:
    """A name of one word that one article makes certain is no certain name elsewhere, without any support."""
    assert [["igelbraeu"], []] == shown(CERTAIN, BARE)


@pytest.mark.parametrize(
    "text", ["Das sagte der Chef von Igelbräu.", "Die Igelbräu-Aktie", "Igelbräu-Mitarbeiter streiken."]
)
def test_what_an_article_half_sees_others_decide(text: str) -> None:
    """A name that an article is in doubt of is believed when one other makes it certain."""
    assert [[]] == shown(text)
    assert ["igelbraeu"] == shown(CERTAIN, text)[1]


def test_one_id_everywhere() -> None:
    """A company has one id, with whatever legal form, in whatever case, whichever article comes first."""
    texts = ["Die Igus GmbH wächst.", "Die IGUS SE wächst.", "Die Aktie der Igus AG und die Igus-Aktie steigen."]
    assert [["igus"]] * 3 == shown(*texts) == shown(*reversed(texts))


def test_short_form_has_the_long_names_id() -> None:
    """A short form that an article uses for a longer name is that company in all articles that are sure of it."""
    short = "Die Hopfenwerk AG ist an der Börse."
    assert [["hopfenwerk"]] == shown(short)
    assert [["hopfenwerk-kempten"]] * 2 == shown(LONG, short) == shown(short, LONG)


def test_short_form_of_two_stays_its_own() -> None:
    """A short form of two longer names is none of both where neither is named."""
    other = "Die Hopfenwerk Augsburg GmbH baut ab. Das Hopfenwerk spart."
    short = "Die Hopfenwerk AG ist an der Börse."
    assert [["hopfenwerk-kempten"], ["hopfenwerk-augsburg"], ["hopfenwerk"]] == shown(LONG, other, short)


def test_lexicons_ids_stay() -> None:
    """No longer name takes the id of a company of the lexicon."""
    assert {} == learn([name("Google", 1, "google-wolkenwerk"), name("Google Wolkenwerk", 4)], load_lexicon()).ids


def test_what_is_told_rests_on_the_article_alone() -> None:
    """An article tells no more because of the others: no belief feeds on itself."""
    texts = [CERTAIN, AGAIN, BARE]
    assert [detect(text)[0].names for text in texts] == [found.names for found in detect(*texts)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([name("Xanaka", 4)], ("xanaka", Ambiguity.NONE)),
        ([name("Xanaka", 2), name("XANAKA", 2, "xanaka")], ("xanaka", Ambiguity.NONE)),
        ([name("Xanaka", 3)], ("xanaka", Ambiguity.NAME)),
        ([name("Xanaka", 5), SureName(("Xanaka",), "", -3)], ("xanaka", Ambiguity.NAME)),
        ([name("Xanaka", 2), SureName(("Xanaka",), "", -2)], None),
        ([SureName(("Xanaka",), "", -2)], None),
        ([name("Xa", 9)], None),
        ([name("xanaka", 9)], None),
        ([name("Beteiligung", 9)], None),
        ([name("Siemens", 9)], None),
        ([name("Handelsblatt", 9)], None),
    ],
)
def test_beliefs(names: list[SureName], expected: tuple[str, Ambiguity] | None) -> None:
    """A name is believed by what all articles tell: not short ones, common words, or those that the lexicon knows."""
    assert expected == believed(*names).get("Xanaka" if len(names[0].words[0]) == len("Xanaka") else names[0].words[0])


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Xanaka Werke", Ambiguity.NONE), ("S Bahn", None), ("Beteiligung Holding", None)],
)
def test_longer_names(words: str, expected: Ambiguity | None) -> None:
    """A name of several words needs less, but a word that tells which company it is."""
    assert expected == believed(name(words, 2)).get(words, ("", None))[1]


def test_common_noun_tells_against_a_name() -> None:
    """A word that articles use as a common noun is not learned, though a company is called so."""
    named = ["Die Spaten AG wächst.", "Die Spaten GmbH wächst.", "Die Spaten SE baut."]
    used = ["Sie kauft einen Spaten.", "Er hat keinen Spaten.", "Mit ihrem Spaten gräbt sie.", "Jeder Spaten fehlt."]
    bare = "Viele loben Spaten."
    assert ["spaten"] == shown(*named, bare)[-1]
    assert [] == shown(*named, *used, *used[:1] * 3, bare)[-1]


def test_sums() -> None:
    """Each name and company is there once, the weights summed."""
    told = [name("Xanaka", 2), name("Xanaka", 1), name("Xanaka", 1, "xanaka-werke")]
    assert {name("Xanaka", 3), name("Xanaka", 1, "xanaka-werke")} == set(summed(told))


TEXTS = [CERTAIN, AGAIN, BARE, LONG, "Die Hopfenwerk AG ist an der Börse.", "Ein Spaten fehlt, sagt Igelbräu-Chef Ott."]


@settings(max_examples=30, deadline=None)
@given(st.permutations(TEXTS))
def test_order_is_nothing(texts: list[str]) -> None:
    """In whatever order articles come, the same is found in each."""
    expected = dict(zip(TEXTS, detect(*TEXTS), strict=True))
    assert expected == dict(zip(texts, detect(*texts), strict=True))
