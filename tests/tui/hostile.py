"""An article made to steer the terminal, and the reader over it: `python -m tests.tui.hostile`."""

from __future__ import annotations

from dataclasses import replace

from index.document import DealType, EventType, Role, Status
from tests.tui.fakes import FakeArchive
from tests.tui.samples import archived

ATTACKS = (
    "\x1b]52;c;ZXZpbA==\x07",  # sets the clipboard
    "\x1b]0;pwned\x1b\\",  # sets the window's title
    "\x1bP+q544e\x1b\\",  # asks the terminal for an answer, which the shell would read
    "\x9d52;c;ZXZpbA==\x9c",  # the first one again, by one C1 character
    "\x1b[38;5;123m",  # a colour that no theme has
    "\u202egnp.exe\u202c",  # turns the reading direction
    "\x08\x08\x7f\r",
    "[red]E[/red] [@click=app.quit]x[/]",  # markup of Rich and Textual
)
EVIL = "Bö" + "".join(ATTACKS)


def hostile_archive() -> FakeArchive:
    """One article, hostile wherever text comes from outside; nothing of it has been made visible before."""
    article = archived(
        1,
        f"Titel {EVIL}",
        [f"Absatz {EVIL} kauft Ziel {EVIL} für viel Geld."],
        date="2020-03-27",
        source=f"Quelle {EVIL}",
        companies=[f"Absatz {EVIL}", f"Ziel {EVIL}"],
        deals=[
            (
                DealType.ACQUISITION,
                Status.TALKS,
                {f"Absatz {EVIL}": Role.ACQUIRER, f"Ziel {EVIL}": Role.TARGET},
                [f"Absatz {EVIL} kauft Ziel {EVIL}"],
            )
        ],
        furniture=f"Teilen {EVIL}",
        url=f"https://example.org/{EVIL}",
        language=f"de{EVIL}",
        events=[(EventType.STRIKE, [f"Absatz {EVIL}"], [f"Absatz {EVIL} kauft Ziel {EVIL}"])],
        groups={f"Absatz {EVIL}": f"Gruppe {EVIL}"},
    )
    regions = tuple(replace(region, reason=f"why {EVIL}") for region in article.article.regions)
    article = replace(article, article=replace(article.article, regions=regions), origins=(f"a{EVIL}.txt",))
    return FakeArchive([article])


if __name__ == "__main__":
    from tui.app import DealwireApp

    DealwireApp(hostile_archive(), warnings=[f"warnung {EVIL}"]).run()
