"""Killing and crowding: a killed `add` loses no finished article, and two writers do no harm."""

import json
import signal
import subprocess
import time
from pathlib import Path

from tests.tui.cli.calling import Caller


def _many(folder: Path, count: int) -> Path:
    path = folder / "many.jsonl"
    line = '{{"id": "m{0}", "text": "Meldung {0}: Bayer legt bei Monsanto um {0} Prozent nach."}}\n'
    path.write_text("".join(map(line.format, range(count))), encoding="utf-8")
    return path


def _stored(dealwire: Caller) -> int:
    done = dealwire("search", "", "--json")
    return int(json.loads(done.stdout)["total"]) if done.returncode == 0 else -1


def _wait_for_archive(dealwire: Caller) -> None:
    """Until a writer has begun: how long it takes to start is the machine's affair."""
    while not (dealwire.archive / "articles.db").exists():
        time.sleep(0.05)


def test_a_killed_add_loses_no_finished_article(dealwire: Caller, tmp_path: Path) -> None:
    """Killed at any moment, the archive is sound, keeps what was finished, and the next call does the rest."""
    source = _many(tmp_path, 600)
    kept = [0]
    for seconds in (0.1, 0.3, 0.5):
        adding = subprocess.Popen(dealwire.command("add", str(source)), env=dealwire.environment, stderr=-3)
        _wait_for_archive(dealwire)
        time.sleep(seconds)
        adding.send_signal(signal.SIGKILL)
        adding.wait()
        kept.append(_stored(dealwire))
        assert "The archive is sound.\n" == dealwire("check").stdout
    assert sorted(kept) == kept
    assert 0 == dealwire("add", str(source)).returncode
    assert 600 == _stored(dealwire)


def test_two_writers_both_get_everything_in(dealwire: Caller, tmp_path: Path) -> None:
    """Two calls that add at the same time wait for each other; a third reads meanwhile."""
    sources = [_many(tmp_path, 300), tmp_path / "other.txt"]
    sources[1].write_text("Linde und Praxair fusionieren\n\nLinde und Praxair legen sich zusammen.\n", encoding="utf-8")
    writers = [
        subprocess.Popen(dealwire.command("add", str(source)), env=dealwire.environment, stderr=subprocess.DEVNULL)
        for source in sources
    ]
    _wait_for_archive(dealwire)
    assert 0 == dealwire("search", "monsanto").returncode
    assert [0, 0] == [writer.wait(timeout=60) for writer in writers]
    assert 301 == _stored(dealwire)
    assert 0 == dealwire("check").returncode
