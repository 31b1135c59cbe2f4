"""JSON files: one article or an array of them; what is none is named, the others are read."""

import io
import json
from pathlib import Path

import pytest

from index.raw import Blob, Failure, RawArticle
from index.readers import read
from index.sources import blobs


def found(tmp_path: Path, text: str) -> list[RawArticle | Failure]:
    """What is read from a file of this text."""
    path = tmp_path / "news.json"
    path.write_text(text, encoding="utf-8")
    return [raw for blob in blobs([str(path)]) if isinstance(blob, Blob) for raw in read(blob)]


@pytest.mark.parametrize("indent", [None, 2])
def test_array(tmp_path: Path, indent: int | None) -> None:
    """Each object of an array is an article, however the file is laid out."""
    records = [{"id": "a", "text": "Eins.\r\n"}, {"text": "Zwei.", "title": "Zwei"}]
    raws = found(tmp_path, json.dumps(records, indent=indent))
    assert [RawArticle("a", "Eins.\r\n"), RawArticle("news.json:2", "Zwei.", title="Zwei")] == raws


def test_one_object(tmp_path: Path) -> None:
    """An object alone is one article, called after its file."""
    assert [RawArticle("news.json", "Eins.")] == found(tmp_path, '{\n "text": "Eins."\n}')


def test_lines_in_a_json_file(tmp_path: Path) -> None:
    """Lines of objects are read as JSON Lines, whatever the file is called."""
    raws = found(tmp_path, '{"id": "a", "text": "Eins."}\n{"id": "b", "text": "Zwei."}\n')
    assert ["a", "b"] == [raw.id for raw in raws if isinstance(raw, RawArticle)]


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("is not valid JSON (Expecting value, line 2, column 1)", "[\n"),
        ("is empty", "[]"),
        ("is no JSON object", "3"),
        ("has no text", '{"title": "x"}'),
        ("is not valid JSON", "[" * 100_000),
    ],
)
def test_no_articles(tmp_path: Path, reason: str, text: str) -> None:
    """A file without an article is named with the reason."""
    assert [(str(tmp_path / "news.json"), reason)] == [
        (failure.uri, failure.reason) for failure in found(tmp_path, text) if isinstance(failure, Failure)
    ]


def test_bad_among_good() -> None:
    """An object that is no article is named by its number, the others are read."""
    content = b'[{"text": "Eins."}, {"text": 2}, 7]'
    blob = Blob("news.json", "news.json", "application/json", None, None, "", lambda: io.BytesIO(content))
    first, second, third = read(blob)
    assert RawArticle("news.json:1", "Eins.") == first
    assert Failure("news.json, article 2", 'has a "text" that is no text') == second
    assert Failure("news.json, article 3", "is no JSON object") == third


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        ('{"name": "settings", "version": 2}', []),
        ("[1, 2]", []),
        ("[]", []),
        ("// settings with a comment", []),
        ('{"contributes": {"text": "label"}}', []),
        ('{"text": "Eins."', ["is not valid JSON (Expecting ',' delimiter, line 1, column 17)"]),
        ('[{"text": "Eins."}, {"title": "x"}]', ["has no text"]),
    ],
)
def test_met_in_a_folder(tmp_path: Path, content: str, reasons: list[str]) -> None:
    """A JSON file in a folder is a failure only where it looks like articles."""
    (tmp_path / "package.json").write_text(content, encoding="utf-8")
    raws = [raw for blob in blobs([str(tmp_path)]) if isinstance(blob, Blob) for raw in read(blob)]
    assert reasons == [raw.reason for raw in raws if isinstance(raw, Failure)]
