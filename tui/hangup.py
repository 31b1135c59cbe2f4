"""Ending with the terminal: one that goes away tells only the programs in its foreground, by SIGHUP.

Any other reader would stay for good, and Textual 8.2.8 reads the end of its input over and over: a whole core.
"""

from __future__ import annotations

import os
import select
import signal
import threading


def end_with_terminal(terminal: int) -> None:
    """From now on the process ends, as by SIGTERM, when its terminal goes away. Costs nothing meanwhile.

    Nothing is put in order before: there is no terminal to restore, and the archive stands being killed. Does nothing
    where the system cannot wait for a terminal so (Windows has no `poll`).

    Args:
        terminal: The terminal's file descriptor.
    """
    if hasattr(select, "poll"):
        threading.Thread(target=_wait, args=(terminal,), name="hangup", daemon=True).start()


def _wait(terminal: int) -> None:
    waiting = select.poll()
    waiting.register(terminal, 0)  # a hangup is told whatever one asks for
    for _, what in waiting.poll():
        if what & select.POLLHUP:
            os.kill(os.getpid(), signal.SIGTERM)
