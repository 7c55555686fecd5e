"""Roots are stamped from outside; hostile replies are refused and leave nothing behind."""

from pathlib import Path

import pytest

from sayso.errors import InputError, NotFoundError, UsageError
from sayso.intake.limits import Limits
from sayso.ledger import open_ledger
from sayso.ledger.timestamps import build_request
from sayso.story import ask_authority, audit, check_stamps, copy, request_stamp, take_stamp, verify
from tests.ledger.authority import Authority, made_authority
from tests.ledger.samples import COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS


@pytest.fixture(scope="module")
def authority() -> Authority:
    return made_authority()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "story.db") as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
    return tmp_path / "story.db"


def _stamps(place: Path) -> tuple[tuple[str, bytes], ...]:
    return audit(place).stamps


def test_a_request_and_its_reply(place: Path, authority: Authority):
    root, request = request_stamp(place)
    assert request_stamp(place) == (root, request)
    stamped = take_stamp(place, authority.reply(request))
    assert (stamped.root, stamped.authority, stamped.fault) == (root, "CN=Orlen Time", None)
    assert verify(place) == ()
    assert [stamp[0] for stamp in _stamps(place)] == [root]


def test_a_reply_taken_twice_is_one_and_closes_no_run(place: Path, authority: Authority):
    root, request = request_stamp(place)
    reply = authority.reply(request)
    take_stamp(place, reply)
    take_stamp(place, reply)
    assert len(_stamps(place)) == 1
    assert request_stamp(place)[0] == root


def test_a_stamp_of_an_earlier_root_is_taken_and_outlives_a_copy(place: Path, authority: Authority, tmp_path: Path):
    _, request = request_stamp(place)
    with open_ledger(place) as ledger:
        ledger.record_document(COURIER, COURIER_CLAIMS)
        ledger.close_run()
    take_stamp(place, authority.reply(request))
    copy(place, tmp_path / "copy.db")
    assert _stamps(tmp_path / "copy.db") == _stamps(place) != ()
    assert verify(tmp_path / "copy.db") == ()


def test_what_a_stamp_is_worth_is_told_as_far_as_it_was_checked(place: Path, authority: Authority):
    take_stamp(place, authority.reply(request_stamp(place)[1]))
    (bare,) = check_stamps(_stamps(place))
    (known,) = check_stamps(_stamps(place), authority.trust)
    (strange,) = check_stamps(_stamps(place), made_authority().trust)
    assert "not checked" in bare.chain
    assert known.chain == "its certificate leads to CN=Orlen Root"
    assert strange.chain == "its certificate leads to none given"
    assert {stamp.fault for stamp in (bare, known, strange)} == {None}
    ((_, reply),) = _stamps(place)
    (other,) = check_stamps([("m1:" + "0" * 64, reply)], authority.trust)
    assert other.fault == "it is for another root"


def test_hostile_replies_are_refused_and_nothing_is_recorded(place: Path, authority: Authority):
    _, request = request_stamp(place)
    good = authority.reply(request)
    hostile = [b"", b"garbage", good[:-40], good + b"\0" * 300_000, authority.reply(request, nonce=1)]
    for reply in hostile:
        with pytest.raises(InputError):
            take_stamp(place, reply)
    with pytest.raises(NotFoundError, match="holds no run with the root"):
        take_stamp(place, authority.reply(build_request("m1:" + "1f" * 32)))
    assert _stamps(place) == ()
    assert verify(place) == ()


def test_an_authority_is_asked_once_and_told_the_query_alone(place: Path, authority: Authority):
    asked: list[tuple[str, bytes, str]] = []

    def ask(url: str, query: bytes, media: str, limits: Limits) -> bytes:
        asked.append((url, query, media))
        return authority.reply(query)

    stamped = ask_authority(place, "https://stamps.example/tsr", ask=ask)
    assert asked == [("https://stamps.example/tsr", build_request(stamped.root), "application/timestamp-query")]
    assert len(_stamps(place)) == 1


def test_an_authority_that_stamps_something_else_is_refused(place: Path, authority: Authority):
    def ask(url: str, query: bytes, media: str, limits: Limits) -> bytes:
        return authority.reply(build_request("m1:" + "1f" * 32))

    with pytest.raises(InputError, match=r"stamps\.example.*another root; nothing was recorded"):
        ask_authority(place, "https://stamps.example/tsr", ask=ask)
    assert _stamps(place) == ()


@pytest.mark.parametrize("url", ["ftp://stamps.example/", "file:///etc/passwd", "https://ada:secret@stamps.example/"])
def test_no_other_addresses_are_asked(place: Path, url: str):
    with pytest.raises(InputError):
        ask_authority(place, url)


def test_an_empty_ledger_has_nothing_to_stamp(tmp_path: Path):
    open_ledger(tmp_path / "empty.db").close()
    with pytest.raises(UsageError, match="empty"):
        request_stamp(tmp_path / "empty.db")
