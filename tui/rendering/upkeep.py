"""What is told of the work that is done beside all else."""

from __future__ import annotations

from index.beside import Task


def upkeep_line(task: Task, done: int, total: int) -> str:
    """How far it is, in a few cells: "↻ 12 %"; empty when it is done."""
    sign = "indexed" if task is Task.INDEX else "↻"
    return f"{sign} {100 * done // total} %" if done < total else ""


def upkeep_sentence(task: Task, total: int) -> str:
    """What begins."""
    match task:
        case Task.INDEX:
            return f"The search index is built anew for {total:,} articles; words find what has been indexed so far."
        case Task.DEALS:
            return f"The deals of {total:,} articles are merged anew meanwhile; nothing waits for it."
        case Task.READING:
            return f"{total:,} articles are read anew meanwhile; nothing waits for it."
