"""Pages and feeds from the network, over http(s), and only those that the user names: no link is followed by itself.

A server is asked only for what has changed (RFC 9110, conditional requests): a blob's stamp is the validator that the
server gave with it.
"""

from __future__ import annotations

import io
import time
from email.message import Message
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    HTTPError,
    LocationParseError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as NoAnswer

from index.raw import MAX_BYTES, Blob, Failure
from index.text import visible

_TIMEOUT = urllib3.Timeout(connect=10, read=30)
_PATIENCE = 120.0
"""Seconds for a whole response: a server that sends a byte now and then does not keep the rest waiting."""
_REDIRECTS = 5
_CHUNK = 2**16
_HEADERS = {"User-Agent": "dealwire", "Accept-Encoding": "gzip, deflate"}
_ETAG, _MODIFIED = "etag ", "modified "

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (NameResolutionError, "no server of this name"),
    (NewConnectionError, "no connection to the server"),
    (NoAnswer, "the server does not answer"),
    (SSLError, "the server's certificate is not valid"),
    (LocationParseError, "no valid address"),
)


class _TooLarge(Exception):
    """The response has more bytes than a text may have."""


def fetch(url: str, known_stamp: str | None = None) -> Blob | Failure:
    """The page or feed at an address.

    Args:
        url: What the user named; redirects are followed.
        known_stamp: The stamp of what was last read from there. Where the server says that it still holds, the blob
            carries it and its bytes are fetched only when it is opened.
    """
    try:
        response = _request(url, _conditions(known_stamp))
        if response.status == 304 and known_stamp:  # not modified
            response.release_conn()
            return _blob(url, response, known_stamp, None)
        if response.status != 200:
            response.release_conn()
            return Failure(visible(url), f"cannot be fetched (the server answers {response.status} {response.reason})")
        return _blob(url, response, _stamp(response), _body(response))
    except _TooLarge:
        return Failure(visible(url), f"is too large (at most {MAX_BYTES // 2**20} MB are read)")
    except (HTTPError, OSError, ValueError) as error:
        return Failure(visible(url), f"cannot be fetched ({visible(_reason(error))})")


def _request(url: str, conditions: dict[str, str]) -> urllib3.BaseHTTPResponse:
    """Asks the server; the body is not read yet. Raises: HTTPError, OSError, ValueError."""
    parts = urlsplit(url)
    proxy = None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme.lower())
    pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
    return pool.request(
        "GET",
        url,
        headers=_HEADERS | conditions,
        timeout=_TIMEOUT,
        retries=urllib3.Retry(connect=1, read=1, redirect=_REDIRECTS, other=0, status=0),
        preload_content=False,
    )


def _body(response: urllib3.BaseHTTPResponse) -> bytes:
    """The whole body, unpacked. Raises: _TooLarge, HTTPError, OSError."""
    deadline = time.monotonic() + _PATIENCE
    body = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > MAX_BYTES:
            response.close()
            raise _TooLarge
        if time.monotonic() > deadline:
            response.close()
            raise TimeoutError(f"the server did not finish within {_PATIENCE:.0f} seconds")
    response.release_conn()
    return bytes(body)


def _blob(url: str, response: urllib3.BaseHTTPResponse, stamp: str, body: bytes | None) -> Blob:
    """The response as a blob; without a body it is fetched on opening."""
    content_type = Message()
    content_type["content-type"] = response.headers.get("Content-Type", "")
    return Blob(
        uri=url,
        name=_name(url),
        media_type=content_type.get_content_type() if response.headers.get("Content-Type") else "",
        charset=content_type.get_content_charset(),
        size=None if body is None else len(body),
        stamp=stamp,
        open=lambda: _open(url) if body is None else io.BytesIO(body),
    )


def _open(url: str) -> BinaryIO:
    """The bytes at an address, whether or not they have changed. Raises: OSError."""
    fetched = fetch(url)
    if isinstance(fetched, Failure):
        raise OSError(fetched.reason)
    return fetched.open()


def _name(url: str) -> str:
    """The last part of an address's path, or its host."""
    parts = urlsplit(url)
    return visible(unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or url)


def _stamp(response: urllib3.BaseHTTPResponse) -> str:
    """The validator that the server gives, the stronger one first; empty when it gives none."""
    if etag := response.headers.get("ETag"):
        return _ETAG + etag
    if modified := response.headers.get("Last-Modified"):
        return _MODIFIED + modified
    return ""


def _conditions(stamp: str | None) -> dict[str, str]:
    """The header that asks for a body only if the stamp no longer holds."""
    if stamp and stamp.startswith(_ETAG):
        return {"If-None-Match": stamp.removeprefix(_ETAG)}
    if stamp and stamp.startswith(_MODIFIED):
        return {"If-Modified-Since": stamp.removeprefix(_MODIFIED)}
    return {}


def _reason(error: Exception) -> str:
    """What went wrong, in a few words and without the library's object names."""
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    for kind, words in _REASONS:
        if isinstance(cause, kind):
            return words
    if "redirect" in str(cause):
        return "too many redirects"
    return "the connection broke off" if isinstance(cause, HTTPError) else str(cause) or type(cause).__name__
