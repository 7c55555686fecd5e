"""Many at once: readers and writers see no error and nothing torn. `make load` goes on for an hour."""

import os

import pytest

from tests.ledger.engines import Engine, PostgresEngine, SqliteEngine
from tests.ledger.test_durability import trial

SECONDS = int(os.environ.get("SAYSO_LOAD_SECONDS", "30"))


@pytest.mark.parametrize(("kind", "writers", "readers"), [(SqliteEngine, 2, 20), (PostgresEngine, 8, 50)])
def test_writers_and_readers_at_once(kind: type[Engine], writers: int, readers: int, tmp_path):
    place = kind.in_folder(tmp_path).place
    assert f"{writers} writers, {readers} readers" in trial("load", place, writers, readers, SECONDS)
