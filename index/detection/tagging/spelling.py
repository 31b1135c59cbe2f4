"""Tells how much more a German word is spelled like a company's name than like a noun: "Tradebyte", not "Wirkung".

All German nouns have capitals, so that a capital tells nothing. The letters do: short runs of them are more frequent in
the one or the other. What that is worth is left to `deal_slots`; the runs are counted by `training.spelling`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

LONGEST = 4
"""Letters of a run at most, the ends of the word counted as letters."""
_SCALE = 32
_SEPARATOR = "\n"
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Spelling:
    """What runs of letters tell.

    Attributes:
        ratios: By run in small letters, how much more likely its last letter follows the others in a name than in a
            noun: the logarithm of the ratio. A run that is missing tells what the shorter one does that ends it.
    """

    ratios: Mapping[str, float]

    def score(self, word: str) -> float:
        """The mean over a word's letters: above 0 like a name, below like a noun; 0 for one of no letters."""
        found = [next((self.ratios[run] for run in runs if run in self.ratios), 0.0) for runs in endings(word)]
        return sum(found) / len(found) if found else 0.0

    def save(self, path: Path) -> None:
        """Writes the file that `load_spelling` reads.

        Raises:
            OSError: It cannot be written.
        """
        runs = _SEPARATOR.join(self.ratios)
        ratios = np.clip(np.rint(np.array(list(self.ratios.values())) * _SCALE), -127, 127).astype(np.int8)
        np.savez_compressed(path, runs=np.frombuffer(runs.encode(), np.uint8), ratios=ratios)


def endings(word: str) -> Iterator[tuple[str, ...]]:
    """For every letter of a word and for its end the runs that it ends, the longest first."""
    letters = f"^{word[:_LONGEST_WORD].lower()}$" if word else ""
    for end in range(1, len(letters)):
        first = max(0, end - LONGEST + 1)
        yield tuple(letters[start : end + 1] for start in range(first, end + 1))


def load_spelling(path: Path) -> Spelling:
    """Reads what was saved.

    Raises:
        OSError: It cannot be read.
        ValueError: It is another file.
    """
    with np.load(path, allow_pickle=False) as arrays:
        if set(arrays.files) != {"runs", "ratios"}:
            raise ValueError(f"{path} tells nothing of spelling")
        runs = arrays["runs"].tobytes().decode().split(_SEPARATOR)
        return Spelling(dict(zip(runs, (arrays["ratios"] / _SCALE).tolist(), strict=True)))


@cache
def shipped_spelling() -> Spelling:
    """What is installed with the package for German, read once."""
    with as_file(files("index.detection.tagging") / "spelling_de.npz") as path:
        return load_spelling(path)
