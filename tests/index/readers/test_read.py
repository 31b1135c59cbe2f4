"""Reading a blob: which format it is in, and what happens when it cannot be read."""

import dataclasses
import io
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import readers
from index.raw import Failure, RawArticle
from index.readers import read
from tests.index.readers.samples import article, blob, failures

PAGE = "<!DOCTYPE html><html><body><h1>A title</h1><p>Some text.</p></body></html>"
FEED = "<rss version='2.0'><channel><item><title>A title</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        pytest.param("# Not a heading", "a.txt", "# Not a heading", id="text is taken as it stands"),
        pytest.param("# A heading", "a.md", "A heading", id="Markdown by its suffix"),
        pytest.param(PAGE, "a.html", "A title\n\nSome text.", id="HTML by its suffix"),
        pytest.param(PAGE, "a.txt", "A title\n\nSome text.", id="a page saved as text is a page"),
        pytest.param(f"<!-- saved -->\n{PAGE}", "a", "A title\n\nSome text.", id="a page without a suffix"),
        pytest.param(f"<?xml version='1.0'?>{PAGE}", "a.xml", "A title\n\nSome text.", id="XHTML behind .xml"),
        pytest.param(FEED, "a.xml", "A title", id="a feed by its suffix"),
        pytest.param(FEED, "a.html", "A title", id="a feed that the server calls a page"),
        pytest.param('{"text": "One line."}', "a.jsonl", "One line.", id="JSON Lines by their suffix"),
        pytest.param('{"text": "One line."}', "a", "One line.", id="JSON Lines from a pipe"),
        pytest.param('{"text": "One line."}', "a.txt", '{"text": "One line."}', id="JSON saved as text is text"),
        pytest.param("No format at all", "a", "No format at all", id="anything else is text"),
        pytest.param(PAGE.encode("utf-16"), "a.txt", "A title\n\nSome text.", id="a page in UTF-16"),
    ],
)
def test_format(content: str | bytes, name: str, text: str) -> None:
    """The first bytes tell the format where the name says nothing or something else."""
    assert text == article(content, name).text


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        ("", "a.txt", "is empty"),
        (" \n\t\n", "a.txt", "is empty"),
        ("\ufeff\n", "a.txt", "is empty"),
        ("", "a.jsonl", "is empty"),
        ("\n\n", "a.jsonl", "is empty"),
        ("", "a.md", "is empty"),
        ("---\nsource: x\n---\n", "a.md", "is empty"),
        ("", "a.html", "is empty"),
        ("", "a.xml", "is empty"),
        (" \n", "a.rss", "is empty"),
        ("<html><script>x</script></html>", "a.html", "shows no text"),
        ("<settings><a/></settings>", "a.xml", "is no feed"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "a.txt", "is not text"),
        (bytes(range(1, 32)) * 20, "a.txt", "is not text"),
        ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>", "a.txt", "is a PDF, which is not read yet"),
        ("%PDF-1.4\n1 0 obj", "a.pdf", "is a PDF, which is not read yet"),
        (r"{\rtf1\ansi Ein Text}", "a", "is an RTF document, which is not read yet"),
        ("%!PS-Adobe-3.0\n", "a.txt", "is a PostScript document, which is not read yet"),
        (b"PK\x03\x04" + bytes(40), "a.docx", "is a ZIP archive or an office document, which is not read yet"),
        ("firm;buyer;price;year\nA AG;B AG;3;2019\nC;D;4;2020\n", "a.txt", "is a table, not an article"),
        ('a\tb\tc\td\n\n1\t2\t3\t4\n1\t2\t\t4\n"x\ty"\t2\t3\t4', "a.csv", "is a table, not an article"),
        ("Ни один из этих знаков".encode("koi8-r"), "a.txt", "is in no encoding that dealwire knows"),
    ],
)
def test_unreadable_content(content: str | bytes, name: str, reason: str) -> None:
    """Bytes that hold no article are named with one reason."""
    assert [Failure(f"/papers/{name}", reason)] == failures(content, name)


@pytest.mark.parametrize(
    "text",
    [
        "A, B, C, D\nE, F, G, H\nI, J, K, L\n" + "Das ist ein Satz der Geschichte.\n" * 4,
        "Müller, Meier, Schulze und andere, so hieß es, kauften.\nEs folgten, nach und nach, A, B und C.\nDann D.",
        "1, 2, 3, 4\n1, 2, 3, 4",
    ],
)
def test_lists_are_no_tables(text: str) -> None:
    """A text that begins with lists, or has as many commas in some lines, is an article."""
    assert text == article(text).text


def test_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes beyond the limit are not read, even where their number was not known before."""
    monkeypatch.setattr(readers, "MAX_BYTES", 2**20)
    assert [Failure("/papers/a.txt", "is too large (at most 1 MB are read)")] == failures("a" * (2**20 + 1))
    assert [] == failures("a" * 2**20)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(2, "No such file or directory", "/papers/a.txt"), "does not exist"),
        (PermissionError(13, "Permission denied"), "may not be read (permission denied)"),
        (OSError(5, "Input/output error"), "cannot be read (Input/output error)"),
        (OSError("there is none"), "cannot be read (there is none)"),
    ],
)
def test_cannot_be_opened(error: OSError, reason: str) -> None:
    """A blob that cannot be opened is named without the system's error number."""

    def refuse() -> BinaryIO:
        raise error

    assert [Failure("/papers/a.txt", reason)] == list(read(dataclasses.replace(blob(""), open=refuse)))


def test_fails_while_read() -> None:
    """A disk that fails in the middle costs the rest of the file, and what was read before it stays."""

    class Failing(io.BytesIO):
        def readinto(self, buffer: object) -> int:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().readinto(memoryview(buffer)[:20])  # type: ignore[arg-type]

    lines = b'{"text": "first"}\n{"text": "second"}\n'
    found = list(read(dataclasses.replace(blob("", "a.jsonl"), open=lambda: Failing(lines))))
    assert Failure("/papers/a.jsonl", "cannot be read (Input/output error)") == found[-1]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.xml", "a.jsonl", "a.eml", "a"]))
def test_any_bytes(content: bytes, name: str) -> None:
    """No bytes in any format make a reader raise, and every article has a text."""
    for found in read(blob(content, name)):
        assert isinstance(found, Failure) or found.text.strip()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</div>", "<table><tr>", "<td>", "<br>", "<!--", "<li>", "&#27;", "&amp;#0;", "x. "])
    ),
    st.sampled_from(["a.md", "a.html", "a.xml"]),
)
def test_any_markup(pieces: list[str], name: str) -> None:
    """Broken markup raises nothing."""
    for found in read(blob("<html>" + "".join(pieces), name)):
        assert isinstance(found, Failure | RawArticle)
