"""The desk keeps ledgers open, and shows what is at their place now."""

import shutil
import threading
from pathlib import Path

import pytest

from sayso.errors import LedgerError, NotFoundError
from sayso.ledger import Ledger
from sayso.web.kept import KeptLedgers
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story, hostile_story


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_ledger(tmp_path / "dam.db", dam_story())


def test_a_ledger_is_kept_open(place: Path) -> None:
    kept = KeptLedgers(str(place))
    with kept.one() as first:
        pass
    with kept.one() as second, kept.one() as third:
        assert second is first
        assert third is not first
    kept.close()
    with pytest.raises(LedgerError), kept.one() as closed:
        first.view_story()
    assert closed is not first


def test_what_is_not_found_closes_nothing(place: Path) -> None:
    kept = KeptLedgers(str(place))
    with pytest.raises(NotFoundError), kept.one() as first:
        first.view_claim("c1:none")
    with kept.one() as second:
        assert second is first
    kept.close()


def test_a_file_in_its_place_is_opened_anew(place: Path, tmp_path: Path) -> None:
    kept = KeptLedgers(str(place))
    with kept.one() as before:
        told = before.view_story()
    shutil.move(make_ledger(tmp_path / "other.db", hostile_story("gate")), place)
    with kept.one() as after:
        assert after is not before
        assert after.view_story() != told
    place.unlink()
    with pytest.raises(LedgerError, match="there is no ledger here"), kept.one():
        pass
    kept.close()


def test_one_at_which_something_failed_is_not_lent_again(place: Path) -> None:
    kept = KeptLedgers(str(place))
    with kept.one() as first:
        first.close()
    with pytest.raises(LedgerError), kept.one() as broken:
        broken.view_story()
    assert broken is first
    with kept.one() as second:
        assert second is not first
        assert second.view_story().documents
    kept.close()


def test_no_two_threads_have_one_at_once(place: Path) -> None:
    kept, lent, wrong = KeptLedgers(str(place)), set[int](), list[Ledger]()

    def ask() -> None:
        for _ in range(20):
            with kept.one() as ledger:
                if id(ledger) in lent:
                    wrong.append(ledger)
                lent.add(id(ledger))
                ledger.find("gate")
                lent.discard(id(ledger))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept.close()
    assert wrong == []
