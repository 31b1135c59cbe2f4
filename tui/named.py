"""A company by its id and name: what is asked for, chosen and corrected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A company by its id and canonical name; one that nobody knows yet has its name for an id."""

    id: str
    name: str
