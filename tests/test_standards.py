"""The standards that a machine can check: lint, format, types, and the boundaries between the packages."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(["-m", "ruff", "check"], id="ruff finds nothing"),
        pytest.param(["-m", "ruff", "format", "--check"], id="ruff would format nothing anew"),
        pytest.param(["-m", "mypy"], id="mypy finds no wrong type"),
        pytest.param(["-c", IMPORT_LINTER], id="import-linter finds no forbidden import"),
    ],
)
def test_standard(tool: list[str]) -> None:
    """The whole checkout passes the tool with the settings of pyproject.toml."""
    done = subprocess.run([sys.executable, *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stdout + done.stderr if done.returncode else "")


def test_size() -> None:
    """No file of code is longer than 400 lines: a stranger finds the room for a change at once."""
    code = [path for folder in ("index", "tui", "tests") for path in (ROOT / folder).rglob("*.py")]
    assert [] == [path for path in code if path.read_text(encoding="utf-8").count("\n") > 400]
