"""The language of a text."""

import pytest

from index.cleaning.languages import language_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Der Konzern will sein Geschäft mit Getrieben verkaufen.", None, "de"),
        ("The company wants to sell its gearbox business.", None, "en"),
        ("The company wants to sell its gearbox business.", "de-DE", "de"),
        ("Der Konzern will sein Geschäft mit Getrieben verkaufen.", "en", "en"),
        ("The company wants to sell its gearbox business. " * 20, "de-DE", "en"),
        ("Der Konzern will sein Geschäft mit Getrieben verkaufen. " * 20, "en", "de"),
        ("Samplecorp buys Exampletech", "en-US", "en"),
        ("Samplecorp buys Exampletech", "de", "de"),
        ("Samplecorp Exampletech", "fr", "de"),
        ("Der CEO sprach von „the next big thing“, doch die Aktie fiel.", None, "de"),
        ("12 345", None, "de"),
    ],
)
def test_language(text: str, declared: str | None, language: str) -> None:
    """A declared language holds unless the text is at length the other; else words of grammar tell."""
    assert language == language_of(text, declared)
