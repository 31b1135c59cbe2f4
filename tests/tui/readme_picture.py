"""Makes the README's picture: the app on the sample archive. `python -m tests.tui.readme_picture` from the checkout."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from index.archive import open_archive
from index.ingest import ingest
from tui.app import DealwireApp
from tui.screens.main import MainScreen

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "tests" / "tui" / "__snapshots__" / "readme.svg"
SIZE = (150, 32)


async def picture(folder: Path) -> str:
    """The screen after a search, a filter and a jump to a deal's evidence, as SVG."""
    archive = open_archive(folder)
    ingest(archive, [str(ROOT / "seeds")])
    app = DealwireApp(archive)
    async with app.run_test(size=SIZE) as pilot:
        screen = app.screen
        assert isinstance(screen, MainScreen)
        for keys in (["slash", *"fusion"], ["enter", "c", "space"], ["d", "enter"]):
            await pilot.press(*keys)
            await pilot.pause(1.5)
        svg = app.export_screenshot(title="dealwire")
    archive.close()
    if str(ROOT.parent) in svg:
        raise ValueError("The picture shows a path of this machine: choose another size.")
    return svg


def main() -> None:
    """Writes the picture."""
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(picture(Path(folder) / "archive")), encoding="utf-8")


if __name__ == "__main__":
    main()
