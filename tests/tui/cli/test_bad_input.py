"""Bad input: each is named with a one-sentence reason, the rest is read, the status is 1, nothing is lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.cli.calling import Caller


def _binary(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 20)


def _empty(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")


def _huge(folder: Path) -> None:
    with (folder / "bad.txt").open("wb") as file:
        file.truncate(200 * 2**20)


def _wrong_encoding(folder: Path) -> None:
    (folder / "bad.html").write_bytes(
        b'<html><head><meta charset="utf-16"></head><body>' + bytes(range(128, 160)) * 40 + b"\x00</body></html>"
    )


def _broken_line(folder: Path) -> None:
    line = '{{"id": "n{0}", "text": "Meldung {0}: Bayer legt zu."}}'
    lines = ['{"id": "broken", "text' if number == 7 else line.format(number) for number in range(1, 10)]
    (folder / "bad.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _symlink_loop(folder: Path) -> None:
    (folder / "bad").symlink_to(folder / "bad")


def _dangling_link(folder: Path) -> None:
    (folder / "bad.txt").symlink_to(folder / "gone.txt")


def _fifo(folder: Path) -> None:
    os.mkfifo(folder / "bad.txt")


@pytest.mark.parametrize(
    ("make", "reason", "added"),
    [
        pytest.param(_binary, "is not text", 3, id="binary"),
        pytest.param(_empty, "is empty", 3, id="empty"),
        pytest.param(_huge, "too large", 3, id="huge"),
        pytest.param(_wrong_encoding, "is not", 3, id="wrong encoding"),
        pytest.param(_broken_line, "line 7", 11, id="broken JSON on line 7"),
        pytest.param(_symlink_loop, "loop", 3, id="symlink loop"),
        pytest.param(_dangling_link, "", 3, id="dangling link"),
        pytest.param(_fifo, "is no regular file", 3, id="fifo"),
    ],
)
def test_bad_input(dealwire: Caller, articles: Path, make: Callable[[Path], None], reason: str, added: int) -> None:
    """The bad file is named, the good ones are added."""
    make(articles)
    done = dealwire("add", str(articles))
    failures = [line for line in done.stderr.splitlines() if "bad" in line]
    assert (1, 1) == (done.returncode, len(failures))
    assert reason in failures[0]
    assert f"{added} added, 1 failed." in done.stderr
    assert added == dealwire.json("search", "")["total"]


def test_truncated_html_is_read(dealwire: Caller, articles: Path) -> None:
    """A page that breaks off in the middle is read as far as it goes."""
    page = "<html><head><title>Bayer kauft zu</title></head><body><article><h1>Bayer kauft zu</h1><p>" + (
        "Bayer will den Saatguthersteller Monsanto übernehmen, teilten die Leverkusener mit. " * 5
    )
    (articles / "page.html").write_text(page + "<p>Der Preis ist no", encoding="utf-8")
    assert "dealwire: 4 added.\n" == dealwire("add", str(articles)).stderr
    assert ["Bayer kauft zu"] == [hit["title"] for hit in dealwire.json("search", "monsanto")["hits"]]


@pytest.mark.parametrize("source", ["vanished.txt", "no-such-folder/"])
def test_a_source_that_is_not_there_is_named(dealwire: Caller, articles: Path, source: str) -> None:
    """A source that does not exist is named, and the others are added."""
    done = dealwire("add", source, str(articles))
    assert 1 == done.returncode
    assert source.rstrip("/") in done.stderr
    assert "3 added, 1 failed." in done.stderr


def test_an_archive_that_cannot_be_made_is_told(dealwire: Caller, articles: Path) -> None:
    """A file where the archive's folder should be is told in one sentence."""
    dealwire.archive.write_text("not a folder", encoding="utf-8")
    done = dealwire("add", str(articles))
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert "Traceback" not in done.stderr


def test_escape_sequences_are_shown_and_never_obeyed(dealwire: Caller, articles: Path) -> None:
    """No control character of an article, its title or its file's name comes out, as text or as JSON."""
    attack = "\x1b]52;c;ZXZpbA==\x07 \x9b31m \u202eesrever\u202c [red]mark[/red] \x1bP+q\x1b\\"
    (articles / "evil\x1b]0;x\x07.txt").write_text(
        f"BMW kauft {attack}\n\nBMW kauft Rover. Das teilte {attack} mit.\n", encoding="utf-8"
    )
    (articles / "evil\x1bnothing.txt").write_bytes(b"")
    added = dealwire("add", str(articles))
    assert 1 == added.returncode
    [hit] = dealwire.json("search", "rover")["hits"]
    outputs = [added.stderr, *(dealwire(*call).stdout for call in _calls(hit["id"]))]
    assert set() == set("\x1b\x07\x9b\u202e\u202c") & set("".join(outputs))
    assert "[red]mark[/red]" in dealwire("show", hit["id"]).stdout


def _calls(number: str) -> list[list[str]]:
    return [
        ["search", "rover"],
        ["search", "rover", "--json"],
        ["show", number],
        ["show", number, "--json"],
        ["companies"],
        ["deals"],
        ["deals", "--json"],
        ["deals", "--csv"],
    ]
