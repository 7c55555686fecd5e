"""The file of people: read when it has changed, written whole or not at all, by one at a time.

Invariant: it is its owner's alone to read and write.
"""

import json
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sayso.errors import PeopleError
from sayso.people.accounts import People, Role

__all__ = ["PeopleFile"]

_FORMAT = 1
_WORDS = {role.word: role for role in Role if role is not Role.NONE}
_State = tuple[int, int, int, int]


class PeopleFile:
    """People at a path. What cannot be read or written raises `PeopleError`."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()
        self._lock = threading.Lock()
        self._read: tuple[_State, People] | None = None

    def view(self) -> People:
        """All people, as the file has them now."""
        with self._lock:
            state = self._state()
            if self._read is None or self._read[0] != state:
                self._read = (state, _decoded(self.path))
            return self._read[1]

    def change(self, change: Callable[[People], People], *, create: bool = False) -> People:
        """Puts what `change` makes of all people in their place, and gives it. Where there is no file, one is begun
        only to `create` it.
        """
        with _alone(self.path):
            before = People() if create and not self.path.exists() else self.view()
            after = change(before)
            if after != before:
                self._write(after)
        return after

    def _state(self) -> _State:
        try:
            told = self.path.stat()
        except OSError as error:
            raise PeopleError(
                f"there is no file of people {str(self.path)!r} to be read ({error.strerror}); "
                "`sayso people add NAME --role administer` begins one"
            ) from error
        if stat.S_IMODE(told.st_mode) & 0o077:
            raise PeopleError(f"others can read or write {str(self.path)!r}: chmod 600 makes it its owner's alone")
        return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns

    def _write(self, people: People) -> None:
        record = {"format": _FORMAT, "people": _turned(list(map(asdict, people.accounts)), lambda role: role.word)}
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            with os.fdopen(
                os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as handle:
                json.dump(record, handle, ensure_ascii=False, indent=1, default=str)
                handle.flush()
                os.fsync(handle.fileno())
            draft.replace(self.path)
        except OSError as error:
            raise PeopleError(f"cannot write {str(self.path)!r}: {error.strerror or error}") from error
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """The body runs in one thread of one process at a time: the desk and the command line may both change the file."""
    import fcntl

    try:
        handle = os.open(path.with_name(f".{path.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise PeopleError(f"cannot write beside {str(path)!r}: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _decoded(path: Path) -> People:
    import msgspec

    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != _FORMAT:
            raise ValueError(f"format {record['format']!r} is not {_FORMAT}")
        return msgspec.convert({"accounts": _turned(record["people"], _WORDS.__getitem__)}, People)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PeopleError(f"{str(path)!r} is no file of people: {error!r}") from error


def _turned(value: Any, turn: Callable[[Any], Any]) -> Any:
    """The records with each role turned."""
    if isinstance(value, dict):
        return {key: turn(held) if key == "role" else _turned(held, turn) for key, held in value.items()}
    return [_turned(one, turn) for one in value] if isinstance(value, list | tuple) else value
