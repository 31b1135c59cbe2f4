"""What reaches a terminal: text from outside is shown, never obeyed. Reads the bytes behind a pseudo-terminal."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

from tests.tui.hostile import EVIL, hostile_archive
from tests.tui.running import LARGE, NARROW, running

_QUIET = 0.3
"""Seconds without a byte after which the screen is thought to be drawn."""
ROOT = Path(__file__).parents[2]
_POINTER = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""Textual's own: the shape of the mouse's pointer."""
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
# Every place where text from outside is drawn: list, article with furniture shown, both panels, chips, palette, a
# query's problem, notices, pages, questions, corrections.
_KEYS = [
    "\r",
    "b",
    "G",
    "g",
    "c",
    " ",
    "x",
    "\x1b",
    "d",
    "\r",
    "\r",
    "i",  # the deal's page, and from there all about a party, and its article
    "c",
    "\r",
    "\r",
    "\x1b",
    "!",
    "\x1b",
    "\x1b",
    "t",
    "\x1b",
    "x",
    "\x1b",
    "!",
    "u",
    "C",
    "\x1b",
    "e",
    "\r",
    "f",
    "\x1b",
    "/",
    "titel",
    "\t",
    "\r",
    "y",
    "/",
    "compny:x",
    "\r",
    "\x10",
    "titel",
    "\x1b",
    "?",
]


def _bytes_of_a_session(*, columns: int, rows: int, keys: list[str]) -> bytes:
    """All that the reader writes to its terminal while the keys are pressed."""
    path = os.pathsep.join([str(ROOT), *sys.path])
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": path}
    child: pexpect.spawn[bytes] = pexpect.spawn(
        sys.executable,
        ["-m", "tests.tui.hostile"],
        cwd=str(ROOT),
        env=environment,
        dimensions=(rows, columns),
        timeout=30,
    )
    seen = b""
    while b"Quelle B" not in seen:
        seen += child.read_nonblocking(65536, timeout=30)
    for key in keys:
        child.send(key.encode())
        seen += _until_quiet(child)
    child.send(b"\x11")
    seen += child.read()
    child.close()
    return seen


def _until_quiet(child: pexpect.spawn[bytes]) -> bytes:
    """What is written until nothing has been for a while."""
    seen = b""
    while True:
        try:
            seen += child.read_nonblocking(65536, timeout=_QUIET)
        except pexpect.TIMEOUT:
            return seen


@pytest.mark.parametrize(("columns", "rows"), [NARROW, LARGE], ids=["80x24", "200x60"])
def test_bytes_of_a_session(columns: int, rows: int) -> None:
    """No control sequence, C1 or bidi character from an article is among the bytes; its markup is, as text."""
    seen = _bytes_of_a_session(columns=columns, rows=rows, keys=_KEYS)
    seen = _POINTER.sub(b"", seen)
    text = seen.decode()
    assert b"\x1b]" not in seen
    assert b"\x1bP" not in seen
    assert b"\x07" not in seen
    assert b"\x08" not in seen
    assert b"\x7f" not in seen
    assert b"\x1b[38;5;123m" not in seen
    assert None is re.search("[\x80-\x9f]", text)
    assert None is _DIRECTION.search(text)
    assert "␛]52;c;ZXZpbA==␇" in text
    assert "[red]E[/red]" in text


async def test_screen() -> None:
    """On the screen every attack stands as text, in every pane."""
    async with running(hostile_archive(), (400, 60)) as ran:
        await ran.until(lambda: ran.screen.deals.row_count, "the deals")
        await ran.until(lambda: ran.screen.article.archived, "the article")
        await ran.press("b")
        assert None is re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", ran.text)
        assert None is _DIRECTION.search(ran.text)
        assert 5 <= ran.text.count("␛]52;c;ZXZpbA==␇")
        assert 3 <= ran.text.count("[red]E[/red]")


async def test_palette() -> None:
    """A company's name in the command palette is text, too."""
    async with running(hostile_archive(), LARGE) as ran:
        await ran.press("ctrl+p")
        await ran.type("filter by absatz")
        await ran.until(lambda: "Filter by Absatz" in ran.text, "the company")
        assert "␛]52;c;ZXZpbA==␇" in ran.text
        assert "[red]E[/red]" in ran.text


async def test_chip() -> None:
    """So is its name in a chip."""
    async with running(hostile_archive(), LARGE) as ran:
        await ran.press("c", "space")
        await ran.answered()
        assert "+Absatz Bö␛]52;c;ZXZpbA" in ran.text.splitlines()[1]


async def test_url_is_not_opened() -> None:
    """A URL with anything but a URL's characters is not handed to a browser."""
    async with running(hostile_archive(), LARGE) as ran:
        await ran.until(lambda: ran.screen.article.archived, "the article")
        assert EVIL in ran.screen.article.archived.article.url  # type: ignore[union-attr,operator]
        assert not ran.screen.has_address
        await ran.press("o")
        await ran.until(lambda: "This is no address of the web" in ran.text, "the notice")


def test_a_sign_of_life(tmp_path: Path) -> None:
    """Who checks an archive on a terminal sees that something is done; it is away at the end."""
    (tmp_path / "a.txt").write_text("Siemens kauft Bosch.", encoding="utf-8")
    environment = {**os.environ, "DEALWIRE_ARCHIVE": str(tmp_path / "archive"), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *sys.path])
    for call in (["add", str(tmp_path / "a.txt")], ["check"]):
        child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable, ["-m", "tui", *call], cwd=str(ROOT), env=environment, timeout=60
        )
        told = child.read().decode()
        child.close()
    assert "reading all of the archive …" in told
    assert told.endswith("\x1b[2KThe archive is sound.\r\n")
