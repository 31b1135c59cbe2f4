"""Text as it may be shown: nothing in it can steer a terminal or turn the reading direction.

Every text that comes from outside passes `visible` twice: once when an article is cleaned, so that storage holds
nothing dangerous, and once when it is drawn, because HTML entities and file names find ways around the first time.
"""

import re

# C0 controls but tab and newline, DEL, C1 controls, bidi marks, embeddings, overrides and isolates, lone surrogates
# (undecodable bytes in file names), and the invisible tag characters. The terminals' own list is in ECMA-48 and
# Unicode TR9; every Rich and Textual widget passes these on unless they are replaced here.
_DANGEROUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with every control and bidi character replaced by a visible one.

    Length and offsets stay the same: one character is replaced by one. C0 controls become their Unicode control
    picture (ESC is shown as ␛), a carriage return a space, everything else U+FFFD.
    """
    return _DANGEROUS.sub(_picture, text)


def one_line(text: str) -> str:
    """The text made visible and folded onto one line, runs of blanks to one: for titles, names and list rows."""
    return " ".join(visible(text).split())


def _picture(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\r":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\N{SYMBOL FOR DELETE}" if character == "\x7f" else _REPLACEMENT
