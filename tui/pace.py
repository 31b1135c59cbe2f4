"""How the interpreter is set up for a screen: no key waits for what threads do beside it."""

from __future__ import annotations

import gc
import sys

_TURN = 0.0005
"""Seconds for which a thread at work keeps the interpreter from the others that wait for it.

Python's own five milliseconds are waited for each time that the event loop has looked for events, several times a key.
"""

_YOUNG, _RECENT = 2_000, 50
"""New objects after which the newest are searched for garbage, and such searches after which those kept once are, too.

Python has them at 700 and 10: each letter then waits for ten of the first and one of the second, 1 to 2 ms. After each
letter's rows it is done anyway, see `tidy_a_little`.
"""
_FULL_SEARCHES = 10_000
"""Searches for garbage among what is rather new, for each one through all: ten thousand keys. Python has it at ten.

With the index of 100,000 articles open it stops everything for 0.1 s: that is done while nobody types, see `tidy`.
"""
_ENOUGH = 20
"""Searches among what is rather new after which one through all is worth it: some twenty keys."""


def favour_keys() -> None:
    """From now on threads take turns quickly, and all objects are looked through at a rest only."""
    sys.setswitchinterval(_TURN)
    gc.set_threshold(_YOUNG, _RECENT, _FULL_SEARCHES)


def tidy_a_little() -> None:
    """Looks for garbage among rather new objects: for a moment at which the answer to a key is on the screen."""
    gc.collect(1)


def tidy() -> None:
    """Looks for garbage among all objects, if enough may have come; for a moment at which no key is expected."""
    if gc.get_count()[-1] >= _ENOUGH:
        gc.collect()


def spare_what_is_loaded() -> None:
    """Takes what has been loaded so far, and mostly stays, out of the search for garbage."""
    gc.freeze()
