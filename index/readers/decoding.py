"""Bytes to text, whatever the encoding: byte order marks, UTF-8, what is declared, and at last what fits the bytes.

UTF-8 goes before what is declared: text in another encoding is hardly ever valid UTF-8 by chance, while pages in UTF-8
that declare something else are common.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What western European text is found in, the commonest first. Put into each of the first four, German news texts are
# told by charset-normalizer 3.5, restricted to them, in 78 of 100 cases, by characters that stand in their place
# in 99 (cp850 98).
_LIKELY = ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp1250", "latin-1")
_UMLAUT = re.compile("(?<=[A-Za-z])[äöüß]|[ÄÖÜäöü](?=[A-Za-zß])|(?<=[A-Z])[ÄÖÜ]")
_SIGN = re.compile("(?<![A-Za-z])[„“”‚‘’‹›«»–—…•·€£§°©®™´×²³½]|[“”’»–—…€°®™´²³](?![A-Za-z])|’(?=[a-z])|\xa0")
_ACCENT = re.compile("(?<=[A-Za-z])[éèêëàáâçñóôíîïúûåæø]|[Éåæø](?=[A-Za-z])")
_SAMPLE = 2**18
_LEAST_LIKELIHOOD = 0.5
_MOST_STRANGE = 0.02
"""Share of characters beyond ASCII up to which a text is kept although they stand where none is expected."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")

# The WHATWG encoding standard reads ISO-8859-1 and ASCII as Windows-1252.
_STANDS_FOR = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_SINGLE_BYTES = "dealwire.single_bytes"

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02
"""Share of control characters above which bytes are no text: prose has none, terminal recordings some ESC."""

_LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")


class NotText(ValueError):
    """The bytes are no text; its words say so in a sentence for the user, without the subject."""


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of the bytes, as they stand.

    Args:
        content: The bytes.
        declared: The encoding that a server or the file itself declares; None when neither does.

    Raises:
        NotText: They are empty, binary, or in no known encoding.
    """
    if not content.strip():
        raise NotText("is empty")
    text = _marked(content) or _unmarked(content, declared)
    if not text.strip():
        raise NotText("is empty")
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise NotText("is not text")
    return text


def tidy(text: str) -> str:
    """The text as every reader but that of JSON Lines hands it on.

    Every line break is a line feed, letters and their accents are one character (Unicode NFC), and characters that
    nobody sees but that split words (soft hyphens, zero-width blanks) are gone.
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text)))


def _marked(content: bytes) -> str | None:
    """The text where a byte order mark tells the encoding; None where there is none or it tells wrong."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return content[: len(content) // 4 * 4].decode(encoding, "replace") if encoding != "utf-8-sig" else None
    return None


def _unmarked(content: bytes, declared: str | None) -> str:
    """The text of bytes without a mark. Raises: NotText."""
    if b"\0" in content:
        return _wide(content)
    return (
        _reading(content, "utf-8") or _reading(content, _python_name(declared)) or _mixed(content) or _guessed(content)
    )


def _python_name(declared: str | None) -> str:
    """What Python calls a declared encoding; empty for none, and for those whose marks or zeros would have shown."""
    try:
        name = codecs.lookup(declared or "").name
    except LookupError:
        return ""
    return "" if name.startswith(("utf-16", "utf-32")) else _STANDS_FOR.get(name, name)


def _wide(content: bytes) -> str:
    """The text of UTF-16 without its mark: western text then has a zero in every other byte. Raises: NotText."""
    odd, even = content[1::2].count(0), content[::2].count(0)
    if max(odd, even) * 2 < 0.8 * len(content) or min(odd, even) * 20 > len(content):
        raise NotText("is not text")
    return content.decode("utf-16-le" if odd > even else "utf-16-be", "replace")


def _mixed(content: bytes) -> str:
    """The text of UTF-8 with a few other bytes in it, or cut off in the middle of a letter; empty if it is none."""
    rest, letters = _MULTIBYTE.subn(b"", content)
    return content.decode("utf-8", _SINGLE_BYTES) if letters > 2 * len(_HIGH_BYTE.findall(rest)) else ""


def _single_bytes(error: UnicodeError) -> tuple[str, int]:
    """Reads bytes that are no UTF-8 as Windows-1252; drops a letter that the end of the text cuts off."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    cut_off = error.reason == "unexpected end of data"
    return "" if cut_off else error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_SINGLE_BYTES, _single_bytes)


def _guessed(content: bytes) -> str:
    """The text in the likeliest single-byte encoding. Raises: NotText."""
    likelihoods = {
        encoding: _likelihood(_reading(content[:_SAMPLE], encoding))
        for encoding in _LIKELY
        if _reading(content, encoding)
    }
    best = max(likelihoods, key=likelihoods.__getitem__)  # Latin-1 reads any bytes
    text = _reading(content, best)
    if likelihoods[best] < _LEAST_LIKELIHOOD and len(_BEYOND_ASCII.findall(text)) > _MOST_STRANGE * len(text):
        raise NotText("is in no encoding that dealwire knows")
    return text


def _reading(content: bytes, encoding: str) -> str:
    """The text in this encoding; empty where the bytes are not valid in it, or there is no such encoding."""
    try:
        return content.decode(encoding)
    except (LookupError, ValueError):
        return ""


def _likelihood(text: str) -> float:
    """How well the characters beyond ASCII stand where German and English have them; 0 to 1.

    Umlauts stand beside a letter, quotation marks, dashes and signs at the edge of a word; other accents are rare.
    """
    beyond = len(_BEYOND_ASCII.findall(text))
    in_place = sum(
        weight * len(pattern.findall(text)) for pattern, weight in ((_UMLAUT, 1.0), (_SIGN, 0.9), (_ACCENT, 0.7))
    )
    return in_place / beyond if beyond else 0.0
