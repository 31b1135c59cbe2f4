"""The Textual app: themes, screens, the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen

from index.text import visible
from tui.keys import APP
from tui.messages import Corrected
from tui.pace import favour_keys
from tui.screens.correcting import CorrectingScreen
from tui.screens.main import MainScreen
from tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from textual.command import Provider

    from index.archive import Archive
    from index.beside import Upkeep
    from tui.commands import DealwireCommands


def _commands() -> type[DealwireCommands]:
    """Imported with the first ctrl+p."""
    from tui.commands import DealwireCommands  # noqa: PLC0415

    return DealwireCommands


class DealwireApp(App[None]):
    """The reader over one archive, which stays open for whoever opened it.

    Args:
        archive: What is read.
        theme: The theme's name; None for the dark one.
        warnings: Sentences to show at the start: what could not be added, say.
        upkeep: Reads articles anew; None where that is nobody's business.
    """

    TITLE = "dealwire"
    BINDINGS: ClassVar[list[BindingType]] = [*APP]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = App.COMMANDS | {_commands}
    NOTIFICATION_TIMEOUT = 4
    CSS_PATH: ClassVar[list[str]] = [
        f"styles/{name}.tcss" for name in ("palette", "panes", "main", "pages", "pick", "help")
    ]  # type: ignore[assignment]

    def __init__(
        self,
        archive: Archive,
        *,
        theme: str | None = None,
        warnings: Sequence[str] = (),
        upkeep: Upkeep | None = None,
    ) -> None:
        super().__init__()
        self._archive = archive
        self._upkeep = upkeep
        self._warnings = warnings
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = theme if theme in self.available_themes else DARK.name

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        return MainScreen(self._archive, self._upkeep)

    def on_mount(self) -> None:
        """What the start has to tell."""
        favour_keys()
        for warning in self._warnings:
            self.notify(visible(warning), severity="warning", markup=False)

    @on(Corrected)
    def _corrected(self, message: Corrected) -> None:
        """Tells what came of a correction; every screen, those under a page too, asks again."""
        severity: SeverityLevel = "error" if message.failed else "information"
        self.notify(visible(message.told), severity=severity, markup=False)
        for screen in self.screen_stack:
            if isinstance(screen, CorrectingScreen) and message.changed:
                screen.refresh_answers()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands that make sense here."""
        for command in super().get_system_commands(screen):
            if command.title in {"Theme", "Screenshot", "Quit"}:
                yield command

    def action_help(self) -> None:
        """The keys and the query language."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415

        self.push_screen(HelpScreen())

    def action_other_theme(self) -> None:
        """Dark becomes light, and back."""
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name
