"""Titles found in texts that declare none."""

import pytest

from index.cleaning import clean
from index.document import Article, RegionKind
from index.raw import RawArticle

STORY = (
    "Der Autobauer Musterwerk kauft seinen Rivalen Beispielmobil. Das Geschäft ist zwei Milliarden Euro wert.\n"
    "Die Gewerkschaft protestierte gegen den Kauf. Beispielmobil müsse selbständig bleiben, forderte ihre Sprecherin."
)
TITLE = "Musterwerk greift nach Beispielmobil"


@pytest.mark.parametrize(
    "above",
    [
        TITLE,
        f"Wirtschaft\n{TITLE}",
        f"Drucken\n{TITLE}\n12.04.2016",
        f"Foto: dpa\n{TITLE}",
        f"Von Erna Muster\n{TITLE}",
        f"DER BOTE AM DIENSTAG\n{TITLE}",
        f"Home > Wirtschaft > Autos\n{TITLE}",
        f"Messestand von Musterwerk. Foto: dpa\n{TITLE}",
        f"Top-Themen\nAlle Autos im Test\n{TITLE}\n",
        f"{TITLE}\nBonn\n{TITLE}",
        f"Musterwerk greift nach Beisp...\n{TITLE}",
    ],
)
def test_found(above: str) -> None:
    """The title is found among the lines above the story, and marked where it stands."""
    article = clean(RawArticle(id="a", text=f"{above}\n{STORY}"))
    assert isinstance(article, Article)
    assert TITLE == article.title
    assert [TITLE] == [span.of(article.text) for span in article.spans(RegionKind.TITLE)]


@pytest.mark.parametrize("above", ["", "Drucken\n", "Foto: dpa\n", "12.04.2016\n", "Autos\n"])
def test_stand_in(above: str) -> None:
    """Where no line is a title the story's first sentence is, and it stays body."""
    article = clean(RawArticle(id="a", text=f"{above}{STORY}"))
    assert isinstance(article, Article)
    assert "Der Autobauer Musterwerk kauft seinen Rivalen Beispielmobil." == article.title
    assert () == article.spans(RegionKind.TITLE)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Musterwerk zahlt 2,5 Mrd. Euro für Beispielmobil.",
            "Musterwerk zahlt 2,5 Mrd. Euro für Beispielmobil. Der Kauf gilt.",
        ),
        ("Am 3. Oktober kauft Dr. E. Muster das Werk!", "Am 3. Oktober kauft Dr. E. Muster das Werk! Er freut sich."),
        (
            "Es ist aus. Musterwerk kauft Beispielmobil nicht.",
            "Es ist aus. Musterwerk kauft Beispielmobil nicht.",
        ),
        ("„Wir kaufen Beispielmobil, z.B. morgen.“", "„Wir kaufen Beispielmobil, z.B. morgen.“ Das sagt der Chef."),
    ],
)
def test_the_stand_in_is_a_whole_sentence(title: str, text: str) -> None:
    """The full stop of an abbreviation, an initial or an ordinal does not end it; a short one takes the next along."""
    article = clean(RawArticle(id="a", text=f"{text} Die Gewerkschaft protestiert, und der Vorstand schweigt dazu."))
    assert isinstance(article, Article)
    assert title == article.title


def test_long_sentence_is_shortened() -> None:
    """A sentence that stands in for a title ends at a word."""
    article = clean(RawArticle(id="a", text="Der Konzern " + "verhandelt immer weiter " * 20 + "mit allen."))
    assert isinstance(article, Article)
    assert len(article.title) <= 121
    assert article.title.endswith(("verhandelt…", "immer…", "weiter…"))


@pytest.mark.parametrize(
    ("declared", "line"),
    [
        (TITLE, TITLE),
        (TITLE, TITLE.upper()),
        (TITLE, f"Übernahme: {TITLE}"),
        (f"Übernahme: {TITLE}", TITLE),
        ("Ganz anders", None),
    ],
)
def test_declared(declared: str, line: str | None) -> None:
    """A declared title is the title; the line that says it is marked, with its kicker or without."""
    article = clean(RawArticle(id="a", text=f"{line or 'Autos im Test'}\n{STORY}", title=declared))
    assert isinstance(article, Article)
    assert declared == article.title
    assert ([line] if line else []) == [span.of(article.text) for span in article.spans(RegionKind.TITLE)]
