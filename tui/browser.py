"""Opens an article's URL in the user's browser: only what a browser is for, and only one with a window of its own."""

from __future__ import annotations

import webbrowser
from urllib.parse import urlsplit

from index.text import one_line


def openable(url: str | None) -> bool:
    """Whether a URL is one of the web, and nothing that a shell, a file manager or an option parser could take."""
    if not url or one_line(url) != url or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def open_in_browser(url: str) -> str:
    """Opens a URL. Returns why it could not, a sentence; empty when it could. Blocks while the browser starts."""
    if not openable(url):
        return f"This is no address of the web: {one_line(url)}"
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return f"No browser was found on this machine. The address is {url}"
    # A text browser would take over the terminal that dealwire runs in.
    if isinstance(browser, webbrowser.GenericBrowser) and not isinstance(browser, webbrowser.BackgroundBrowser):
        return f"There is only a text browser here. The address is {url}"
    return "" if browser.open(url) else f"The browser did not start. The address is {url}"
