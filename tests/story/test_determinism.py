"""However reports are read, the ledger has one digest; `make determinism` tries a hundred ways."""

import os
from functools import cache, partial
from pathlib import Path

import pytest

from sayso.intake import load_documents
from sayso.model import Document
from sayso.story import load_engine
from tests.ledger.engines import ENGINES
from tests.story.ways import Way, read_so, way

WAYS = int(os.environ.get("SAYSO_WAYS", "12"))
DAM = Path(__file__).resolve().parents[2] / "examples" / "karrow-dam"
AWKWARD = (
    "",
    "He said so. She denied it. They said nothing.",
    "“Nobody was hurt,” he said.\n\n“Two were hurt,” the clinic at Orlen Ford said on 3 March 2031.\n",
    "The lock is shut, keeper Ilka Brandvoll said. " * 5,
)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """The reports of the example, few of them where the ways are few, and some that are hard to batch."""
    folder = tmp_path_factory.mktemp("awkward")
    for number, text in enumerate(AWKWARD):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    told = sorted(DAM.iterdir()) if WAYS > 12 else sorted(DAM.glob("*-031[35].txt"))
    return list(load_documents([*told, folder]))


def test_one_digest_however_reports_are_read(documents: list[Document], tmp_path: Path):
    here = cache(partial(load_engine, apart=True))
    ways = [way(number) for number in range(WAYS)]
    digests: dict[str, list[Way]] = {}
    for made in ways:
        folder = tmp_path / str(made.number)
        folder.mkdir()
        engine = ENGINES[made.number % len(ENGINES)].in_folder(folder)
        with read_so(made, documents, engine, here) as ledger:
            digests.setdefault(ledger.digest(), []).append(made)
            assert len(ledger.view_claims()) > 10
            assert ledger.verify() == ()
    assert len(digests) == 1, min(digests.values(), key=len)[0]
    assert {made.workers for made in ways} == {1, 2, 4}
    assert len({(made.size, made.batch, made.sittings) for made in ways}) > WAYS / 2
