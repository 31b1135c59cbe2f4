"""RSS and Atom feeds."""

import pytest

from index.raw import Failure, RawArticle
from index.readers import read
from tests.index.readers.samples import article, articles, blob

RSS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Der Bote &amp; Co</title><language>de-DE</language>
<item><title>Größe &amp;amp; Zahl</title><link>https://bote.example/1</link><guid>guid-1</guid>
<pubDate>Mo, 25 Jun 2018 10:00:00 +0200</pubDate><description>Kurz gesagt.</description>
<content:encoded>
<![CDATA[<p>Erster Absatz mit <b>Größe</b>.</p><script>x()</script><p>Zweiter Absatz.</p>]]></content:encoded>
</item>
<item><title>Nur ein Titel</title></item>
<item><description>Nur ein Text &amp;amp; mehr</description><link>https://bote.example/3</link></item>
</channel></rss>""".encode("iso-8859-1")

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Digest</title>
<entry><id>tag:1</id><title>A title</title><link href="https://d.example/1"/><updated>2019-06-05T10:00:00Z</updated>
<summary>A title, and a short text.</summary></entry></feed>"""


def test_rss() -> None:
    """An entry's longest text is the article, below its headline; dates stay as the feed writes them."""
    first, second, third = articles(RSS, "a.xml")
    assert (
        RawArticle(
            id="guid-1",
            text="Größe & Zahl\n\nErster Absatz mit Größe.\n\nZweiter Absatz.",
            title="Größe & Zahl",
            date="Mo, 25 Jun 2018 10:00:00 +0200",
            source="Der Bote & Co",
            url="https://bote.example/1",
            language="de-DE",
        )
        == first
    )
    assert ("a.xml:2", "Nur ein Titel") == (second.id, second.text)
    assert ("https://bote.example/3", "Nur ein Text & mehr", None) == (third.id, third.text, third.title)


def test_atom() -> None:
    """Atom's entries are read like RSS's; a headline that begins the text is not printed twice."""
    found = article(ATOM, "a.xml")
    assert ("tag:1", "A title, and a short text.", "2019-06-05T10:00:00Z", "The Digest", "en") == (
        found.id,
        found.text,
        found.date,
        found.source,
        found.language,
    )


def test_truncated() -> None:
    """A feed that ends in the middle is named; the entries before are read."""
    found = list(read(blob(RSS[:-200], "a.xml")))
    assert Failure("/papers/a.xml", "ends in the middle") == found[-1]
    assert isinstance(found[0], RawArticle)


def test_empty_feed() -> None:
    """A feed without entries is no failure: there is no news."""
    assert [] == articles('<rss version="2.0"><channel><title>x</title></channel></rss>', "a.xml")


def test_no_file_is_opened(tmp_path: object) -> None:
    """External entities of a feed are not read."""
    bomb = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e SYSTEM "file://{__file__}">]>
<rss version="2.0"><channel><item><title>a &e; b</title></item></channel></rss>"""
    assert not any("External entities" in getattr(found, "text", "") for found in read(blob(bomb, "a.xml")))


def test_only_addresses_are_addresses() -> None:
    """An id that is no address of the web is not the article's address, nor is a script."""
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Digest</title>
    <entry><id>urn:2</id><title>Only a title</title></entry>
    <entry><id>urn:3</id><title>A</title><link href="javascript:x()"/><summary>Text.</summary></entry>
    <entry><id>https://d.example/4</id><title>A</title><summary>A</summary></entry></feed>"""
    first, second, third = articles(feed, "a.xml")
    assert ("urn:2", "Only a title", None) == (first.id, first.text, first.url)
    assert ("urn:3", None) == (second.id, second.url)
    assert ("A", "https://d.example/4") == (third.text, third.url)


@pytest.mark.parametrize(
    ("definitions", "refused"),
    [
        ('<!ENTITY a "lol "><!ENTITY b "&a;&a;&a;&a;">', True),
        (f'<!ENTITY a "{"lol " * 100}">', True),
        ("".join(f'<!ENTITY a{number} "lol">' for number in range(400)), True),
        ('<!ENTITY a "&#228;"><!ENTITY copy "©">', False),
    ],
)
def test_entities_that_grow(definitions: str, *, refused: bool) -> None:
    """A feed whose own entities could make a huge text of a small file is named; letters and names are fine."""
    feed = f"""<?xml version="1.0"?><!DOCTYPE rss [{definitions}]>
<rss version="2.0"><channel><item><title>x &a; y</title></item></channel></rss>"""
    reasons = [found.reason for found in read(blob(feed, "a.xml")) if isinstance(found, Failure)]
    assert ["defines entities that may grow without end, and is not read"] * refused == reasons
