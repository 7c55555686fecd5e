"""What the user named: files and addresses in canonical order, folders walked.

Invariant: the order of the inputs, and of a folder's entries on the disk, shows nowhere.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.intake.fetching import is_address

__all__ = ["list_inputs"]


def list_inputs(inputs: Iterable[str | Path]) -> list[str]:
    """Files and addresses, each once, in order of their names; folders are walked, hidden entries left out.

    What can't be read (a missing path, an empty folder, a link to a folder) stays in the list, to be refused by name.
    """
    return sorted({name for given in inputs for name in _walk(os.fspath(given))})


def _walk(name: str) -> Iterator[str]:
    files = [] if is_address(name) or not _is_folder(name) else list(_files_below(name))
    yield from files or [name]


def _is_folder(name: str) -> bool:
    try:
        return bool(name) and "\0" not in name and Path(name).is_dir()
    except OSError:
        return False


def _files_below(folder: str) -> Iterator[str]:
    """Links to folders are named but not followed: they may lead round in a circle."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = [entry for entry in os.scandir(here) if not entry.name.startswith(".")]
        except OSError:
            yield here
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield entry.path
