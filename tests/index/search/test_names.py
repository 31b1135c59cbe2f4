"""Which values go by a name."""

from __future__ import annotations

import pytest

from index.search.names import Names

COMPANIES = Names(
    [
        ("bmw", "bmw"),
        ("volkswagen", "volkswagen"),
        ("vw", "volkswagen"),
        ("vw financial services", "vwfs"),
        ("jaguar land rover", "jlr"),
        ("general motors", "gm"),
        ("general electric", "ge"),
        ("e on", "eon"),
    ]
)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"bmw"}, "BMW"),
        ({"volkswagen"}, "vw"),
        ({"vwfs"}, "VW Financial"),
        ({"jlr"}, "Jaguar Land Rover"),
        ({"jlr"}, "land-rover"),
        ({"gm", "ge"}, "general"),
        ({"eon"}, "EON"),
        ({"eon"}, "E.ON"),
        (set(), "gener"),
        (set(), "rover jaguar"),
    ],
)
def test_a_name_means_values(expected: set[str], text: str) -> None:
    """A whole name means its own values alone; some of its words mean all names that have them."""
    assert expected == COMPANIES.values(text, begins=False, typing=False)


def test_a_beginning_means_every_name_that_has_it() -> None:
    """With a star, a whole name is a beginning like another."""
    assert COMPANIES.values("vw", begins=True, typing=False) == {"volkswagen", "vwfs"}


def test_a_name_still_being_typed_means_what_it_may_become() -> None:
    """While there is no such name, the names that begin so count; no longer when there is one."""
    assert COMPANIES.values("general mo", begins=False, typing=True) == {"gm"}
    assert COMPANIES.values("vw", begins=False, typing=True) == {"volkswagen"}
