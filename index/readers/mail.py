"""Mails and mailboxes, as mail programs save them (RFC 5322, RFC 4155): an article a mail.

Subject, sender and day are what a mail declares; its attachments are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as policy
from email.utils import parseaddr

from index.raw import Blob, Failure, RawArticle
from index.readers.decoding import NotText, decode, tidy
from index.readers.markup import plain_text
from index.readers.origin import folder_of

_FROM_LINE = re.compile(rb"(?:\A\s*|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\b(?:19|20)\d\d\b[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(content: bytes, blob: Blob, subject: str) -> Iterator[RawArticle | Failure]:
    """The mail, or every mail of a mailbox, as an article each; a failure for one without a text."""
    mails = [mail for mail in _FROM_LINE.split(content) if mail.strip()]
    if not mails:
        yield Failure(subject, "is empty")
    in_mailbox = _FROM_LINE.match(content) is not None
    for number, mail in enumerate(mails, start=1):
        place = f"{subject}, mail {number}" if in_mailbox else subject
        try:
            message = message_from_bytes(_QUOTED_FROM.sub(rb"\1", mail) if in_mailbox else mail.lstrip(), policy=policy)
            yield _article(message, blob, number if in_mailbox else None)
        except NotText:
            yield Failure(place, "has no text")
        except Exception as error:  # noqa: BLE001  (the library's own fault on one mail must not end the mailbox)
            yield Failure(place, f"cannot be read ({type(error).__name__})")


def _article(message: EmailMessage, blob: Blob, number: int | None) -> RawArticle:
    """The article of a mail, its subject the text's first line; `number` counts in a mailbox. Raises: NotText."""
    title = _header(message, "subject")
    text = _text(message)
    return RawArticle(
        id=blob.name if number is None else _header(message, "message-id").strip("<>") or f"{blob.name}:{number}",
        text=text if text.startswith(title) else f"{title}\n\n{text}",
        title=title or None,
        date=_header(message, "date") or None,
        source=_sender(message) or None,
        language=_header(message, "content-language") or None,
        folder=folder_of(blob),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header's decoded text on one line; empty where the mail has none."""
    return " ".join(tidy(str(message.get(name) or "")).split())


def _sender(message: EmailMessage) -> str:
    """Whom the mail is from: the name, else the address's domain; empty where neither is told."""
    name, address = parseaddr(_header(message, "from"))
    return name or address.rpartition("@")[2]


def _text(message: EmailMessage) -> str:
    """The text of the mail's body, the plain form rather than HTML. Raises: NotText."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        payload = part.get_payload(decode=True) if part else None
        if part is None or not isinstance(payload, bytes) or not payload.strip():
            continue
        text = decode(payload, part.get_content_charset())
        if text := (plain_text(text) if kind == "html" else tidy(text)).strip():
            return text
    raise NotText("has no text")
