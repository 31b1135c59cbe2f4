"""A screen that shows an article: to its matches, to the browser, its page furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui.browser import openable
from tui.messages import UrlOpened
from tui.screens.archive_screen import ArchiveScreen
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from index.archive import Archive


class ShowingScreen(ArchiveScreen):
    """What can be done with the article on the screen, wherever that is."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.article = ArticleView()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Matches are gone through where there are some; the browser is offered where the article has a URL."""
        match action:
            case "match":
                return bool(self.article.highlights.matches)
            case "browser":
                return self.article.archived is not None
            case _:
                return super().check_action(action, parameters)

    @property
    def has_address(self) -> bool:
        """Whether a browser could open the article."""
        return self.article.archived is not None and openable(self.article.archived.article.url)

    def is_offered(self, action: str) -> bool:
        """Whether the footer tells of an action: not of `o`, which works, but has nothing to open."""
        return action != "screen.browser" or self.has_address

    def action_match(self, step: int) -> None:
        """To the next match, or the one before."""
        self.article.move_match(step)

    def action_furniture(self) -> None:
        """Shows or folds the page furniture."""
        self.article.toggle_furniture()

    def action_browser(self) -> None:
        """Opens the article's URL, or says why there is nothing to open."""
        if self.article.archived is None:
            return
        url = self.article.archived.article.url
        if url and self.has_address:
            self.open_url(url)
        elif url:
            self.tell(f"This is no address of the web: {url}", failed=True)
        else:
            origin = next(iter(self.article.archived.origins), "a file")
            self.tell(f"This article has no address; it was found in {origin}")

    @on(UrlOpened)
    def _url_opened(self, message: UrlOpened) -> None:
        self.tell(message.problem or f"Opened {message.url}", failed=bool(message.problem))
