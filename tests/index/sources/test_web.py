"""Pages and feeds over http, from a server on this machine."""

import socket
from collections.abc import Iterator

import pytest

from index.raw import Blob, Failure
from index.sources import blobs, web
from tests.index.sources.server import Site, serving


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on the loopback interface, reached without any proxy."""
    monkeypatch.setattr(web, "getproxies", dict)
    with serving() as started:
        yield started


def fetched(url: str, known_stamp: str | None = None) -> Blob:
    """The blob at an address."""
    [blob] = blobs([url], {url: known_stamp}.get)
    assert isinstance(blob, Blob), blob
    return blob


def test_page(site: Site) -> None:
    """A page's blob carries what the server declares, and its bytes."""
    site.pages["/news/deal.html?id=1"] = (200, {"Content-Type": "Text/HTML; charset=ISO-8859-1"}, b"<p>Gr\xfc\xdfe")
    blob = fetched(f"{site.address}/news/deal.html?id=1")
    assert ("deal.html", "text/html", "iso-8859-1", 8) == (blob.name, blob.media_type, blob.charset, blob.size)
    with blob.open() as stream:
        assert stream.read() == b"<p>Gr\xfc\xdfe"


def test_only_what_changed(site: Site) -> None:
    """A page that still has its tag keeps its stamp and is not sent again, unless it is opened."""
    site.pages["/feed"] = (200, {"ETag": '"v1"'}, b"<rss>")
    first = fetched(f"{site.address}/feed")
    second = fetched(f"{site.address}/feed", first.stamp)
    assert (first.stamp, None) == (second.stamp, second.size)
    assert site.asked[1]["if-none-match"] == '"v1"'
    with second.open() as stream:
        assert stream.read() == b"<rss>"


def test_date_as_stamp(site: Site) -> None:
    """Without a tag the date of the last change is the stamp; with neither there is none."""
    site.pages["/a"] = (200, {"Last-Modified": "Sat, 02 May 2020 10:00:00 GMT"}, b"text")
    site.pages["/b"] = (200, {}, b"text")
    fetched(f"{site.address}/a", fetched(f"{site.address}/a").stamp)
    assert site.asked[1]["if-modified-since"] == "Sat, 02 May 2020 10:00:00 GMT"
    assert fetched(f"{site.address}/b").stamp == ""


def test_redirect(site: Site) -> None:
    """Redirects are followed, and the page stays known by the address that the user named."""
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    site.pages["/new"] = (200, {}, b"text")
    blob = fetched(f"{site.address}/old")
    assert (f"{site.address}/old", "old", 4) == (blob.uri, blob.name, blob.size)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "cannot be fetched (the server answers 404 Not Found)"),
        ("/loop", "cannot be fetched (too many redirects)"),
        ("/large", "is too large (at most 0 MB are read)"),
        ("/cut", "cannot be fetched (the connection broke off)"),
    ],
)
def test_refused(site: Site, monkeypatch: pytest.MonkeyPatch, path: str, reason: str) -> None:
    """What cannot be fetched is named with the reason, and the next source is read."""
    monkeypatch.setattr(web, "MAX_BYTES", 1000)
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    site.pages["/large"] = (200, {}, bytes(1001))
    site.pages["/cut"] = (200, {"X-Length": "500"}, b"text")
    site.pages["/good"] = (200, {}, b"text")
    refused, good = blobs([f"{site.address}{path}", f"{site.address}/good"])
    assert Failure(f"{site.address}{path}", reason) == refused
    assert isinstance(good, Blob)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:9/x", "cannot be fetched (no connection to the server)"),
        ("http://[broken/x", "cannot be fetched"),
        ("http://127.0.0.1:99999/x", "cannot be fetched"),
    ],
)
def test_unreachable(monkeypatch: pytest.MonkeyPatch, url: str, reason: str) -> None:
    """An address that leads nowhere is named, in words without the library's names."""
    monkeypatch.setattr(web, "getproxies", dict)
    [failure] = blobs([url])
    assert isinstance(failure, Failure)
    assert failure.reason.startswith(reason)
    assert "urllib3" not in failure.reason


def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that no name server knows is named as such."""

    def unknown(*args: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(web, "getproxies", dict)
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert [Failure("http://nowhere.invalid/", "cannot be fetched (no server of this name)")] == list(
        blobs(["http://nowhere.invalid/"])
    )
