"""Roots stamped from outside: a query for an authority, its reply taken into the record, and what that is worth.

Beside the conductor. Invariant: a reply is recorded only where it is signed rightly, for the root of a run of this
ledger; of one that is recorded no more is said than was checked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import InputError, UsageError
from sayso.story.deciding import compare_waiting
from sayso.story.opening import opened

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from sayso.intake.fetching import Ask
    from sayso.ledger import Ledger

__all__ = ["Stamped", "ask_authority", "check_stamps", "request_stamp", "take_stamp"]

_QUERY = "application/timestamp-query"
_NOT_CHECKED = "where its certificate leads was not checked"


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a time stamp is worth, as far as it was checked.

    `root` is what the ledger keeps it for; `at` and `authority` are what it says itself. `fault` says what is wrong
    with it, None where it fits the root and its signature is good. `chain` says where its certificate leads.
    """

    root: str
    at: datetime | None
    authority: str
    fault: str | None
    chain: str


def request_stamp(ledger: "Ledger | str | Path") -> tuple[str, bytes]:
    """The root of all that the ledger holds (what waits is compared and its run closed first), and a query for it after
    RFC 3161.

    Raises `UsageError` where the ledger is empty.
    """
    from sayso.ledger.timestamps import build_request

    with opened(ledger) as held:
        if not held.head()[0]:
            raise UsageError("the ledger is empty; read something first")
        while (run := compare_waiting(held)) is None:
            pass  # somebody judged in that moment
    return run.root, build_request(run.root)


def take_stamp(ledger: "Ledger | str | Path", reply: bytes) -> Stamped:
    """Records an authority's reply. Raises `InputError` where it is none, is not signed rightly or repeats another
    number, `NotFoundError` where it is for no root of this ledger; then nothing is recorded.
    """
    from sayso.ledger.timestamps import nonce_of, read_reply

    read = read_reply(reply)
    if read.nonce != nonce_of(read.root):
        raise InputError("the reply is none to a query of Sayso: it does not repeat its number")
    with opened(ledger) as held:
        held.record_stamp(read.root, reply)
    return Stamped(read.root, read.at, read.authority, None, _NOT_CHECKED)


def ask_authority(ledger: "Ledger | str | Path", url: str, *, ask: "Ask | None" = None) -> Stamped:
    """Sends the query for the newest root to an authority, and records its reply; nothing but that goes out.

    Raises `InputError` where it does not answer, or as `take_stamp` does.
    """
    from sayso.intake.fetching import ask_url
    from sayso.intake.limits import Limits
    from sayso.ledger.timestamps import LARGEST_REPLY, read_reply

    root, query = request_stamp(ledger)
    try:
        reply = (ask or ask_url)(url, query, _QUERY, Limits(max_bytes=LARGEST_REPLY))
        if read_reply(reply).root != root:
            raise InputError("the reply is for another root")
        return take_stamp(ledger, reply)
    except InputError as error:
        raise InputError(f"{url}: {error.reason}; nothing was recorded") from error


def check_stamps(stamps: Iterable[tuple[str, bytes]], trust: bytes | None = None) -> tuple[Stamped, ...]:
    """What recorded stamps are worth; `trust` is a PEM file of certificates. Raises `InputError` where it is none."""
    from sayso.ledger.timestamps import read_trust

    trusted = read_trust(trust) if trust is not None else None
    return tuple(map(partial(_checked, trusted), stamps))


def _checked(trusted: "tuple[Certificate, ...] | None", stamp: tuple[str, bytes]) -> Stamped:
    from sayso.ledger.timestamps import leads_to, read_reply

    root, reply = stamp
    try:
        read = read_reply(reply)
    except InputError as error:
        return Stamped(root, None, "", error.reason, _NOT_CHECKED)
    fault = None if read.root == root else "it is for another root"
    if trusted is None:
        return Stamped(root, read.at, read.authority, fault, _NOT_CHECKED)
    top = leads_to(read, trusted)
    leads = f"its certificate leads to {top.subject.rfc4514_string()}" if top else "its certificate leads to none given"
    return Stamped(root, read.at, read.authority, fault, leads)
