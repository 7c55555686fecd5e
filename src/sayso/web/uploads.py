"""What people bring: files, pasted text and addresses, put where a job reads them.

Invariant: nothing of a name that came with a file decides where it is written; only http and https are fetched.
"""

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from sayso.errors import UsageError

__all__ = ["MOST", "Folder", "addresses_of", "safe_name"]

MOST = 100_000_000  # bytes of all that is brought at once
_LONGEST = 120  # bytes of a name: file systems take 255, and a number may be added
_MOST_ADDRESSES = 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that nobody else on the machine may look into."""

    path: Path

    @classmethod
    def make(cls) -> "Folder":
        """A new one, among the system's temporary files."""
        return cls(Path(tempfile.mkdtemp(prefix="sayso-")))

    def save(self, name: str, content: BinaryIO) -> str:
        """Keeps a file under a safe name that no other has here; gives the name."""
        safe = safe_name(name)
        stem, suffix = Path(safe).stem, Path(safe).suffix
        taken = {path.name.casefold() for path in self.path.iterdir()}
        number = 1
        while safe.casefold() in taken:
            number += 1
            safe = f"{stem} ({number}){suffix}"
        with (self.path / safe).open("xb") as handle:
            shutil.copyfileobj(content, handle)
        return safe

    def reports(self, name: str) -> int:
        """How many reports an input holds, as far as that shows: the lines of a `.jsonl`, else one. Raises
        `OSError` where it is not here.
        """
        if "/" in name:
            return 1
        with (self.path / name).open("rb") as handle:
            return sum(1 for line in handle if line.strip()) or 1 if name.lower().endswith(".jsonl") else 1

    def remove(self, names: Iterable[str]) -> None:
        """Removes the files among these inputs, as far as they are there."""
        for name in names:
            if "/" not in name:  # an address has one, a safe name none
                with suppress(OSError):
                    (self.path / name).unlink()

    def clear(self) -> None:
        """Removes the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)


def safe_name(name: str) -> str:
    """A file's own name without folders, and without what a file system or an eye could take for something else."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in _UNSAFE.sub(" ", last) if unicodedata.category(c)[0] not in "CZ" or c == " ")
    whole = " ".join(seen.split()).strip(". ")
    stem, dot, suffix = whole.rpartition(".")
    if not dot or not suffix.isascii() or not suffix.isalnum() or len(suffix) > 8:
        stem, dot, suffix = whole, "", ""
    short = stem.encode()[:_LONGEST].decode(errors="ignore").strip(". ")
    return f"{short or 'report'}{dot}{suffix}"


def addresses_of(text: str) -> tuple[str, ...]:
    """The addresses in a text, one a line, each once. Raises `UsageError` for what is none."""
    lines = dict.fromkeys(filter(None, map(str.strip, text.splitlines())))
    for line in lines:
        try:
            parts = urlsplit(line)
            right = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and len(line) <= 2000
        except ValueError:
            right = False
        if not right or not line.isprintable() or " " in line:
            raise UsageError(f"{line[:80]!r} is no address; give them as https://…, one a line")
    if len(lines) > _MOST_ADDRESSES:
        raise UsageError(f"these are {len(lines)} addresses; give at most {_MOST_ADDRESSES} at once")
    return tuple(lines)
