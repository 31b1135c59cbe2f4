"""What the user can say of a deal: that there is none, how far it is, who is no party, which others it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.corrections import OtherDeal, SameDeal, WrongDeal, WrongParty, WrongStatus
from index.deal import Deal
from index.document import Status
from tui.offers import Offer
from tui.rendering.corrections import deal_name
from tui.screens.correcting import CorrectingScreen
from tui.screens.picking import PickScreen

if TYPE_CHECKING:
    from index.archive import Archive


class DealCorrecting(CorrectingScreen):
    """Corrects the deal that a subclass says is meant, by the articles that it has now."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.same: Deal | None = None
        """The deal that another one is to be the same as, while the user looks for that one."""

    @property
    def deal_meant(self) -> Deal | None:
        """The deal with the cursor, or that the screen is about; None when there is none."""
        raise NotImplementedError

    @property
    def article_meant(self) -> int | None:
        """The article that is open, or has the cursor; None when there is none."""
        raise NotImplementedError

    def mark(self, deal: Deal | None) -> None:
        """Marks a deal, or takes the mark off; a subclass shows it."""
        self.same = deal

    def action_no_deal(self) -> None:
        """There is no such deal."""
        if (deal := self.deal_meant) is not None:
            self.keep([WrongDeal(deal.id, deal.articles)], f"No deal: {deal_name(deal)}")

    def action_status(self) -> None:
        """The deal is as far as the user chooses."""
        if (deal := self.deal_meant) is None:
            return

        def say(status: Status | None) -> None:
            if status is not None:
                self.keep([WrongStatus(deal.id, deal.articles, status)], f"{deal_name(deal)}: {status.value}")

        offers = [Offer(status, status.value, "so far" if status is deal.status else "") for status in Status]
        self.app.push_screen(PickScreen[Status](f"How far is {deal_name(deal)}?", offers), say)

    def action_no_party(self) -> None:
        """The company that the user chooses is no party."""
        if (deal := self.deal_meant) is None:
            return

        def say(company: str | None) -> None:
            if company is not None:
                name = next(party.name for party in deal.parties if party.id == company)
                self.keep([WrongParty(deal.id, deal.articles, company)], f"{deal_name(deal)}: without {name}")

        offers = [Offer(party.id, party.name, party.role.value) for party in deal.parties]
        self.app.push_screen(PickScreen[str]("Who is no party to the deal?", offers), say)

    def action_same_deal(self) -> None:
        """Marks a deal; with another one marked, the two are one; the same again takes the mark off."""
        deal, marked = self.deal_meant, self.same
        if deal is None:
            return
        self.mark(deal if marked is None else None)
        if marked is None:
            self.tell(f"{deal_name(deal)}: the same as … = on the other one")
        elif marked.id != deal.id:
            self.keep([SameDeal(marked.id, deal.id)], f"One deal: {deal_name(marked)} and {deal_name(deal)}")

    def action_other_deal(self) -> None:
        """What the article tells is another deal than what the others do."""
        deal, article = self.deal_meant, self.article_meant
        if deal is None:
            return
        if article not in deal.articles:
            self.tell("The open article does not tell of this deal: Enter opens one that does.")
        elif len(deal.articles) == 1:
            self.tell("Only this article tells of the deal.")
        elif article is not None:
            self.keep([OtherDeal(deal.id, article)], f"{deal_name(deal)}: this article tells of another deal")
