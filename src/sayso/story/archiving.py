"""A ledger as one file that another machine checks and opens: backed up, restored, verified.

Beside the conductor. Invariant: all parts of an archive are of one moment of the ledger, whatever others write
meanwhile; and what is restored has the digest and the chain of what was backed up, or is not there at all.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sayso.errors import ArchiveError, LedgerError, UsageError
from sayso.model import Story
from sayso.story.dossiers import dossier_of, render_dossier
from sayso.story.opening import opened
from sayso.story.readme import VERIFIER, render_readme
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.export.archive import Archive
    from sayso.export.manifest import Manifest
    from sayso.ledger import Audit, Fault, Ledger

__all__ = ["Archived", "ArchivedAudit", "audit_archive", "backup", "is_archive", "restore", "verify_archive"]

_LEDGER = "ledger.db"
_README = "README.txt"
_START = b"PK\x03\x04"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Archived:
    """A ledger that was backed up or restored: its digest, and the length and the last link of its hash chain."""

    digest: str
    entries: int
    chain: str


@dataclass(frozen=True, slots=True)
class ArchivedAudit:
    """What checking an archive came to: its faults, those of the ledger in it among them, and what there was to check
    in that; None where the archive is damaged, so that it was not looked at.

    `unchecked` are parts of which only the digest was checked, not whether they follow from the ledger: the version
    `program` of Sayso wrote them, and another may show the same ledger otherwise.
    """

    faults: "tuple[Fault, ...]"
    ledger: "Audit | None"
    unchecked: tuple[str, ...]
    program: str


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
            digest = held.copy_to(folder / _LEDGER, _named(progress, "copying"))
        with opened(folder / _LEDGER) as copy:
            about = _about(digest, *copy.head(), made)
            parts = {} if bare else _write_views(copy, folder)
        _settle(folder / _LEDGER)
        parts = {_LEDGER: folder / _LEDGER} | parts | _verifier()
        readme = folder / _README
        readme.write_text(render_readme(about, tuple(parts)), encoding="utf-8")
        write_archive(target, {_README: readme} | parts, about, made, _named(progress, "packing"))
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
        with _found_whole(Path(path)) as archive:
            about = archive.manifest
            _take_ledger(archive, folder, Path(path), progress)
        faults, _ = _checked_ledger(about, folder, progress, (), thorough=False)
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
    return audit_archive(path, progress=progress).faults


def audit_archive(
    path: str | Path, *, roots: Iterable[str] = (), progress: Progress | None = None, thorough: bool = False
) -> ArchivedAudit:
    """All that `verify_archive` finds, with what was there to check; `roots` and `thorough` as of a ledger's audit."""
    from sayso.export.archive import open_archive
    from sayso.ledger import Fault

    with TemporaryDirectory(prefix="sayso-") as name, open_archive(Path(path)) as archive:
        if isinstance(archive, tuple):
            return ArchivedAudit(tuple(Fault("archive", d.part, d.what) for d in archive), None, (), "")
        folder, about = Path(name), archive.manifest
        _take_ledger(archive, folder, Path(path), progress)
        faults, audit = _checked_ledger(about, folder, progress, roots, thorough=thorough)
        views = [part.name for part in about.parts if part.name in _VIEWS]
        same = about.program == __version__
        if views and same and not faults:
            faults = tuple(_view_faults(about, folder))
        return ArchivedAudit(faults, audit, () if same else tuple(views), about.program)


def is_archive(path: str | Path) -> bool:
    """Whether there is a file that begins as an archive does."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_START)) == _START
    except OSError:
        return False


@contextmanager
def _found_whole(path: Path) -> "Iterator[Archive]":
    """The archive at `path`. Raises `ArchiveError` that names what is wrong with it."""
    from sayso.export.archive import open_archive

    with open_archive(path) as archive:
        if isinstance(archive, tuple):
            part, what = archive[0].part, archive[0].what
            raise ArchiveError(f"{path}: {part} {what}; fetch the archive anew, or take another")
        yield archive


def _take_ledger(archive: "Archive", folder: Path, path: Path, progress: Progress | None) -> None:
    """Lays the ledger of an archive into `folder`."""
    from sayso.export.archive import take_part

    part = next((part for part in archive.manifest.parts if part.name == _LEDGER), None)
    if part is None:
        raise ArchiveError(f"{path}: {_LEDGER} is missing; fetch the archive anew")
    if part.size > shutil.disk_usage(folder).free:
        raise ArchiveError(f"{path}: {_LEDGER} has {part.size:,} bytes, for which {folder.parent} has no room")
    take_part(archive, part, folder / _LEDGER, _named(progress, "unpacking"))


def _checked_ledger(
    about: "Manifest", folder: Path, progress: Progress | None, roots: Iterable[str], *, thorough: bool
) -> "tuple[tuple[Fault, ...], Audit]":
    """What is wrong with the ledger that lies in `folder`, by itself and by the manifest; and its own audit."""
    from sayso.ledger import Fault

    with opened(folder / _LEDGER) as held:
        audit = held.audit(roots, _named(progress, "verifying"), thorough=thorough)
        faults = tuple(replace(fault, table=f"{_LEDGER} {fault.table}") for fault in audit.faults)
        if not faults and (held.digest(), *held.head()) != (about.ledger, about.entries, about.chain):
            faults = (Fault("archive", _LEDGER, "is not the ledger of which the manifest speaks"),)
    return faults, audit


def _verifier() -> dict[str, Path]:
    """The verifier that shares no code with Sayso, where it is at hand: beside this, or in the project's own folder."""
    here = Path(__file__)
    places = (here.with_name(VERIFIER), here.parents[3] / "verifier" / VERIFIER)
    found = next((place for place in places if place.is_file()), None)
    return {VERIFIER: found} if found else {}


def _about(digest: str, entries: int, chain: str, made: datetime) -> "Manifest":
    from sayso.export.manifest import Manifest
    from sayso.ledger.schema import SCHEMA_VERSION

    return Manifest(made.isoformat(), __version__, SCHEMA_VERSION, digest, entries, chain)


def _records(story: Story, _: "Ledger") -> Iterator[str]:
    from sayso.export import export_jsonl

    return (f"{line}\n" for line in export_jsonl(story))


def _judgements(story: Story, _: "Ledger") -> Iterator[str]:
    from sayso.export import export_judgements

    return (f"{line}\n" for line in export_judgements(story))


def _dossier(story: Story, held: "Ledger") -> Iterator[str]:
    yield render_dossier(dossier_of(held, story), "html").decode()


_VIEWS: Mapping[str, Callable[[Story, "Ledger"], Iterable[str]]] = {
    "records.jsonl": _records,
    "judgements.jsonl": _judgements,
    "dossier.html": _dossier,
}
"""What follows from the ledger and is there to be read without Sayso: name of the part → its text, in pieces."""


def _write_views(held: "Ledger", folder: Path) -> dict[str, Path]:
    """The views of a ledger as files in `folder`, by name."""
    story = held.view_story()
    for name, render in _VIEWS.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(render(story, held))
    return {name: folder / name for name in _VIEWS}


def _view_faults(about: "Manifest", folder: Path) -> "Iterator[Fault]":
    """Parts that do not follow from the ledger beside them."""
    from sayso.ledger import Fault

    with opened(folder / _LEDGER) as held:
        story = held.view_story()
        for part in about.parts:
            if part.name in _VIEWS:
                total = hashlib.sha256()
                for piece in _VIEWS[part.name](story, held):
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
