"""Measures the search against tantivy and SQLite FTS5, in one run, query by query in turns.

    python -m tests.bench.search --articles 10000

Prints the 95th percentile of each kind of query in milliseconds, and ours as a ratio to tantivy's. Ours ranks all hits
and counts all facets, which the others are not asked for.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections import defaultdict
from pathlib import Path
from time import perf_counter

import numpy as np

from tests.bench.corpus import articles, vocabulary
from tests.bench.peers import Engine, Fts5, Ours, Tantivy

KINDS = ("typing", "term", "and", "or", "phrase", "fuzzy", "company", "date")


def queries(rounds: int) -> list[tuple[str, list[str]]]:
    """Queries of all kinds in turns: words of all frequencies, a word letter by letter."""
    random = np.random.default_rng(5)
    words = [word for word in vocabulary()[:3000] if word.isalpha() and len(word) > 3]
    asked = []
    for _ in range(rounds):
        drawn = [words[int(len(words) * chance**2)] for chance in random.random(3)]
        asked += [("typing", [drawn[0][:length]]) for length in range(1, len(drawn[0]) + 1)]
        asked += [(kind, drawn[:1]) for kind in ("term", "fuzzy", "company", "date")]
        asked += [(kind, drawn[: 2 + len(asked) % 2]) for kind in ("and", "or")]
        asked.append(("phrase", drawn[:2]))
    return asked


def main() -> None:
    """Builds the indexes, asks the queries and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engines: list[Engine] = [Ours(Path(folder)), Tantivy(Path(folder)), Fts5(Path(folder))]
        corpus = list(articles(asked.articles))
        for engine in engines:
            started, memory = perf_counter(), _memory()
            engine.build(corpus)
            rate = asked.articles / (perf_counter() - started)
            print(f"{engine.name:10} {rate:8.0f} articles/s, {_memory() - memory:6.0f} MB more at the peak")
        for path in sorted(Path(folder).iterdir()):
            files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
            print(f"{path.name:14} {sum(file.stat().st_size for file in files) / 1e6:8.1f} MB")
        _print(_measured(engines, asked.rounds), engines)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measured(engines: list[Engine], rounds: int) -> dict[tuple[str, str], list[float]]:
    times: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for number, (kind, words) in enumerate(queries(rounds)):
        for engine in engines:
            answer = engine.query(kind, words)
            if answer is None:
                continue
            if not number:
                answer()  # what is loaded once
            started = perf_counter()
            answer()
            times[engine.name, kind].append((perf_counter() - started) * 1000)
    return times


def _print(times: dict[tuple[str, str], list[float]], engines: list[Engine]) -> None:
    print(f"\n{'p95, ms':10}" + "".join(f"{engine.name:>12}" for engine in engines) + f"{'ratio':>10}")
    for kind in KINDS:
        row = [
            float(np.percentile(found, 95)) if (found := times.get((engine.name, kind))) else None for engine in engines
        ]
        cells = "".join(f"{value:12.2f}" if value is not None else f"{'-':>12}" for value in row)
        ratio = f"{row[0] / row[1]:10.2f}" if row[0] is not None and row[1] else ""
        print(f"{kind:10}{cells}{ratio}")


if __name__ == "__main__":
    main()
