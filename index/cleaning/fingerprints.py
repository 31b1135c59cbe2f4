"""Fingerprints: what two articles have in common that say the same, wherever they were found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from index.document import Region, RegionKind

_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 20
"""Words of a body that tell it from others by themselves; a shorter one is told by its title too."""


def fingerprint(text: str, title: str, regions: Iterable[Region]) -> str:
    """The same for the same body, whatever its case, blanks, line breaks, quotation marks, dashes and furniture."""
    body = " ".join(region.span.of(text) for region in regions if region.kind is RegionKind.BODY)
    words = _words(body)
    if len(words) < _ENOUGH:
        words = [*_words(title), *words]
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def _words(text: str) -> list[str]:
    """The words as they are compared: compatibility forms, case and accents composed alike."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
