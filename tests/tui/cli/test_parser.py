"""The call line: which command a call means, and what is wrong with wrong ones."""

import pytest

from tui.cli import main
from tui.cli.adding import add, open_reader
from tui.cli.asking import search
from tui.cli.detecting import detect
from tui.cli.parser import parse


@pytest.mark.parametrize("call", [[], ["seeds"], ["--archive", "a", "seeds", "-"], ["--archive=a"], ["./search"]])
def test_no_command_opens_the_reader(call: list[str]) -> None:
    """A call that names no command opens the reader on the sources it names."""
    assert open_reader is parse(call).run


def test_archive_option_stands_before_or_after_the_command() -> None:
    """--archive means the same on either side of the command."""
    before = parse(["--archive", "there", "search", "fusion"])
    after = parse(["search", "fusion", "--archive", "there"])
    assert ("there", search) == (before.archive, before.run) == (after.archive, after.run)


def test_a_folder_named_like_an_archive_is_no_command() -> None:
    """The value of --archive is not taken for a command."""
    options = parse(["--archive", "add", "seeds"])
    assert ("add", ["seeds"]) == (options.archive, options.sources)


@pytest.mark.parametrize(
    ("query", "call"),
    [
        ("fusion linde", ["search", "fusion", "linde", "--limit", "3"]),
        ("-opel psa", ["companies", "--", "-opel", "psa"]),
        ("", ["deals"]),
        ("", ["search", ""]),
    ],
)
def test_the_words_of_a_query_are_one(query: str, call: list[str]) -> None:
    """A query needs no quotation marks for the shell; none finds everything."""
    assert query == parse(call).query


def test_add_takes_several_sources() -> None:
    """`add` takes one source or more."""
    options = parse(["add", "one", "two"])
    assert (add, ["one", "two"]) == (options.run, options.sources)


def test_detect_reads_standard_input_by_default() -> None:
    """`detect` without a file reads the standard input."""
    options = parse(["detect", "--json"])
    assert (detect, ["-"], True) == (options.run, options.sources, options.json)


@pytest.mark.parametrize(
    "call",
    [
        ["add"],
        ["search"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--limit", "many"],
        ["search", "x", "--sort", "size"],
        ["show", "first"],
        ["deals", "--json", "--csv"],
        ["--no-such-option"],
    ],
)
def test_wrong_calls_exit_with_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong call is answered with 2, a sentence on stderr, and nothing on stdout."""
    assert 2 == main(call)
    output = capsys.readouterr()
    assert "" == output.out
    assert "usage: dealwire" in output.err


@pytest.mark.parametrize("call", [["--help"], ["--version"], ["add", "--help"], ["-h"]])
def test_help_and_version_exit_with_0(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Help and version are results: on stdout, with 0."""
    assert 0 == main(call)
    output = capsys.readouterr()
    assert "dealwire" in output.out
    assert "" == output.err
