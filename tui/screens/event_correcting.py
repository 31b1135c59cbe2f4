"""What the user can say of an event: that there is none, what it is, to whom it happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.corrections import WrongEvent, WrongEventCompany, WrongEventType
from index.document import CompanyEvent, EventType
from tui.offers import Offer
from tui.rendering.corrections import event_name
from tui.screens.correcting import CorrectingScreen
from tui.screens.picking import PickScreen


class EventCorrecting(CorrectingScreen):
    """Corrects the event that a subclass says is meant, in the article that tells of it."""

    @property
    def event_meant(self) -> tuple[int, CompanyEvent] | None:
        """The event with the cursor, after the archive's number of its article; None when there is none."""
        raise NotImplementedError

    def action_no_event(self) -> None:
        """There is no such event."""
        if (meant := self.event_meant) is not None:
            article, event = meant
            self.keep([WrongEvent(article, event.type, _ids(event))], f"No {event_name(event)}")

    def action_event_type(self) -> None:
        """It is an event of the type that the user chooses."""
        if (meant := self.event_meant) is None:
            return
        article, event = meant

        def say(type_: EventType | None) -> None:
            if type_ is not None and type_ is not event.type:
                told = f"{_names(event)}: {type_.value}, no {event.type.value}"
                self.keep([WrongEventType(article, event.type, _ids(event), type_)], told)

        offers = [Offer(type_, type_.value, "so far" if type_ is event.type else "") for type_ in EventType]
        self.app.push_screen(PickScreen[EventType](f"What happens to {_names(event)}?", offers), say)

    def action_not_affected(self) -> None:
        """It does not happen to one company: asks for which where there are several."""
        if (meant := self.event_meant) is None:
            return
        article, event = meant

        def say(company: str) -> None:
            told = f"{event.type.value}: not {_name(event, company)}"
            self.keep([WrongEventCompany(article, event.type, _ids(event), company)], told)

        self._ask_which(event, f"To whom does the {event.type.value} not happen?", say)

    def action_affects(self) -> None:
        """It happens to another company that the article names: asks for which."""
        if (meant := self.event_meant) is None:
            return
        article, event = meant

        def ask(company: str) -> None:
            def say(other: Offer[str] | None) -> None:
                if other is not None:
                    told = f"{event.type.value}: {other.text}, not {_name(event, company)}"
                    self.keep([WrongEventCompany(article, event.type, _ids(event), company, other.value)], told)

            question = f"To whom does it happen, not to {_name(event, company)}?"
            self.app.push_screen(PickScreen[Offer[str]](question, more=lambda: self._others(article, event)), say)

        self._ask_which(event, f"Who is wrong in the {event.type.value}?", ask)

    def _others(self, article: int, event: CompanyEvent) -> Sequence[Offer[Offer[str]]]:
        """The companies of the article to which the event is not said to happen. For worker threads."""
        companies = self.archive.article(article).detections.companies
        return [
            Offer(Offer(company.id, company.name), company.name)
            for company in companies
            if company.id not in _ids(event)
        ]

    def _ask_which(self, event: CompanyEvent, question: str, then: Callable[[str], None]) -> None:
        """Goes on with the event's company, or with the one of several that the user chooses."""
        if len(event.companies) == 1:
            then(event.companies[0].id)
            return

        def take(company: str | None) -> None:
            if company is not None:
                then(company)

        self.app.push_screen(
            PickScreen[str](question, [Offer(party.id, party.name) for party in event.companies]), take
        )


def _ids(event: CompanyEvent) -> tuple[str, ...]:
    return tuple(party.id for party in event.companies)


def _names(event: CompanyEvent) -> str:
    return ", ".join(party.name for party in event.companies)


def _name(event: CompanyEvent, company: str) -> str:
    return next(party.name for party in event.companies if party.id == company)
