"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# A machine under load takes longer than the 200 ms that Hypothesis allows an example; that is no fact about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
