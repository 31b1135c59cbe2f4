"""Where an article goes: every case of the decision, and what holds in all of them."""

import pytest

from index.ports import Placement
from index.storage.placement import Held, place
from tests.index.storage.examples import article

OLD = article("old words", name="a.txt")
SAME_WORDS = article("old words", name="b.txt")
NEW = article("new words", name="a.txt")

ALONE = {"oldest": True, "only": True}
FIRST_OF_TWO = {"oldest": True, "only": False}
SECOND_OF_TWO = {"oldest": False, "only": False}


@pytest.mark.parametrize(
    ("expected", "offered", "held", "elsewhere"),
    [
        pytest.param(Placement.ADDED, NEW, None, False, id="unknown origin, unknown words"),
        pytest.param(Placement.DUPLICATE, NEW, None, True, id="unknown origin, known words"),
        pytest.param(Placement.UNCHANGED, OLD, ALONE, False, id="nothing has changed"),
        pytest.param(Placement.UNCHANGED, OLD, SECOND_OF_TWO, False, id="nothing has changed, found twice"),
        pytest.param(Placement.UPDATED, SAME_WORDS, ALONE, False, id="other furniture"),
        pytest.param(Placement.UPDATED, SAME_WORDS, FIRST_OF_TWO, False, id="other furniture where found first"),
        pytest.param(Placement.UNCHANGED, SAME_WORDS, SECOND_OF_TWO, False, id="other furniture where found second"),
        pytest.param(Placement.UPDATED, NEW, ALONE, False, id="other words"),
        pytest.param(Placement.DUPLICATE, NEW, ALONE, True, id="other words, known from elsewhere"),
        pytest.param(Placement.DUPLICATE, NEW, FIRST_OF_TWO, True, id="other words, known, the old ones found twice"),
        pytest.param(Placement.ADDED, NEW, FIRST_OF_TWO, False, id="other words where found first of two"),
        pytest.param(Placement.ADDED, NEW, SECOND_OF_TWO, False, id="other words where found second of two"),
    ],
)
def test_place(expected: Placement, offered: object, held: dict[str, bool] | None, elsewhere: bool) -> None:
    """What is offered goes where the table says."""
    assert isinstance(offered, type(OLD))
    known = None if held is None else Held(OLD, **held)
    assert expected == place(offered, known, elsewhere=elsewhere)
