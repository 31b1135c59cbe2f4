"""What can be called: the commands, their options and their help. What they do is in the modules beside."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from index.results import Sort
from tui import __version__
from tui.cli import adding, asking, correcting, detecting, upkeep

_OPEN = "open"
_DESCRIPTION = """\
A terminal news reader that shows who is dealing with whom.

  dealwire [SOURCE ...]   adds the sources, then opens the reader
  dealwire COMMAND ...    does one thing without the screen; "dealwire COMMAND --help" says more

A source is a file (text, Markdown, HTML, JSON, JSON Lines, RSS, Atom), a folder of them, an http(s) address, or -
for the standard input.
"""
_EXIT = (
    "Exit status: 0 all done; 1 something failed, named on stderr, the rest was done; 2 the call is wrong; "
    "130 stopped by Ctrl-C."
)


_AddCommand = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
"""Adds a command of this name that calls the function; the text says what it does."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a call; `run` is the function that does it.

    Raises:
        SystemExit: The call is wrong, or asks for help: argparse has printed what there is to say.
    """
    parser, names = _commands()
    return parser.parse_args(_with_command(list(arguments), names))


def _with_command(arguments: list[str], names: frozenset[str]) -> list[str]:
    """The call with the command spelt out: opening the reader where none is named."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == "--archive":
            skip = True
        elif argument in names or argument in {"--help", "-h", "--version"}:
            return arguments
        elif not argument.startswith("--archive="):
            break
    return [_OPEN, *arguments]


def _commands() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    archive = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    archive.add_argument(
        "--archive", metavar="DIR", type=_folder, help="the archive's folder (else $DEALWIRE_ARCHIVE, else yours)"
    )
    parser = argparse.ArgumentParser(
        prog="dealwire",
        description=_DESCRIPTION,
        epilog=_EXIT,
        parents=[archive],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dealwire {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, description=text, epilog=_EXIT, parents=[archive], help=text)
        sub.set_defaults(run=run)
        return sub

    command(_OPEN, adding.open_reader, "Adds the sources, then opens the reader.").add_argument("sources", nargs="*")
    command("add", adding.add, "Adds or refreshes sources: files, folders, http(s) addresses, -.").add_argument(
        "sources", metavar="SOURCE", nargs="+"
    )
    _add_questions(command)
    corrections = command("corrections", correcting.corrections, "Lists what you have corrected, undone ones included.")
    form = corrections.add_mutually_exclusive_group()
    _add_json(form)
    form.add_argument(
        "--gold", action="store_true", help="the articles concerned, as they are by it: JSON Lines to measure by"
    )
    command("undo", correcting.undo, "Takes your newest correction back.")
    command("redo", correcting.redo, "Makes the correction that was undone last again.")
    detect = command("detect", detecting.detect, "Detects in the given articles; no archive is read or written.")
    detect.add_argument("sources", metavar="FILE", nargs="*", default=["-"])
    _add_json(detect)
    command("check", upkeep.check, "Verifies the archive: reads all of it, and names what is wrong.")
    command("rebuild", upkeep.rebuild, "Merges the deals and builds the search index anew from the stored articles.")
    return parser, frozenset(commands.choices)


def _add_questions(command: _AddCommand) -> None:
    search = command("search", asking.search, 'Finds articles: dealwire search "fusion company:linde date:2016..2018"')
    _add_query(search, "+", "what to find")
    search.add_argument("--limit", type=_positive, default=20, metavar="N", help="at most N hits (20)")
    search.add_argument(
        "--sort",
        choices=[sort.value for sort in Sort],
        default=Sort.RELEVANCE.value,
        help="what comes first: what fits best, the same with newer articles preferred, or the newest",
    )
    _add_json(search)
    show = command("show", asking.show, "Prints one article with its companies and deals.")
    show.add_argument("article", metavar="ARTICLE_ID", type=int)
    _add_json(show)
    companies = command("companies", asking.companies, "Lists companies with their article, mention and deal counts.")
    _add_query(companies, "*", "only those of the articles it finds")
    _add_json(companies)
    deals = command("deals", asking.deals, "Lists deals, merged over articles.")
    _add_query(deals, "*", "only those of the articles it finds")
    form = deals.add_mutually_exclusive_group()
    _add_json(form)
    form.add_argument("--csv", action="store_true", help="comma-separated values, for a spreadsheet")


class _Words(argparse.Action):
    """Words that the shell has taken apart are one query."""

    def __call__(self, _parser: object, options: argparse.Namespace, words: object, _option: object = None) -> None:
        setattr(options, self.dest, " ".join(words) if isinstance(words, list) else words)


def _add_query(parser: argparse.ArgumentParser, count: str, text: str) -> None:
    text += "; one that begins with - stands after --"
    parser.add_argument("query", metavar="QUERY", nargs=count, action=_Words, default="", help=text)


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", help="JSON, for programs")


def _folder(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_positive.__name__ = "positive number"  # argparse names the type in its message
_folder.__name__ = "folder"
