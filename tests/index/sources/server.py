"""A web server on the loopback interface that answers as a test tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Site:
    """What the server answers, and what it was asked.

    Attributes:
        pages: Status, headers and body by path.
        asked: The headers of every request, in their order.
        address: The server's address without a path.
    """

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[dict[str, str]] = []
        self.address = ""

    def answer(self, path: str, condition: str | None) -> tuple[int, dict[str, str], bytes]:
        """The page at a path; "not modified" where the condition names its tag."""
        status, headers, body = self.pages.get(path, (404, {}, b""))
        tag = headers.get("ETag")
        return (304, {"ETag": tag}, b"") if tag and condition == tag else (status, headers, body)


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers while the context lasts."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append({name.lower(): value for name, value in self.headers.items()})
            status, headers, body = site.answer(self.path, self.headers.get("If-None-Match"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", headers.get("X-Length", str(len(body))))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Keeps quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        site.address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
