"""The lists of furniture phrases."""

import re
from collections import Counter
from pathlib import Path

import pytest

from index.cleaning import phrases
from index.cleaning.phrases import Reach, load_phrases

LISTS = sorted(Path(phrases.__file__).parent.glob("furniture_*.txt"))


def phrases_of(path: Path) -> list[str]:
    """The phrases of a list's line groups."""
    found, kind = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"\[(\w+)\]", line):
            kind = heading[1]
        elif line.strip() and not line.startswith(";") and kind != "prose":
            found.append(line)
    return found


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_phrase_is_found(path: Path) -> None:
    """A line that says what the list says is furniture."""
    said = [phrase.replace("*", "ein paar Worte").replace("#", "12") for phrase in phrases_of(path)]
    assert [] == [line for line in said if load_phrases().in_line(line) is None]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_phrase_twice(path: Path) -> None:
    """A phrase stands in one group only, or its reach would be chance."""
    assert [] == [phrase for phrase, count in Counter(phrases_of(path)).items() if count > 1]


@pytest.mark.parametrize(
    ("line", "reach"),
    [
        ("Teilen   Twittern   Per E-Mail versenden", Reach.LINE),
        ("» DRUCKEN |  Versenden", Reach.LINE),
        ("Artikel auf einer Seite lesen  |  1  2  Weiter", Reach.LINE),
        ("Startseite | Jobs | Über uns", Reach.LINE),
        ("• Mehr zum Thema:", Reach.SECTION),
        ("Mehr aus Auto & Verkehr", Reach.SECTION),
        ("Fehler meldenKommentare", Reach.END),
        ("1.234 Kommentare", Reach.END),
    ],
)
def test_line(line: str, reach: Reach) -> None:
    """Bullets, case and rows of phrases do not matter; the strongest part of a row tells what it is."""
    found = load_phrases().in_line(line)
    assert found is not None
    assert reach is found.reach


@pytest.mark.parametrize(
    "line",
    [
        "Mehr zum Thema sagte der Vorstand nicht, doch die Anleger verstanden ihn auch so und verkauften ihre Aktien.",
        "Teilen will Musterwerk den Gewinn nicht",
        "Kommentare lehnte der Konzern ab",
        "Drucken ist teuer geworden",
        "Musterwerk kauft Beispielmobil",
    ],
)
def test_no_furniture(line: str) -> None:
    """A line that begins with such words and goes on is none."""
    assert load_phrases().in_line(line) is None


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("Diese Seite verwendet Cookies. Wenn Sie weiterlesen, sind Sie einverstanden.", True),
        ("Unser Newsletter: Jeden Morgen das Wichtigste in Ihrem Postfach. Jetzt anmelden!", True),
        ("© Der Bote 2019. Alle Rechte vorbehalten.", True),
        ("Der Händler Beispielkeks verkauft Cookies. Wenn Kunden sie mögen, verdient er daran gut.", False),
        ("Musterwerk hat die Rechte an der Plattform erworben, die Beispielsoft sich vorbehalten hatte.", False),
        ("Die Behörde hat den Kauf der Plattform mit Nachdruck untersagt, wie Musterwerk mitteilte.", False),
        ("Samplecorp wins its copyright case against Exampletech Inc and may not be stopped any more.", False),
        ("Datenschützer kritisieren, wie das Netzwerk personenbezogene Daten nutzt und verkauft.", False),
    ],
)
def test_prose(block: str, *, found: bool) -> None:
    """Consent texts and notices are told from sentences of the story on the same matter."""
    assert found == (load_phrases().in_prose(block) is not None)
