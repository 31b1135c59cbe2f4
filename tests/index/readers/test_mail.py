"""Mails and mailboxes."""

from email.message import EmailMessage

import pytest

from index.cleaning import clean
from index.dates import PartialDate
from index.document import Article
from index.raw import Failure, RawArticle
from index.readers import read
from tests.index.readers.samples import article, articles, blob, failures

BODY = "Die Musterwerk AG übernimmt die Beispielmobil GmbH."


def mail(*, plain: str | None = BODY, html: str | None = None, charset: str = "utf-8") -> EmailMessage:
    """A mail with these bodies."""
    message = EmailMessage()
    message["From"] = "Erna Müller <erna@bote.example>"
    message["Subject"] = "Musterwerk wächst: Größe zählt"
    message["Date"] = "Mon, 25 Jun 2018 10:00:00 +0200"
    message["Message-ID"] = "<1@bote.example>"
    if plain is not None:
        message.set_content(plain, charset=charset)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_mail(name: str, charset: str) -> None:
    """A mail's headers are what it declares, decoded, and its body is the text, whatever the file is called."""
    found = article(mail(charset=charset).as_bytes(), name)
    title = "Musterwerk wächst: Größe zählt"
    date = "Mon, 25 Jun 2018 10:00:00 +0200"
    assert RawArticle(name, f"{title}\n\n{BODY}", (), title, date, "Erna Müller", folder="papers") == found


def test_date() -> None:
    """A mail's day is read."""
    found = clean(article(mail().as_bytes(), "a.eml"))
    assert isinstance(found, Article)
    assert PartialDate("2018-06-25T10:00") == found.date


def test_plain_before_html() -> None:
    """The plain form of a body is preferred; HTML is read where there is no other, or an empty one."""
    html = "<style>x</style><p>Aus <b>HTML</b>.</p>"
    assert BODY in article(mail(html=html).as_bytes(), "a.eml").text
    for plain in (None, " "):
        assert article(mail(plain=plain, html=html).as_bytes(), "a.eml").text.endswith("zählt\n\nAus HTML.")


def test_sender_without_name() -> None:
    """A sender without a name is known by the address's domain."""
    assert "bote.example" == article("From: a@bote.example\nSubject: x\n\nText.", "a.eml").source


def test_mailbox() -> None:
    """A mailbox's mails are an article each; a line of a text that begins with "From" stays."""
    one = b"From a@b.example Mon Jun 25 10:00:00 2018\n" + mail(plain="Eins.\n>From hier an.").as_bytes() + b"\n"
    two = b"From a@b.example Mon Jun 25 11:00:00 2018\nSubject: zwei\nFrom: a@b.example\n\nZwei.\n"
    for name in ("a.mbox", "a.txt"):
        first, second = articles(one + two, name)
        assert ("1@bote.example", f"{name}:2") == (first.id, second.id)
        assert first.text.endswith("\n\nEins.\nFrom hier an.")
        assert ("zwei", "zwei\n\nZwei.") == (second.title, second.text)


def test_without_text() -> None:
    """A mail without a text is named, and the next of the mailbox is read."""
    assert [Failure("/papers/a.eml", "has no text")] == failures("From: a@b.example\nSubject: x\n\n", "a.eml")
    box = "From a Mon Jun 25 2018\nSubject: x\n\n\n\nFrom a Mon Jun 25 2018\nSubject: y\n\nText.\n"
    failure, found = read(blob(box, "a.mbox"))
    assert Failure("/papers/a.mbox, mail 1", "has no text") == failure
    assert isinstance(found, RawArticle)
    assert "y" == found.title


@pytest.mark.parametrize(
    "text", ["From: here to there\n\nA story.", "From Monday 2018 on\nprices rise.", "Subject: x\nDate: y\n\nText."]
)
def test_no_mail(text: str) -> None:
    """A text whose first line looks like a header is no mail."""
    assert text == article(text).text
