"""A story as one file: a zip of parts, a manifest of their digests, and a seal over every byte of it.

Used by `story.archiving`, which says what goes in. Invariant: an archive stands there whole or not at all; and nothing
is taken out of one before all of it has been found as it was written, whatever the file claims of itself.
"""

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from sayso.errors import ArchiveError
from sayso.export.manifest import MANIFEST, Manifest, Part, read_manifest, write_manifest

__all__ = ["Archive", "Damage", "open_archive", "sync_folder", "take_part", "write_archive"]

_SEAL = 64  # the hexadecimal digits of a SHA-256, the last bytes of the file, over all bytes before them
_BLOCK = 1 << 20
_MOST_PARTS = 32
_MANIFEST_SIZE = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, OverflowError, MemoryError)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with an archive, and in which part; "archive" where it is in none."""

    part: str
    what: str


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was found whole, to take parts out of."""

    packed: zipfile.ZipFile
    manifest: Manifest


def write_archive(
    target: Path, parts: Mapping[str, Path], about: Manifest, made: datetime, progress: Progress | None = None
) -> Manifest:
    """Writes the files `parts` (name → file) and a manifest to the archive `target`, and gives the manifest.

    `progress` is called with the bytes packed and the bytes in all. Raises `OSError`; then `target` is as it was.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w+b") as file:
            manifest = _pack(file, parts, about, made, progress)
            _write_seal(file)
            os.fsync(file.fileno())
        draft.replace(target)
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


@contextmanager
def open_archive(path: Path) -> Iterator[Archive | tuple[Damage, ...]]:
    """The archive at `path`, to take parts out of, or all that is wrong with it: it is opened only where nothing is.

    Each byte of it is looked at once; nothing of it is written anywhere. Raises `ArchiveError` where there is no file
    that can be read.
    """
    with _file(path) as file:
        try:
            packed = zipfile.ZipFile(file)
        except _BROKEN:
            yield (Damage("archive", "is cut off, or no archive of Sayso's"),)
            return
        with packed:
            yield _looked_through(packed, file)


def take_part(archive: Archive, part: Part, target: Path, progress: Progress | None = None) -> None:
    """Writes one part to the file `target`, which is not there yet. Raises `ArchiveError`, or `OSError`."""
    with target.open("xb") as out:

        def write(block: bytes, done: int) -> None:
            out.write(block)
            if progress:
                progress(done, part.size)

        found = _digest(archive.packed, part, write)
        os.fsync(out.fileno())
    if found != part.sha256:  # it was changed since it was looked through
        target.unlink()
        raise ArchiveError(f"{part.name} changed while it was read; fetch the archive anew")


def _pack(
    file: BinaryIO, parts: Mapping[str, Path], about: Manifest, made: datetime, progress: Progress | None
) -> Manifest:
    total = sum(path.stat().st_size for path in parts.values())
    done = 0
    listed = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in parts.items():
            total_hash = hashlib.sha256()
            with path.open("rb") as given, packed.open(_entry(name, made), "w", force_zip64=True) as out:
                for block in _blocks(given):
                    out.write(block)
                    total_hash.update(block)
                    done += len(block)
                    if progress:
                        progress(done, total)
            listed.append(Part(name, path.stat().st_size, total_hash.hexdigest()))
        manifest = replace(about, parts=tuple(listed))
        packed.writestr(_entry(MANIFEST, made), write_manifest(manifest))
        packed.comment = b"0" * _SEAL
    return manifest


def _entry(name: str, made: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def _write_seal(file: BinaryIO) -> None:
    file.flush()
    seal = _seal(file)
    file.seek(-_SEAL, os.SEEK_END)
    file.write(seal)
    file.flush()


def _seal(file: BinaryIO) -> bytes:
    """What the last bytes of a whole archive are."""
    left = file.seek(0, os.SEEK_END) - _SEAL
    file.seek(0)
    total = hashlib.sha256()
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        total.update(block)
        left -= len(block)
    return total.hexdigest().encode("ascii")


def _is_sealed(file: BinaryIO) -> bool:
    if file.seek(0, os.SEEK_END) < _SEAL:
        return False
    file.seek(-_SEAL, os.SEEK_END)
    return file.read() == _seal(file)


def _looked_through(packed: zipfile.ZipFile, file: BinaryIO) -> Archive | tuple[Damage, ...]:
    wrong = next(_unsafe(packed, file.seek(0, os.SEEK_END)), None)
    if wrong:
        return (wrong,)
    try:
        manifest = _manifest(packed)
    except ArchiveError as error:
        return (Damage(MANIFEST, str(error).removeprefix(f"{MANIFEST} ")),)
    found = tuple(_part_damage(packed, manifest))
    if not found and not _is_sealed(file):
        found = (Damage("archive", "was changed between its parts, or cut off at its end"),)
    return found or Archive(packed, manifest)


def _unsafe(packed: zipfile.ZipFile, size: int) -> Iterator[Damage]:
    """What no archive of ours has, and one that is to do harm may: paths, links, parts that lie upon each other."""
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_PARTS or sum(entry.compress_size for entry in entries) > size:
        yield Damage("archive", "has more parts, or larger ones, than there is room for in it")
    for entry in entries:
        if not _NAME.fullmatch(entry.filename) or names.count(entry.filename) > 1:
            yield Damage(repr(entry.filename), "is no name of a part, or that of two")
        if stat.S_IFMT(entry.external_attr >> 16) != stat.S_IFREG or entry.compress_type not in _METHODS:
            yield Damage(entry.filename, "is no plain file")


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    try:
        with packed.open(MANIFEST) as given:
            data = given.read(_MANIFEST_SIZE + 1)
    except KeyError:
        raise ArchiveError(f"{MANIFEST} is missing: it is no archive of Sayso's") from None
    except _BROKEN as error:
        raise ArchiveError(f"{MANIFEST} is damaged ({error})") from error
    if len(data) > _MANIFEST_SIZE:
        raise ArchiveError(f"{MANIFEST} is too long to be one")
    return read_manifest(data)


def _part_damage(packed: zipfile.ZipFile, manifest: Manifest) -> Iterator[Damage]:
    told = {part.name for part in manifest.parts}
    there = set(packed.namelist()) - {MANIFEST}
    yield from (Damage(name, "is not in the manifest: it was put in") for name in sorted(there - told))
    yield from (Damage(name, "is missing") for name in sorted(told - there))
    for part in manifest.parts:
        if part.name in there:
            try:
                fits = _digest(packed, part) == part.sha256
            except _BROKEN as error:
                yield Damage(part.name, f"is damaged ({error})")
                continue
            if not fits:
                yield Damage(part.name, "is not what the manifest says: it was changed")


def _digest(packed: zipfile.ZipFile, part: Part, write: Callable[[bytes, int], None] | None = None) -> str:
    """The SHA-256 of a part, "" where it is longer than the manifest says: no more than that is ever unpacked."""
    total, done = hashlib.sha256(), 0
    with packed.open(part.name) as given:
        for block in _blocks(given):
            done += len(block)
            if done > part.size:
                return ""
            total.update(block)
            if write:
                write(block, done)
    return total.hexdigest() if done == part.size else ""


def _blocks(file: IO[bytes]) -> Iterable[bytes]:
    return iter(lambda: file.read(_BLOCK), b"")


@contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise ArchiveError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    with file:
        yield file


def sync_folder(folder: Path) -> None:
    """A file that was put in its place is there after a failure of power, too."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
