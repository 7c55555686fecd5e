"""A process of its own that reads what somebody brought, and says how far it has got.

Under `jobs`, which starts it; nothing of this runs in the server, where a parser has no room. Invariant: in a desk that
several share it connects to no network that is not open to everybody.
"""

import ipaddress
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from sayso.errors import SaysoError
from sayso.model import Metadata, Status
from sayso.story import Step, compare_judged, read

__all__ = ["Compared", "Ended", "Failed", "Order", "Recorded", "Said", "work"]


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that is given out (RFC 4291): no site's own, no IPv4 in disguise


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read: names of files in a folder, and addresses; with what is known of all of them, by whom, into
    which ledger. `shared` desks fetch from open networks alone.
    """

    folder: str
    inputs: tuple[str, ...]
    given: Metadata
    by: str
    ledger: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """A report that stands in the ledger now."""

    id: str
    path: str
    name: str
    status: Status
    reason: str
    claims: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """All is recorded, and being compared with what was there."""


@dataclass(frozen=True, slots=True)
class Compared:
    """It came to its end; `stopped` where somebody wanted it to before all was read."""

    stopped: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """It came to no good end, for this reason."""

    reason: str


Said: TypeAlias = Ended | Recorded | Compared | Failed


class _StoppedError(Exception):
    pass


def work(say: Callable[[Said], None], order: Order, stop: Event) -> None:
    """Reads what was ordered, and says what it does. `stop` ends it after the report in hand."""
    try:
        os.chdir(order.folder)  # so that a report's path is its file's own name
        if order.shared:
            sys.addaudithook(_only_open_networks(order.ledger))
        say(Compared(stopped=_read(order, say, stop)))
    except (SaysoError, OSError) as error:
        say(Failed(str(error)))


def _read(order: Order, say: Callable[[Said], None], stop: Event) -> bool:
    """Whether it was stopped before its end."""

    def listen(step: Step) -> None:
        if step.extracted is None:
            say(Recorded())
            return
        document = step.extracted.document
        counted = len(step.extracted.claims)
        say(Ended(document.id, document.path, document.name, document.status, document.reason or "", counted))
        if stop.is_set():
            raise _StoppedError

    try:
        read(order.inputs, ledger=order.ledger, given=order.given, by=order.by, jobs=_jobs(), progress=listen)
    except _StoppedError:
        # What was recorded stays, and is to be seen with all the rest.
        say(Recorded())
        compare_judged(order.ledger)
        return True
    return False


def _jobs() -> int:
    """One core is left to the pages."""
    return max(1, (os.cpu_count() or 1) - 1)


def _only_open_networks(ledger: str) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook (PEP 578) that lets nobody look behind the desk through an address that they name: it sees every
    connection, after names are resolved and redirects followed. That of the ledger's own server is let through.
    """
    own = _server_of(ledger)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "socket.connect" or not isinstance(arguments[1], tuple):
            return
        host, port, *_ = arguments[1]
        if (host, port) not in own and not is_open(host):
            raise PermissionError("it is in a network of this desk's own")

    return hook


def is_open(host: str) -> bool:
    """Whether an IP address is one that everybody can reach; names are none, as they are resolved before."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    inner = _inner(address)
    return is_open(str(inner)) if inner else address in _UNICAST and address.is_global


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that one of IPv6 leads to."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _server_of(ledger: str) -> frozenset[tuple[str, int]]:
    """The addresses of a ledger's server, as connections see them."""
    import socket

    parts = urlsplit(ledger)
    if not parts.hostname:
        return frozenset()
    port = parts.port or 5432
    told = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    return frozenset({(parts.hostname, port), *((str(address[0]), port) for *_, address in told)})
