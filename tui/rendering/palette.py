"""The styles that lines are drawn in, by what they mean. Widgets fill a palette from the theme; here is none."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style

from index.document import Status


@dataclass(frozen=True, slots=True)
class Palette:
    """One style for each meaning. Every highlight differs from the others by more than its colour.

    Attributes:
        text: What is read.
        strong: Titles.
        muted: What stands beside the text: dates, sources, counts.
        faint: Page furniture, placeholders.
        accent: Marks: unread, chosen, the cursor's bar.
        match: The query's matches; reversed, so that they show without colour.
        match_current: The match that `n` and `N` moved to.
        company: A company's name; underlined.
        evidence: The background of a deal's evidence; its lines have a bar in the margin besides.
        evidence_current: The evidence that was jumped to.
        bar: The bar in the margin.
        added: The mark and name of a company that the result is narrowed to.
        removed: The same of an excluded company.
        early: A status before anything is agreed: rumoured, talks.
        agreed: Announced, signed.
        done: Completed.
        failed: Ended, denied.
        cursor: Under the row with the cursor.
        cursor_focused: The same, in the pane that has the focus.
    """

    text: Style
    strong: Style
    muted: Style
    faint: Style
    accent: Style
    match: Style
    match_current: Style
    company: Style
    evidence: Style
    evidence_current: Style
    bar: Style
    added: Style
    removed: Style
    early: Style
    agreed: Style
    done: Style
    failed: Style
    cursor: Style
    cursor_focused: Style

    def status(self, status: Status) -> Style:
        """The style for a deal's status."""
        match status:
            case Status.RUMOURED | Status.TALKS:
                return self.early
            case Status.ANNOUNCED | Status.SIGNED:
                return self.agreed
            case Status.COMPLETED:
                return self.done
            case Status.ENDED | Status.DENIED:
                return self.failed
