"""HTML pages."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.document import RegionKind
from index.raw import RawArticle
from tests.index.readers.samples import article, failures

BODY = [
    "Der Autobauer Musterwerk und sein Rivale Beispielmobil wollen ihre Getriebe künftig gemeinsam entwickeln.",
    "Beide Häuser hatten seit dem Sommer verhandelt, zuletzt auch über ein gemeinsames Werk in der Lausitz.",
    "Geld soll dabei nicht fließen. Jeder Partner trägt seine Kosten selbst, sagte eine Sprecherin am Dienstag.",
]
PAGE = f"""<!DOCTYPE html>
<html lang="de-AT"><head>
<title>Musterwerk findet einen Partner | Der Bote</title>
<meta property="og:site_name" content="Der Bote"><meta property="og:title" content="Musterwerk findet einen Partner">
<meta property="article:published_time" content="2019-03-05T10:00:00+01:00">
<link rel="canonical" href="https://bote.example/partner">
<style>p {{}}</style><script>var x = "<p>no text</p>";</script>
</head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/w">Wirtschaft</a></li></ul></nav>
<article><h1>Musterwerk findet einen Partner</h1>
<p>{BODY[0]}</p><p>{BODY[1]}</p>
<table><tr><th>Jahr</th><th>Stück</th></tr><tr><td>2018</td><td>400</td></tr></table>
<p>{BODY[2]}</p></article>
<aside><h3>Mehr aus der Wirtschaft</h3>
<ul><li><a href="/1">Beispielmobil baut einen kleinen Lastwagen</a></li></ul></aside>
<p hidden>Versteckt</p><p style="display: none">Auch versteckt</p><template><p>Vorlage</p></template>
<footer>© Der Bote</footer></body></html>"""


def told(page: RawArticle, kind: RegionKind) -> list[str]:
    """What the regions of a kind say."""
    return [region.span.of(page.text) for region in page.regions if region.kind is kind]


def test_regions() -> None:
    """All that is shown is the text, in order; what trafilatura takes for the article is body, the rest boilerplate."""
    page = article(PAGE, "a.html")
    assert [
        "• Start",
        "• Wirtschaft",
        "Musterwerk findet einen Partner",
        *BODY[:2],
        "Jahr\tStück",
        "2018\t400",
        BODY[2],
        "Mehr aus der Wirtschaft",
        "• Beispielmobil baut einen kleinen Lastwagen",
        "© Der Bote",
    ] == page.text.split("\n\n")
    assert BODY == [line for line in told(page, RegionKind.BODY) if len(line) > 60]
    assert {"• Start", "• Wirtschaft", "Mehr aus der Wirtschaft", "© Der Bote"} <= set(
        told(page, RegionKind.BOILERPLATE)
    )


def test_declarations() -> None:
    """Title, date, source, address and language are what the page declares."""
    page = article(PAGE, "a.html")
    assert ("Musterwerk findet einen Partner", "2019-03-05", "Der Bote", "https://bote.example/partner", "de-AT") == (
        page.title,
        page.date,
        page.source,
        page.url,
        page.language,
    )


def test_undeclared_date() -> None:
    """A day that the story tells of is not taken for the date of a page that declares none."""
    page = PAGE.replace('<meta property="article:published_time" content="2019-03-05T10:00:00+01:00">', "")
    assert article(page.replace("am Dienstag", "am 12. Juli 2017"), "a.html").date is None


def test_site_behind_title() -> None:
    """The site's name is taken from the window's title where nothing else declares it."""
    page = PAGE.replace('<meta property="og:site_name" content="Der Bote">', "").replace(
        '<link rel="canonical" href="https://bote.example/partner">', ""
    )
    assert ("Musterwerk findet einen Partner", "Der Bote") == (
        article(page, "a.html").title,
        article(page, "a.html").source,
    )


@pytest.mark.parametrize("end", [0.6, 0.75, 0.9])
def test_truncated(end: float) -> None:
    """A page that ends in the middle is read up to there."""
    page = article(PAGE[: int(len(PAGE) * end)], "a.html")
    assert page.text.split("\n\n")[2:4] == ["Musterwerk findet einen Partner", BODY[0]]


def test_no_article() -> None:
    """A page in which no article is found has no regions: what is furniture is then told by the text."""
    page = article("<html><body><div>Kurz.</div><div>Noch kürzer</div></body></html>", "a.html")
    assert ("Kurz.\n\nNoch kürzer", ()) == (page.text, page.regions)


@pytest.mark.parametrize(
    ("charset", "declaration"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">'),
        ("cp1252", '<meta charset="utf-8">'),
        ("cp1250", '<meta charset="windows-1250">'),
        ("utf-16", ""),
    ],
)
def test_encoding(charset: str, declaration: str) -> None:
    """Umlauts are read rightly whatever the page declares."""
    page = PAGE.replace("<head>", f"<head>{declaration}")
    assert BODY[0] in article(page.encode(charset, "replace"), "a.html").text


def test_line_breaks_and_entities() -> None:
    """A break is a line, two are a paragraph; entities are characters, invisible ones are gone, blanks are one."""
    page = article("<body>a<br>b <br><br>c&nbsp;&amp;&#x20;  d&shy;e&#27;<pre>x\n  y</pre></body>", "a.html")
    assert "a\nb\n\nc & de␛\n\nx\ny" == page.text


def test_deep_nesting() -> None:
    """A page of ten thousand nested boxes is read or named, and does not end the program."""
    page = "<html><body>" + "<div>" * 10_000 + "text" + "</div>" * 10_000
    assert failures(page, "a.html") or "text" in article(page, "a.html").text


def test_quiet() -> None:
    """What the libraries think of a page is not printed between ours."""
    program = (
        "from tests.index.readers.samples import blob; from index.readers import read;"
        "list(read(blob('<html><body>x</body></html>', 'a.html')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)


def test_control_characters() -> None:
    """Control characters, raw or as entities, do not keep the article of a page from being found."""
    page = article(PAGE.replace("Getriebe", "Get\x1bri&#27;&#155;ebe"), "a.html")
    assert "Get␛ri␛›ebe" in " ".join(told(page, RegionKind.BODY))
