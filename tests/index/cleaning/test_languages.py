"""The language of a text."""

import pytest

from index.cleaning.languages import language_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Der Konzern will sein Geschäft mit Getrieben verkaufen.", None, "de"),
        ("The company wants to sell its gearbox business.", None, "en"),
        ("The company wants to sell its gearbox business.", "de-DE", "en"),
        ("Samplecorp buys Exampletech", "en-US", "en"),
        ("Samplecorp buys Exampletech", "de", "de"),
        ("Samplecorp Exampletech", "fr", "de"),
        ("Der CEO sprach von „the next big thing“, doch die Aktie fiel.", None, "de"),
        ("12 345", None, "de"),
    ],
)
def test_language(text: str, declared: str | None, language: str) -> None:
    """Function words tell; what is declared counts where they leave a doubt, and German where nothing tells."""
    assert language == language_of(text, declared)
