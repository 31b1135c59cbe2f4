"""What the user can say of a company: that it is none, that it is another one, that it has another name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on, work

from index.corrections import IsCompany, NotACompany
from tui.messages import FormsFetched
from tui.named import Named
from tui.offers import Offer
from tui.screens.correcting import CorrectingScreen
from tui.screens.picking import PickScreen


class CompanyCorrecting(CorrectingScreen):
    """Corrects the company that a subclass says is meant. A company is corrected by its forms: what the user sees."""

    @property
    def company_meant(self) -> Named | None:
        """The company with the cursor, or that the screen is about; None when there is none."""
        raise NotImplementedError

    def action_no_company(self) -> None:
        """The company is none: asks for the form where it has several."""
        if (company := self.company_meant) is not None:
            self._fetch_forms(company, None)

    def action_is_company(self) -> None:
        """The company is another one: asks for which, then for the form where it has several."""
        if (company := self.company_meant) is not None:
            self._ask_company(f"“{company.name}” is …", partial(self._fetch_forms, company))

    def action_alias(self) -> None:
        """The company goes by another name: asks for it."""
        if (company := self.company_meant) is not None:
            self._ask_name(f"Another name of {company.name}", lambda form: self._say_is((form,), company))

    def action_name_company(self) -> None:
        """Some words name a company: asks for them, then for the company."""
        self._ask_name(
            "Which words name a company?",
            lambda form: self._ask_company(f"“{form}” is …", lambda company: self._say_is((form,), company)),
        )

    def _ask_name(self, question: str, then: Callable[[str], None]) -> None:
        screen = PickScreen[str](question, typed=lambda text: Offer(text, text))

        def take(form: str | None) -> None:
            if form is not None:
                then(form)

        self.app.push_screen(screen, take)

    def _ask_company(self, question: str, then: Callable[[Named], object]) -> None:
        from tui.naming import company_offers  # noqa: PLC0415  (not needed for the first paint)

        screen = PickScreen[Named](
            question,
            more=lambda: company_offers(self.archive),
            typed=lambda text: Offer(Named(text, text), text, "a new company"),
        )

        def take(company: Named | None) -> None:
            if company is not None:
                then(company)

        self.app.push_screen(screen, take)

    @work(thread=True, exclusive=True, exit_on_error=False, group="forms")
    def _fetch_forms(self, company: Named, other: Named | None) -> None:
        from tui.profiles import forms_of  # noqa: PLC0415  (not needed for the first paint)

        self._answer(FormsFetched(company, other, forms_of(self.archive, company.id)))

    @on(FormsFetched)
    def _forms_fetched(self, message: FormsFetched) -> None:
        forms = tuple(form for form, _ in message.forms)
        if len(forms) < 2:
            self._say(forms or (message.company.name,), message.other)
            return
        offers: list[Offer[tuple[str, ...]]] = [Offer(forms, f"all {len(forms)} forms")]
        for form, count in message.forms:
            offers.append(Offer((form,), f"“{form}”", f"{count}×"))
        question = "What is no company?" if message.other is None else f"What is {message.other.name}?"

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self._say(chosen, message.other)

        self.app.push_screen(PickScreen[tuple[str, ...]](question, offers), take)

    def _say(self, forms: tuple[str, ...], other: Named | None) -> None:
        if other is None:
            self.keep([NotACompany(form) for form in forms], f"{_quoted(forms)}: no company")
        else:
            self._say_is(forms, other)

    def _say_is(self, forms: tuple[str, ...], company: Named) -> None:
        self.keep([IsCompany(form, company.id) for form in forms], f"{_quoted(forms)}: {company.name}")


def _quoted(forms: tuple[str, ...]) -> str:
    return ", ".join(f"“{form}”" for form in forms)
