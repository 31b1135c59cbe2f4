"""What the user says of companies for every archive: a plain text file beside the settings, one name a line.

    # a remark
    Rover is no company
    Wolfsburg AG = Volkswagen
    "Max = Moritz" = Max & Moritz SE

Left stands a name as articles write it. Right stands a company's canonical name, another of its names, or its id; a
company not known before is called so. German does as well: "Rover ist keine Firma". Of two lines on one name the later
holds. A line that cannot be read is told, and the others hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.corrections import CompanyCorrection, IsCompany, NotACompany
from index.settings import settings_file
from index.text import one_line, visible

_FILE = "companies.txt"
_NAME = r"\"(?P<quoted>[^\"]+)\"|(?P<plain>[^=\"]+?)"
_NONE = re.compile(
    rf"(?:{_NAME})\s+(?:is\s+(?:no|not\s+a)\s+company|ist\s+(?:keine\s+firma|kein\s+unternehmen))", re.IGNORECASE
)
_IS = re.compile(rf"(?:{_NAME})\s*=\s*(?P<company>.+)")
_EXPECTED = 'write "NAME = COMPANY" or "NAME is no company"'


@dataclass(frozen=True, slots=True)
class Listed:
    """What the file says.

    Attributes:
        corrections: In the order of the lines.
        problems: What is wrong with the file, a sentence each, with the line's number.
    """

    corrections: tuple[CompanyCorrection, ...] = ()
    problems: tuple[str, ...] = ()


def companies_file() -> Path:
    """Where the file is looked for on this platform: ~/.config/dealwire/companies.txt on Linux."""
    return settings_file().with_name(_FILE)


def read_companies_file(path: Path | None = None) -> Listed:
    """Reads the file; a missing one says nothing.

    Args:
        path: The file; `companies_file()` when None.
    """
    path = path or companies_file()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Listed()
    except UnicodeDecodeError:
        return Listed(problems=(f"{path} is not in UTF-8: save it in that encoding.",))
    except OSError as error:
        return Listed(problems=(f"{path} cannot be read ({error.strerror}).",))
    return listed(str(path), text.splitlines())


def listed(name: str, lines: Iterable[str]) -> Listed:
    """What the lines of a file say; `name` is the file's, for the problems."""
    corrections: list[CompanyCorrection] = []
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        said = one_line(visible(_without_remark(line)))
        if not said:
            continue
        correction = _correction(said)
        if isinstance(correction, str):
            problems.append(f"{name}, line {number}: {correction}.")
        else:
            corrections.append(correction)
    return Listed(tuple(corrections), tuple(problems))


def _without_remark(line: str) -> str:
    """The line without what follows a # that no quotation mark encloses."""
    quoted = False
    for place, sign in enumerate(line):
        quoted ^= sign == '"'
        if sign == "#" and not quoted and (place == 0 or line[place - 1].isspace()):
            return line[:place]
    return line


def _correction(said: str) -> CompanyCorrection | str:
    """The correction of a line; what is wrong with the line where it is none."""
    none, same = _NONE.fullmatch(said), _IS.fullmatch(said)
    match = none or same
    if match is None:
        return f'"{said}" is neither a name with its company nor one without: {_EXPECTED}'
    form = (match["quoted"] or match["plain"]).strip()
    company = same["company"].strip().strip('"').strip() if same and not none else None
    for name in (form, company):
        if name is not None and not any(map(str.isalnum, name)):
            return f'"{name}" has neither letter nor digit, so it is no name: {_EXPECTED}'
    return NotACompany(form) if company is None else IsCompany(form, company)
