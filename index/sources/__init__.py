"""Sources: where bytes come from. The only package that reads files and the network; it looks into no byte itself.

A source is what a user names: a file, a folder, an http(s) or file address, or "-" for the standard input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from index.raw import Blob, Failure
from index.sources import files, standard_input
from index.text import visible

_ADDRESS = re.compile(r"(?!file:)[a-z][a-z\d+.-]+://", re.IGNORECASE)


def _no_stamp(uri: str) -> str | None:
    """Knows no stamp: everything is fetched in full."""


def _tell_nobody(uri: str) -> None:
    """Passes over what is skipped."""


def blobs(
    sources: Sequence[str],
    stamp_of: Callable[[str], str | None] = _no_stamp,
    tell_skipped: Callable[[str], None] = _tell_nobody,
) -> Iterator[Blob | Failure]:
    """What the sources hold, source by source in the order named, folders in the order of their names.

    A folder is entered once, however many sources and links lead to it.

    Args:
        sources: What the user named.
        stamp_of: The stamp that a blob had when it was last read, by uri; None when it never was. A page that has not
            changed since is not fetched again.
        tell_skipped: Called with the uri of every file in a folder that is not opened, as its suffix says that it is
            no article.
    """
    walk = files.Walk(tell_skipped)
    for source in sources:
        if source == "-":
            yield standard_input.blob()
        elif source.lower().startswith(("http://", "https://")):
            from index.sources import web  # noqa: PLC0415  (urllib3 takes 100 ms to import)

            yield web.fetch(source, stamp_of(source))
        elif _ADDRESS.match(source):
            yield Failure(visible(source), "only http and https addresses can be read")
        else:
            yield from files.blobs(source, walk)
