"""JSON Lines."""

import dataclasses

import pytest

from index.raw import Failure, RawArticle
from index.readers import jsonlines, read
from tests.index.readers.samples import article, articles, blob, failures


def test_fields() -> None:
    """A line's fields are the article's, and its text stays as it is, to the character."""
    line = (
        r'{"id": "x", "text": "A\r\nB\u00ad \ud83d\ude00", "title": "T", "date": "2019-02", '
        '"language": "de", "source": "S", "url": "http://u"}'
    )
    assert RawArticle("x", "A\r\nB\u00ad 😀", (), "T", "2019-02", "S", "http://u", "de") == article(line, "a.jsonl")


def test_id() -> None:
    """A line without an id is known by the file and its number; a number is as good as a string."""
    lines = '\n{"text": "a"}\n{"text": "b", "id": null}\n{"text": "c", "id": 7}\n{"text": "d", "id": ""}'
    assert ["a.jsonl:2", "a.jsonl:3", "7", "a.jsonl:5"] == [found.id for found in articles(lines, "a.jsonl")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "is not valid JSON (Expecting property name enclosed in double quotes, column 2)"),
        (b'{"text"', "is not valid JSON (Expecting ':' delimiter, column 8)"),
        (b"[" * 100_000, "is not valid JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "is not valid JSON"),
        (b'["text"]', "is no JSON object"),
        (b'{"id": "a"}', "has no text"),
        (b'{"text": null}', "has no text"),
        (b'{"text": " "}', "has an empty text"),
        (b'{"text": ["a"]}', 'has a "text" that is no text'),
        (b'{"text": "a", "id": true}', 'has a "id" that is no text'),
        (b'{"text": "a", "date": 2019}', 'has a "date" that is no text'),
        (b'{"text": "Gr\xfc\xdfe"}', "is not valid UTF-8"),
    ],
)
def test_broken_line(line: bytes, reason: str) -> None:
    """A line that holds no article is named by its number, and the others are read."""
    good = b'{"id": "%d", "text": "good"}\n'
    lines = b"".join(good % number for number in range(6)) + line + b"\n" + good % 8
    found = list(read(blob(lines, "articles.jsonl")))
    assert Failure("/papers/articles.jsonl, line 7", reason) == found[6]
    assert ["0", "1", "2", "3", "4", "5", "8"] == [each.id for each in found if isinstance(each, RawArticle)]


def test_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line without end is named and passed over, not kept in memory."""
    monkeypatch.setattr(jsonlines, "_LONGEST_LINE", 2**20)
    lines = '{"text": "' + "a" * 2**22 + '"}\n{"text": "b"}'
    first, second = read(blob(lines, "a.jsonl"))
    assert Failure("/papers/a.jsonl, line 1", "is too long (at most 1 million characters are read)") == first
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding(encoding: str) -> None:
    """A byte order mark is no part of the first line."""
    lines = '{"text": "Größe"}\n{"text": "zwei"}\n'
    assert ["Größe", "zwei"] == [found.text for found in articles(lines.encode(encoding), "a.jsonl")]


def test_lone_surrogate() -> None:
    """A text with half a character, as only an escape can write it, is read."""
    assert "a\ud800b" == article(r'{"text": "a\ud800b"}', "a.jsonl").text


def test_lines_end_at_line_feeds() -> None:
    """Other line breaks inside a line do not end it."""
    assert [] == failures('{"text": "a\u2028b\u0085c"}', "a.jsonl")


def piped(content: str) -> list[RawArticle | Failure]:
    """What is read of a standard input that holds this."""
    return list(read(dataclasses.replace(blob(content, "standard input"), uri="-", name="standard input")))


@pytest.mark.parametrize("first", ["no JSON at all", "{'text': 'x'}", "{broken", '{"text": "x"', '["x"]'])
def test_piped_with_a_broken_first_line(first: str) -> None:
    """A broken first line of the standard input is named, and the lines after it are read."""
    failure, found = piped(f'\n{first}\n{{"id": "b", "text": "Zwei."}}\n')
    assert isinstance(failure, Failure)
    assert "standard input, line 2" == failure.uri
    assert RawArticle("b", "Zwei.") == found


def test_piped_object_that_is_broken() -> None:
    """A standard input that begins as an object does is never taken for an article's text."""
    assert ["standard input, line 1"] == [found.uri for found in piped("{broken") if isinstance(found, Failure)]


def test_piped_text() -> None:
    """A standard input without any object is one text."""
    assert [RawArticle("standard input", "Ein Text {mit} Klammern.\n[1] Und mehr.")] == piped(
        "Ein Text {mit} Klammern.\n[1] Und mehr."
    )
