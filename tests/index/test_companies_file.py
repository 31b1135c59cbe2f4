"""The file in which the user says what is a company: lines that anyone would guess, faults told by their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.companies_file import Listed, listed, read_companies_file
from index.corrections import CompanyCorrection, IsCompany, NotACompany


@pytest.mark.parametrize(
    ("line", "correction"),
    [
        ("Rover is no company", NotACompany("Rover")),
        ("Rover is not a company", NotACompany("Rover")),
        ("  Land  Rover   IS NO Company  # a car", NotACompany("Land Rover")),
        ("Rover ist keine Firma", NotACompany("Rover")),
        ("Rover ist kein Unternehmen", NotACompany("Rover")),
        ('"This is no company" is no company', NotACompany("This is no company")),
        ("Wolfsburg AG = Volkswagen", IsCompany("Wolfsburg AG", "Volkswagen")),
        ("Wolfsburg AG=volkswagen", IsCompany("Wolfsburg AG", "volkswagen")),
        ('"Max = Moritz" = Max & Moritz SE', IsCompany("Max = Moritz", "Max & Moritz SE")),
        ('C# Systems = "C# Systems #1 GmbH"', IsCompany("C# Systems", "C# Systems #1 GmbH")),
        ("1&1 = 1&1 AG", IsCompany("1&1", "1&1 AG")),
        ("Who is no company = Who? Ltd", IsCompany("Who is no company", "Who? Ltd")),
    ],
)
def test_a_line(line: str, correction: CompanyCorrection) -> None:
    """Names may hold what the file's own signs are made of."""
    assert Listed((correction,)) == listed("f", [line])


@pytest.mark.parametrize("line", ["", "   ", "# Rover is no company", "\t# = "])
def test_nothing_is_said(line: str) -> None:
    """By blank lines and remarks."""
    assert Listed() == listed("f", [line])


@pytest.mark.parametrize(
    "line", ["Rover", "= Volkswagen", "Rover =", "is no company", "Rover is a company", "--- = VW"]
)
def test_a_fault_is_told_by_its_line(line: str) -> None:
    """With what to write instead; the other lines hold."""
    found = listed("companies.txt", ["VW = Volkswagen", "", line, "Rover is no company"])
    assert (IsCompany("VW", "Volkswagen"), NotACompany("Rover")) == found.corrections
    (problem,) = found.problems
    assert problem.startswith("companies.txt, line 3: ")
    assert 'write "NAME = COMPANY" or "NAME is no company"' in problem


def test_no_file(tmp_path: Path) -> None:
    """A missing file says nothing."""
    assert Listed() == read_companies_file(tmp_path / "companies.txt")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Is told, in whatever way it cannot."""
    (tmp_path / "latin.txt").write_bytes("Müller = Müller AG".encode("latin-1"))
    for name, fault in (("latin.txt", "is not in UTF-8"), (".", "cannot be read")):
        found = read_companies_file(tmp_path / name)
        assert () == found.corrections
        assert fault in found.problems[0]


def test_a_file_of_a_windows_editor(tmp_path: Path) -> None:
    """Its mark at the beginning and its line ends are no part of a name."""
    (tmp_path / "f").write_bytes(b"\xef\xbb\xbfRover is no company\r\nVW = Volkswagen\r\n")
    assert (NotACompany("Rover"), IsCompany("VW", "Volkswagen")) == read_companies_file(tmp_path / "f").corrections


_NAMES = st.text(st.characters(exclude_characters='"'), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)
_WORDS = _NAMES.filter(lambda name: name.isprintable() and any(map(str.isalnum, name)))


@given(_WORDS, _WORDS)
def test_any_name_can_be_written(form: str, company: str) -> None:
    """In quotation marks, whatever signs it has but those."""
    lines = [f'"{form}" = "{company}"', f'"{form}" is no company']
    assert Listed((IsCompany(form, company), NotACompany(form))) == listed("f", lines)


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    """Every line is blank, a remark, a correction or a problem."""
    found = listed("f", text.splitlines())
    assert len(found.corrections) + len(found.problems) <= len(text.splitlines())
