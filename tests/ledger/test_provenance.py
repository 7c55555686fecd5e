"""Originals: the bytes that inputs gave come back as they came, and damage to them is found."""

from datetime import datetime, timedelta

import pytest

from sayso.errors import NotFoundError
from sayso.model import Custody, Means, original_of
from tests.ledger.engines import Engine
from tests.ledger.samples import HERALD

BYTES = "\ufeffThe dam held,\r\nsaid Ilse Pruun \\ \0 \U0001f30a".encode() + bytes(range(256))
KEPT = Custody(original_of(BYTES, "text/plain"), Means.FILE, "in/herald.txt", "Ilse")
UNKEPT = Custody(original_of(BYTES, "text/plain", kept=False), Means.FILE, "in/herald.txt", "Ilse")


def test_the_bytes_of_a_report_come_back(engine: Engine):
    with engine.open() as ledger:
        assert ledger.record_document(HERALD, (), KEPT)
        assert not ledger.record_document(HERALD, (), KEPT)
        (held,) = ledger.view_custody(HERALD.id)
        assert (held.means, held.place, held.by, held.original.size) == (
            Means.FILE,
            "in/herald.txt",
            "Ilse",
            len(BYTES),
        )
        assert ledger.view_original(held.original.digest) == BYTES
        assert ledger.verify() == ()


def test_what_somebody_brought_since_a_moment_is_listed(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, (), UNKEPT)
        ledger.record_document(HERALD, (), KEPT)
        *_, last = (datetime.fromisoformat(custody.at) for custody in ledger.view_custody(HERALD.id))
        began, later = last.replace(microsecond=0), last + timedelta(seconds=1)
        asked = (("Ilse", began, 9), ("Ilse", began, 0), ("Ilse", later, 9), ("Ben", began, 9))
        found = [ledger.listing().collected_by(*one) for one in asked]
        assert found == [(HERALD.id,), (), (), ()]


def test_a_digest_alone_is_kept_where_it_is_asked_and_the_bytes_may_follow(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, (), UNKEPT)
        with pytest.raises(NotFoundError, match="digest alone"):
            ledger.view_original(UNKEPT.original.digest)
        assert ledger.record_document(HERALD, (), KEPT)
        assert not ledger.record_document(HERALD, (), UNKEPT)
        assert ledger.view_original(KEPT.original.digest) == BYTES
        assert ledger.verify() == ()


def test_bytes_kept_do_not_change_the_digest_of_a_ledger(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, ())
        before = ledger.digest()
        ledger.record_document(HERALD, (), KEPT)
        assert ledger.digest() == before


@pytest.mark.parametrize("other", [b"not packed", original_of(b"other", "text/plain").packed])
def test_other_bytes_in_the_place_of_an_original_are_found(engine: Engine, other: bytes):
    with engine.open() as ledger:
        ledger.record_document(HERALD, (), UNKEPT)
        ledger._store.add("content", ("digest", "packed"), [(KEPT.original.digest, other)])
        assert [(fault.table, fault.row) for fault in ledger.verify()] == [("content", KEPT.original.digest)]
