"""Cleaning as a whole: what holds for every text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning import clean
from index.document import Article, Region, RegionKind, Span
from index.raw import Failure, RawArticle
from index.text import visible

LINES = st.sampled_from(
    [
        "",
        "Mehr zum Thema",
        "Lest auch",
        "3 Kommentare",
        "Teilen | Drucken",
        "12.04.2016 - 15:47 Uhr",
        "date 2019-02 Ein Satz ohne Ende",
        "Foto: Erna Muster / dpa",
        "Musterwerk kauft Beispielmobil",
        "Musterwerk kauft Beispielmobil: Ein teures Geschäft",
        "Ein teures Geschäft",
        "Der Konzern zahlt zwei Milliarden Euro. Das sagte eine Sprecherin am Dienstag in Bonn vor der Presse.",
        "Der Vorstand zeigt sich zufrieden mit dem Geschäft. Foto: Otto Muster/dpa",
        "ein Absatz, der umgebrochen wurde und deshalb mit einem",
        "kleinen Buchstaben weitergeht, was sonst nicht vorkommt",
        "\u202eevil\x1b]52;c;x\x07 text",
        "   ",
    ]
)


def cleaned(text: str, **declared: str) -> Article:
    """The article of a text and what its source declares."""
    article = clean(RawArticle(id="a", text=text, **declared))  # type: ignore[arg-type]
    assert isinstance(article, Article)
    return article


def check(article: Article, raw: str) -> None:
    """What every article promises."""
    assert visible(raw) == article.text
    assert len(raw) == len(article.text)
    assert article.title.strip()
    assert "\n" not in article.title
    assert article.language in {"de", "en"}
    end = 0
    for region in article.regions:
        assert end <= region.span.start < region.span.end
        assert not article.text[end : region.span.start].strip()
        assert (region.kind is RegionKind.BOILERPLATE) == bool(region.reason)
        end = region.span.end
    assert not article.text[end:].strip()
    assert article.spans(RegionKind.TITLE, RegionKind.BODY)
    assert len(article.spans(RegionKind.TITLE)) <= 1


@given(st.text(min_size=1).filter(lambda text: text.strip() and visible(text).strip()))
def test_any_text(text: str) -> None:
    """Whatever the text, regions are in order, apart, and cover all of it but blanks; no offset moves."""
    check(cleaned(text), text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINES, min_size=1, max_size=14).map("\n".join).filter(str.strip),
    st.sampled_from([None, "Ein teures Geschäft"]),
)
def test_any_page(text: str, title: str | None) -> None:
    """The same for texts made of what pages have."""
    article = clean(RawArticle(id="a", text=text, title=title))
    assert isinstance(article, Article)
    check(article, text)
    assert title in {None, article.title}


@pytest.mark.parametrize("text", ["", " ", "\n\t\n"])
def test_no_text(text: str) -> None:
    """A text of blanks is a failure under the article's id."""
    assert Failure("a", "has no text") == clean(RawArticle(id="a", text=text))


def test_nothing_steers_the_terminal() -> None:
    """Escape sequences and bidi controls are shown as text, in whatever field they come."""
    evil = "a\x1b]52;c;x\x07\x9b31m\u202eb"
    article = cleaned(f"{evil}\nEin Satz, der hier steht.", title=evil, source=evil, url=f"http://x/{evil}")
    for shown in (article.text, article.title, article.source, article.url or ""):
        assert visible(shown) == shown
        assert "\x1b" not in shown
    found = clean(RawArticle(id=evil, text="Ein Satz."))
    assert isinstance(found, Article)
    assert "\x1b" not in found.id


def test_only_furniture() -> None:
    """A text of nothing but furniture keeps a body: something must be shown, searched and called."""
    article = cleaned("Teilen\nDrucken\nKommentar schreiben")
    check(article, article.text)


def test_declared_regions() -> None:
    """What the format itself shows to be furniture stays so; the declared title is found in the text."""
    text = "Startseite\n\nDer Titel der Geschichte\n\nEin Absatz, der hier als Text der Geschichte steht.\n\nAnderes"
    spans = [Span(0, 10), Span(12, 36), Span(38, 89), Span(91, 98)]
    kinds = [RegionKind.BOILERPLATE, RegionKind.BOILERPLATE, RegionKind.BODY, RegionKind.BOILERPLATE]
    raw = RawArticle(
        id="a",
        text=text,
        regions=tuple(Region(span, kind) for span, kind in zip(spans, kinds, strict=True)),
        title="Der Titel der Geschichte | Der Bote",
        source="Der Bote",
    )
    article = clean(raw)
    assert isinstance(article, Article)
    assert "Der Titel der Geschichte" == article.title
    assert [RegionKind.BOILERPLATE, RegionKind.TITLE, RegionKind.BODY, RegionKind.BOILERPLATE] == [
        region.kind for region in article.regions
    ]


BODY = "Musterwerk kauft für zwei Milliarden Euro den Rivalen Beispielmobil. Das teilte der Konzern mit. " * 3


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(f"Titel\n\n{BODY}\n\nLesen Sie auch\nEin anderer Artikel", True, id="other furniture"),
        pytest.param(BODY.replace(" ", "\n", 60), True, id="other line breaks"),
        pytest.param(BODY.upper(), True, id="other case"),
        pytest.param(BODY.replace("Rivalen", "„Rivalen“"), True, id="other quotation marks"),
        pytest.param(BODY.replace("zwei", "drei"), False, id="another sum"),
    ],
)
def test_fingerprint(other: str, *, same: bool) -> None:
    """The same body has the same fingerprint, whatever surrounds it."""
    assert same == (cleaned(f"Titel\n\n{BODY}").fingerprint == cleaned(other).fingerprint)


def test_short_texts_differ_by_title() -> None:
    """Texts too short to tell them apart are told by their titles as well."""
    assert cleaned("Mehr in Kürze.", title="A").fingerprint != cleaned("Mehr in Kürze.", title="B").fingerprint


@pytest.mark.parametrize(
    ("declared", "text", "source"),
    [
        ({"source": " Der\nBote ", "url": "https://x.example/a"}, "Text.", "Der Bote"),
        ({"url": "https://www.bote.example:8080/a", "folder": "papers"}, "Text.", "bote.example"),
        ({"folder": "papers"}, "Text.", "papers"),
        ({"folder": "papers"}, "Sie sind hier: bote.example / Wirtschaft\n\nText.", "bote.example"),
        ({"url": "http://[broken"}, "Text.", ""),
        ({}, "Text.", ""),
    ],
)
def test_source(declared: dict[str, str], text: str, source: str) -> None:
    """The source is what is declared, else the site that the page names, its host, or the folder."""
    assert source == cleaned(text, **declared).source


PARAGRAPH = "Ein Absatz der Geschichte, der hier steht, ist lang genug dafür. Er hat auch noch einen zweiten Satz."


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"https://bote.example/a/b?c=1\n\n{PARAGRAPH}", "https://bote.example/a/b?c=1"),
        (f"Ein Titel\nQuelle: <http://bote.example/a>\n\n{PARAGRAPH}", "http://bote.example/a"),
        (f"ftp://bote.example/a\n\n{PARAGRAPH}", None),
        (f"https://bote.example/\n\n{PARAGRAPH}", None),
        (f"Foto: https://bote.example/a.jpg\n\n{PARAGRAPH}", None),
        (f"Mehr unter https://bote.example/a\n\n{PARAGRAPH}", None),
        (f"{PARAGRAPH}\n\nhttps://bote.example/a", None),
    ],
)
def test_url(text: str, url: str | None) -> None:
    """An address alone in a line above the story is the article's, and names its source; a declared one goes before."""
    article = cleaned(text, folder="papers")
    assert (url, "bote.example" if url else "papers") == (article.url, article.source)
    assert "https://x.example/y" == cleaned(text, url="https://x.example/y").url
