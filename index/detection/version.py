"""What detection goes by, as a short text: the same as long as an article is read the same, but for names learned.

Apart from the detector, which takes longer to import than this is to compare.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from index.corrections import CompanyCorrection

VERSION = "67"
"""The detector's; raised with every change of code or lexicon that may change what is detected, or how deals merge."""


def basis(corrections: Iterable[CompanyCorrection], version: str = VERSION) -> str:
    """The detector's version, and a digest of what the user says of companies."""
    said = "\n".join(map(repr, corrections))
    return f"{version} {hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()}"


def version_of(basis: str) -> str:
    """The detector's version in a basis; empty for none."""
    return basis.partition(" ")[0]
