"""An archive is found damaged wherever a bit of it is; and one that is to do harm is not opened."""

import hashlib
import json
import random
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.errors import ArchiveError
from sayso.export.archive import Archive, open_archive, take_part, write_archive
from sayso.export.manifest import Manifest

NOON = datetime(2031, 4, 5, 12, 0, tzinfo=UTC)
ABOUT = Manifest(NOON.isoformat(), "1.0", 3, "l1:0", 7, "aa")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    notes, words = tmp_path / "notes.txt", tmp_path / "words.bin"
    notes.write_text("The lock at Orlen Ford is shut.\n" * 40)
    words.write_bytes(random.Random(3).randbytes(900))
    write_archive(tmp_path / "story.zip", {"notes.txt": notes, "words.bin": words}, ABOUT, NOON)
    return tmp_path / "story.zip"


def damage(path: Path) -> list[str]:
    with open_archive(path) as archive:
        return [] if isinstance(archive, Archive) else [f"{found.part}: {found.what}" for found in archive]


def sealed(data: bytes) -> bytes:
    """The bytes of an archive with the seal that fits them: whoever changes one may do so."""
    return data[:-64] + hashlib.sha256(data[:-64]).hexdigest().encode()


def forge(path: Path, parts: dict[str, bytes], sizes: dict[str, int] | None = None, mode: int = stat.S_IFREG) -> None:
    """An archive made past the program, its manifest and seal as they should be, but for the sizes told."""
    told = [
        {"name": name, "size": (sizes or {}).get(name, len(data)), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in parts.items()
    ]
    known = {f: getattr(ABOUT, f) for f in ("made", "program", "schema", "ledger", "entries", "chain", "format")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in {**parts, "manifest.json": json.dumps({**known, "parts": told}).encode()}.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = ((stat.S_IFREG if name == "manifest.json" else mode) | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
        packed.comment = b"0" * 64
    path.write_bytes(sealed(path.read_bytes()))


def test_what_is_written_is_taken_out(archive: Path, tmp_path: Path):
    assert damage(archive) == []
    with open_archive(archive) as found:
        assert isinstance(found, Archive)
        manifest = found.manifest
        assert (manifest.ledger, manifest.entries, [p.name for p in manifest.parts]) == (
            "l1:0",
            7,
            ["notes.txt", "words.bin"],
        )
        take_part(found, manifest.parts[1], tmp_path / "taken")
    assert (tmp_path / "taken").read_bytes() == (tmp_path / "words.bin").read_bytes()


def test_the_seal_is_what_common_tools_make(archive: Path):
    data = archive.read_bytes()
    assert hashlib.sha256(data[:-64]).hexdigest().encode() == data[-64:]


def test_every_flipped_bit_is_found(archive: Path):
    data = archive.read_bytes()
    chance = random.Random(17)
    for at in chance.sample(range(8 * len(data)), 300):
        broken = bytearray(data)
        broken[at // 8] ^= 1 << at % 8
        archive.write_bytes(broken)
        assert damage(archive), f"bit {at} of {8 * len(data)}"


def test_a_flipped_bit_of_a_part_is_found_in_that_part(archive: Path):
    data = bytearray(archive.read_bytes())
    data[data.index((archive.parent / "words.bin").read_bytes()[100:120])] ^= 1
    archive.write_bytes(data)
    assert damage(archive)[0].startswith("words.bin: is damaged")


@pytest.mark.parametrize("left", [0.0, 0.01, 0.5, 0.9, 0.99])
def test_an_archive_that_was_cut_off(archive: Path, left: float):
    data = archive.read_bytes()
    archive.write_bytes(data[: int(left * len(data))])
    assert "cut off" in damage(archive)[0]


def test_bytes_after_the_end(archive: Path):
    archive.write_bytes(archive.read_bytes() + b"x")
    assert damage(archive)


def test_a_part_put_in_and_a_part_missing(tmp_path: Path):
    forge(tmp_path / "a.zip", {"notes.txt": b"words", "more.txt": b"more"})
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        manifest = json.loads(packed.read("manifest.json"))
    manifest["parts"][1]["name"] = "other.txt"
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        for name, data in (("notes.txt", "words"), ("more.txt", "more"), ("manifest.json", json.dumps(manifest))):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            packed.writestr(entry, data)
        packed.comment = b"0" * 64
    (tmp_path / "b.zip").write_bytes(sealed((tmp_path / "b.zip").read_bytes()))
    assert damage(tmp_path / "a.zip") == []
    assert damage(tmp_path / "b.zip") == [
        "more.txt: is not in the manifest: it was put in",
        "other.txt: is missing",
    ]


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "a/b", "a\\b", "..", "C:evil"])
def test_a_name_that_leads_elsewhere(tmp_path: Path, name: str):
    forge(tmp_path / "evil.zip", {name: b"words"})
    assert "is no name of a part" in damage(tmp_path / "evil.zip")[0]


def test_a_link_is_no_part(tmp_path: Path):
    forge(tmp_path / "evil.zip", {"ledger.db": b"/etc/passwd"}, mode=stat.S_IFLNK)
    assert damage(tmp_path / "evil.zip") == ["ledger.db: is no plain file"]


def test_no_more_is_unpacked_than_the_manifest_says(tmp_path: Path):
    forge(tmp_path / "bomb.zip", {"ledger.db": bytes(50_000_000)}, {"ledger.db": 10})
    assert damage(tmp_path / "bomb.zip") == ["ledger.db: is not what the manifest says: it was changed"]


def test_any_other_zip_is_no_archive(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as packed:
        entry = zipfile.ZipInfo("a.txt")
        entry.external_attr = (stat.S_IFREG | 0o644) << 16
        packed.writestr(entry, "a")
    assert damage(tmp_path / "other.zip") == ["manifest.json: is missing: it is no archive of Sayso's"]
    with pytest.raises(ArchiveError, match="cannot read"):
        damage(tmp_path / "absent.zip")


def test_an_archive_that_cannot_be_written_leaves_what_was_there(archive: Path):
    before = archive.read_bytes()
    with pytest.raises(OSError, match="absent"):
        write_archive(archive, {"absent.txt": archive.parent / "absent.txt"}, ABOUT, NOON)
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.glob(".*")] == []
