"""A ledger as one file that another machine checks and opens: backed up, restored, verified.

Beside the conductor. Invariant: all parts of an archive are of one moment of the ledger, whatever others write
meanwhile; and what is restored has the digest and the chain of what was backed up, or is not there at all.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sayso.errors import ArchiveError, LedgerError, UsageError
from sayso.story.opening import opened
from sayso.story.readme import render_readme
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.export.manifest import Manifest
    from sayso.ledger import Fault, Ledger

__all__ = ["Archived", "backup", "is_archive", "restore", "verify_archive"]

_LEDGER = "ledger.db"
_README = "README.txt"
_VERIFIER = "verify_ledger.py"
_START = b"PK\x03\x04"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Archived:
    """A ledger that was backed up or restored: its digest, and the length and the last link of its hash chain."""

    digest: str
    entries: int
    chain: str


def backup(
    ledger: "Ledger | str | Path",
    path: str | Path,
    *,
    bare: bool = False,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Archived:
    """Write a ledger, as it is at one moment, to the archive `path`: whole, or not at all; others may write meanwhile.

    With the ledger go its records, judgements and dossier, unless `bare`. `progress` is called with what is being done,
    how much of it is done, and how much there is. Raises `UsageError` where the archive cannot be written.
    """
    from sayso.export.archive import write_archive

    target, made = Path(path), clock()
    with _folder(target) as folder, _writing(target):
        with opened(ledger) as held:
            held.copy_to(folder / _LEDGER, _named(progress, "copying"))
        about = _about(folder / _LEDGER, made)
        if not bare:
            _write_views(folder / _LEDGER, folder)
        _settle(folder / _LEDGER)
        parts = {name: folder / name for name in (_LEDGER, *_VIEWS) if (folder / name).exists()} | _verifier()
        readme = folder / _README
        readme.write_text(render_readme(about, tuple(parts)), encoding="utf-8")
        parts = {_README: readme} | parts
        write_archive(target, parts, about, made, _named(progress, "packing"))
    return Archived(about.ledger, about.entries, about.chain)


def restore(path: str | Path, to: str | Path, *, progress: Progress | None = None) -> Archived:
    """Make a ledger of the archive `path` at a place where there is none yet: a file or `postgresql://…`.

    Raises `ArchiveError` that names the part where the archive is not as it was written, `LedgerError` where there is a
    ledger already; then nothing is restored.
    """
    place = Path(to) if "://" not in str(to) else None
    if place is not None and place.exists():
        raise LedgerError(f"{place} is there already; name a file that is not, and nothing is written over")
    with _folder(place) as folder, _writing(place or folder):
        about, faults = _unpacked(Path(path), folder, progress)
        for fault in faults:
            raise ArchiveError(f"{path}: {fault.table} {fault.row} {fault.what}; nothing was restored")
        if place is None:
            with opened(folder / _LEDGER) as held:
                held.copy_to(to, _named(progress, "copying"))
        else:
            _settle(folder / _LEDGER)
            _put(folder / _LEDGER, place)
    return Archived(about.ledger, about.entries, about.chain)


def verify_archive(path: str | Path, *, progress: Progress | None = None) -> "tuple[Fault, ...]":
    """What in an archive is not as it was written, or does not follow from the ledger in it; none where all does."""
    from sayso.export.archive import archive_damage
    from sayso.ledger import Fault

    damaged = tuple(Fault("archive", damage.part, damage.what) for damage in archive_damage(Path(path)))
    if damaged:
        return damaged
    with TemporaryDirectory(prefix="sayso-") as name:
        folder = Path(name)
        about, faults = _unpacked(Path(path), folder, progress)
        return faults or tuple(_view_faults(about, folder))


def is_archive(path: str | Path) -> bool:
    """Whether there is a file that begins as an archive does."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_START)) == _START
    except OSError:
        return False


def _unpacked(path: Path, folder: Path, progress: Progress | None) -> "tuple[Manifest, tuple[Fault, ...]]":
    """The manifest, and what is wrong with the ledger that then lies in `folder`, by itself and by the manifest."""
    from sayso.export.archive import open_archive, take_part
    from sayso.ledger import Fault

    with open_archive(path) as (packed, about):
        part = next((part for part in about.parts if part.name == _LEDGER), None)
        if part is None:
            raise ArchiveError(f"{path}: {_LEDGER} is missing; fetch the archive anew")
        if part.size > shutil.disk_usage(folder).free:
            raise ArchiveError(f"{path}: {_LEDGER} has {part.size:,} bytes, for which {folder.parent} has no room")
        take_part(packed, part, folder / _LEDGER, _named(progress, "unpacking"))
    if progress:
        progress("verifying", 0, 1)
    with opened(folder / _LEDGER) as held:
        faults = tuple(Fault(_LEDGER, f"{fault.table} {fault.row}:", fault.what) for fault in held.verify())
        if not faults and (held.digest(), *held.head()) != (about.ledger, about.entries, about.chain):
            faults = (Fault("archive", _LEDGER, "is not the ledger of which the manifest speaks"),)
    return about, faults


def _verifier() -> dict[str, Path]:
    """The verifier that shares no code with Sayso, where it is at hand: beside this, or in the project's own folder."""
    here = Path(__file__)
    places = (here.with_name(_VERIFIER), here.parents[3] / "verifier" / _VERIFIER)
    found = next((place for place in places if place.is_file()), None)
    return {_VERIFIER: found} if found else {}


def _about(ledger: Path, made: datetime) -> "Manifest":
    from sayso.export.manifest import Manifest
    from sayso.ledger.schema import SCHEMA_VERSION

    with opened(ledger) as held:
        entries, chain = held.head()
        return Manifest(made.isoformat(), __version__, SCHEMA_VERSION, held.digest(), entries, chain)


def _records(ledger: Path) -> Iterator[str]:
    from sayso.story.conductor import export_story

    return (f"{line}\n" for line in export_story(ledger, "jsonl"))


def _judgements(ledger: Path) -> Iterator[str]:
    from sayso.story.conductor import export_story

    return (f"{line}\n" for line in export_story(ledger, "judgements"))


def _dossier(ledger: Path) -> Iterator[str]:
    from sayso.dossier import build_dossier, render_html
    from sayso.story.conductor import open_story

    yield render_html(build_dossier(open_story(ledger)))


_VIEWS: Mapping[str, Callable[[Path], Iterable[str]]] = {
    "records.jsonl": _records,
    "judgements.jsonl": _judgements,
    "dossier.html": _dossier,
}
"""What follows from the ledger and is there to be read without Sayso: name of the part → its text, in pieces."""


def _write_views(ledger: Path, folder: Path) -> None:
    for name, render in _VIEWS.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(render(ledger))


def _view_faults(about: "Manifest", folder: Path) -> "Iterator[Fault]":
    """Parts that do not follow from the ledger beside them; another version may show the same ledger otherwise."""
    import hashlib

    from sayso.ledger import Fault

    for part in about.parts if about.program == __version__ else ():
        if part.name in _VIEWS:
            total = hashlib.sha256()
            for piece in _VIEWS[part.name](folder / _LEDGER):
                total.update(piece.encode())
            if total.hexdigest() != part.sha256:
                yield Fault("archive", part.name, "does not follow from the ledger in the archive")


def _settle(ledger: Path) -> None:
    """The ledger's file as one: nothing of it is left in a log beside it."""
    with opened(ledger):
        pass
    for beside in (ledger.with_name(f"{ledger.name}-wal"), ledger.with_name(f"{ledger.name}-shm")):
        if beside.exists():
            raise LedgerError(f"{ledger} could not be closed; try again")


def _put(draft: Path, place: Path) -> None:
    """Puts a file in its place, where there must be none, to stay there."""
    from sayso.export.archive import sync_folder

    with draft.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, place)
    except FileExistsError:
        raise LedgerError(f"{place} is there already; name a file that is not, and nothing is written over") from None
    except OSError:  # a file system without links
        draft.rename(place)
    sync_folder(place.parent)


@contextmanager
def _folder(target: Path | None) -> Iterator[Path]:
    """A folder of its own, gone in the end; beside `target`, so that what is made in it needs but be moved."""
    try:
        made = TemporaryDirectory(prefix=f".{target.name if target else 'sayso'}.", dir=target and target.parent)
    except OSError as error:
        raise UsageError(f"cannot write {str(target)!r}: {error.strerror or error}") from error
    with made as name:
        yield Path(name)


@contextmanager
def _writing(target: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {str(target)!r}: {error.strerror or error}") from error


def _named(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return (lambda done, total: progress(what, done, total)) if progress else None
