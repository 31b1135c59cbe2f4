"""The command line: what `dealwire` does when called. Results go to stdout, progress and messages to stderr.

The calls, their JSON and their exit statuses are an interface that scripts rely on: add freely, change with care.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from index.errors import DealwireError
from tui.cli.parser import parse
from tui.cli.streams import DONE, FAILED, WRONG_CALL, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one call. Returns the exit status: 0 all done, 1 something failed, 2 the call is wrong."""
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or printed its help
        return DONE if stop.code in {None, DONE} else WRONG_CALL
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except DealwireError as error:
        say(str(error))
        return FAILED
    except BrokenPipeError:  # the reader of our output, `head` say, has seen enough
        _close_output()
        return DONE
    except OSError as error:  # the disk that our output goes to is full, say
        _close_output()
        say(f"The output cannot be written ({error.strerror}).")
        return FAILED
    except KeyboardInterrupt:
        say("Stopped. What was finished is kept; the same call goes on from there.")
        return 130
    return status


def _close_output() -> None:
    """Keeps Python from writing the rest of the output when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
