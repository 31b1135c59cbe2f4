"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.decoding import NotText, decode, tidy

GERMAN = "„Börsenhochzeit geplatzt“ – für 5 € fällt die Übernahme groß aus. Ärger über Größe, Öl und Häuser."
OLD_GERMAN = GERMAN.translate(str.maketrans("„“–€", '""-E'))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (GERMAN, "cp1252"),
        (GERMAN, "mac_roman"),
        (OLD_GERMAN, "latin-1"),
        (OLD_GERMAN, "iso8859-15"),
        (OLD_GERMAN, "cp850"),
    ],
)
def test_undeclared(text: str, encoding: str) -> None:
    """German is read rightly in every encoding that it is found in, without being told which."""
    assert text == decode(text.encode(encoding))


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        pytest.param("Größe".encode(), "iso-8859-1", "Größe", id="UTF-8 that declares something else"),
        pytest.param("Größe".encode("cp1252"), "utf-8", "Größe", id="something else that declares UTF-8"),
        pytest.param("„Größe“".encode("cp1252"), "iso-8859-1", "„Größe“", id="Windows' quotes declared as Latin-1"),
        pytest.param("Größe".encode("cp1252"), "no-such-code", "Größe", id="an unknown encoding"),
        pytest.param("Größe".encode("cp1252"), "utf-16", "Größe", id="an impossible encoding"),
        pytest.param("Größe".encode("cp1252"), "rot13", "Größe", id="a codec that is no encoding"),
        pytest.param("Łódź".encode("cp1250"), "windows-1250", "Łódź", id="another encoding, declared rightly"),
        pytest.param("Börse und Größe, fü".encode()[:-1], None, "Börse und Größe, f", id="cut off within a letter"),
        pytest.param(
            "Börse und Größe, ".encode() + b"f\xfcr", None, "Börse und Größe, für", id="a byte that is no UTF-8"
        ),
        pytest.param(
            b"plain \x1b[31mcolour\x1b[0m", None, "plain \x1b[31mcolour\x1b[0m", id="escape sequences are text"
        ),
    ],
)
def test_declared(content: bytes, declared: str | None, text: str) -> None:
    """What is declared is believed where the bytes bear it out."""
    assert text == decode(content, declared)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf ", bytes(100), b"GIF89a\x01\x00\x80\x00" + bytes(30)])
def test_no_text(content: bytes) -> None:
    """Empty and binary bytes are no text."""
    with pytest.raises(NotText):
        decode(content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_utf8(text: str) -> None:
    """Any text in UTF-8 is read as it was written."""
    assert text.removeprefix("\ufeff") == decode(text.encode("utf-8"))


def test_tidy() -> None:
    """Line breaks of every kind are line feeds, accents are composed, and invisible characters are gone."""
    assert "a\nb\nc\nd\ne\nMünchen\nUnion" == tidy("a\r\nb\rc\u2028d\x0be\nMu\u0308nchen\nUn\u00adi\u200bon")
