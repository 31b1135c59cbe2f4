"""What is printed for people of deals over articles."""

import pytest

from index.dates import PartialDate
from index.deal import Claim, Deal, StatusChange
from index.document import DealType, Money, Party, Role, Status
from tui.cli.asking import put_deal

VALUES = (Claim(Money(66e9, "USD", approximate=True), (3, 2)), Claim(Money(62e9, "USD"), (1,)))
DEAL = Deal(
    id="d1",
    type=DealType.ACQUISITION,
    status=Status.COMPLETED,
    parties=(Party("a", "Alpha", Role.ACQUIRER), Party("b", "Beta", Role.TARGET)),
    object=None,
    value=VALUES[0].value,
    stake=None,
    first_seen=PartialDate("2016-05"),
    last_seen=PartialDate("2018"),
    history=(
        StatusChange(Status.SIGNED, PartialDate("2016-05"), 1),
        StatusChange(Status.COMPLETED, PartialDate("2018"), 3, by_user=True),
    ),
    values=VALUES,
    stakes=(Claim(0.25, (1,)),),
    why="the same companies",
)


def test_history_conflicts_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each; the user's word is told apart, and a term on which all agree is no conflict."""
    put_deal(DEAL)
    assert [
        "acquisition, completed: Alpha (acquirer), Beta (target)  about 66,000,000,000 USD  [2016-05 to 2018]",
        "    2016-05           signed  (article 1)",
        "    2018              completed  (article 3, by you)",
        "    conflict          value: about 66,000,000,000 USD (article 3, 2); 62,000,000,000 USD (article 1)",
        "    one deal          the same companies",
    ] == capsys.readouterr().out.splitlines()
