"""Trials of a ledger with processes of their own: killed at any moment, stopped by a full disk, many at once.

    python -m tests.ledger.trials kill PLACE NUMBER SEED
    python -m tests.ledger.trials full FOLDER DOCUMENTS
    python -m tests.ledger.trials load PLACE WRITERS READERS SECONDS
    python -m tests.ledger.trials record PLACE DOCUMENTS

A process apart, as it forks: what it forks has all modules at once and takes no threads along. Each trial ends with an
`AssertionError` where something acknowledged is not there, or something is there by half.
"""

import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from sayso.errors import LedgerError
from sayso.ledger import Ledger, open_ledger
from sayso.model import Claim, Document
from tests.ledger.engines import NOON
from tests.ledger.samples import claim, report

__all__ = ["READINGS", "Reading", "check_whole", "digest_of", "made_reading", "opened", "record_all"]

Reading = tuple[Document, tuple[Claim, ...]]


def made_reading(number: int) -> Reading:
    """A small report with its claims, another for each number."""
    document = report(
        f"Report {number} of the locks at Orlen Ford. The keeper said gate {number} leaks. The ferry runs.",
        path=f"in/{number}.txt",
        title=f"Gate {number}",
        published=f"2031-04-{1 + number % 28:02}",
    )
    words = (("The keeper", "said", f"gate {number} leaks"), ("", "", "The ferry runs"), ("", "", "the locks at Orlen"))
    return document, tuple(claim(document, *told) for told in words)


READINGS = tuple(made_reading(number) for number in range(400))
_CLAIMS = {document.id: {c.id for c in claims} for document, claims in READINGS}


def opened(place: str) -> Ledger:
    """The ledger at `place`, whose clock stands still."""
    return open_ledger(place, clock=lambda: NOON)


def record_all(ledger: Ledger, readings: tuple[Reading, ...], done: Callable[[int], object] = lambda _: None) -> None:
    """Records readings, telling the number of each once it is acknowledged."""
    for number, (document, claims) in enumerate(readings):
        ledger.record_document(document, claims)
        done(number)


def digest_of(place: str, readings: tuple[Reading, ...]) -> str:
    """The digest of a ledger in which nothing disturbed the recording."""
    with opened(place) as ledger:
        record_all(ledger, readings)
        return ledger.digest()


def check_whole(ledger: Ledger, acknowledged: int) -> int:
    """That the first `acknowledged` readings are there and nothing is there by half; gives how many are there."""
    story = ledger.view_story()
    held: dict[str, set[str]] = {document.id: set() for document in story.documents}
    for one in story.claims:
        held[one.document].add(one.id)
    assert all(_CLAIMS[name] == claims for name, claims in held.items()), "a document is there by half"
    lost = [number for number, (document, _) in enumerate(READINGS[:acknowledged]) if document.id not in held]
    assert not lost, f"acknowledged and lost: {lost}"
    return len(held)


def kill(place: str, number: int, seed: int) -> None:
    """Records again and again, killed at random moments, until `number` kills are done; each ledger is finished."""
    chance, kills, ledgers, reached = random.Random(seed), 0, 0, 0
    while kills < number:
        here, acknowledged = f"{place}{ledgers}", 0
        with opened(here):
            pass
        while acknowledged < len(READINGS) and kills < number:
            told = _killed(here, chance.uniform(0, 0.06), acknowledged)
            kills += 1
            acknowledged = max(acknowledged, told)
            with opened(here) as ledger:
                there = check_whole(ledger, acknowledged)
            assert there <= acknowledged + 1, "more is there than was begun"
        with opened(here) as ledger:
            record_all(ledger, READINGS)
            assert ledger.verify() == ()
            assert len(ledger.view_documents()) == len(READINGS)
            digests = {ledger.digest()}
        if ledgers == 0:
            undisturbed = digest_of(f"{place}u", READINGS)
        assert digests == {undisturbed}, "the digest differs from that of an undisturbed ledger"
        ledgers, reached = ledgers + 1, max(reached, acknowledged)
    assert reached > 0, "no process was killed after it had recorded something"
    print(f"{kills} kills, {ledgers} ledgers, {reached} documents acknowledged at most before the end")


def _killed(place: str, seconds: float, begin: int) -> int:
    """How many readings a process acknowledged that was killed after `seconds`, of those before `begin` on."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        with opened(place) as ledger:
            os.write(mouth, b".")
            record_all(ledger, READINGS[begin:], lambda _: os.write(mouth, b"."))
            time.sleep(60)
        os._exit(0)
    os.close(mouth)
    os.read(ear, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = 0
    while heard := os.read(ear, 65_536):
        told += len(heard)
    os.close(ear)
    return begin + told


def full(folder: str, documents: int) -> None:
    """Each write in turn is the one for which there is no room: no file may grow beyond so many pages."""
    readings = READINGS[:documents]
    undisturbed = digest_of(f"{folder}/undisturbed.db", readings)
    failures, pages, ended = 0, 0, False
    while not ended:
        pages += 1
        place = f"{folder}/{pages}.db"
        ended = _in_child(partial(_record_with_room, place, pages, readings))
        failures += not ended
        with opened(place) as ledger:
            check_whole(ledger, int(Path(f"{place}.told").read_text() or "0"))
            record_all(ledger, readings)
            assert ledger.digest() == undisturbed
            assert ledger.verify() == ()
        for path in Path(folder).glob(f"{pages}.db*"):
            path.unlink()
    assert failures > documents, "the writes did not fail"
    print(f"{failures} writes failed, one by one")


def _record_with_room(place: str, pages: int, readings: tuple[Reading, ...]) -> bool:
    told = os.open(f"{place}.told", os.O_WRONLY | os.O_CREAT)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (pages * 4_120 + 32, resource.RLIM_INFINITY))
    try:
        with opened(place) as ledger:
            record_all(ledger, readings, lambda number: os.pwrite(told, f"{number + 1:6}".encode(), 0))
    except LedgerError as error:
        if "the disk" not in str(error):
            raise
        return False
    return True


def _in_child(work: Callable[[], bool]) -> bool:
    child = os.fork()
    if child == 0:
        code = 2
        with suppress(BaseException):
            code = 0 if work() else 1
        os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 1), "the error was not one that says what to do"
    return code == 0


def load(place: str, writers: int, readers: int, seconds: float) -> None:
    """Writers and readers at once: none sees an error, a document without its claims, or fewer than before."""
    with opened(place):
        pass
    end = time.monotonic() + seconds
    works = [partial(_write, place, READINGS[number::writers], seconds, end) for number in range(writers)]
    works += [partial(_read, place, end)] * readers
    children = [_forked(work) for work in works]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * len(codes), f"{len([c for c in codes if c])} of {len(codes)} saw an error"
    with opened(place) as ledger:
        assert ledger.verify() == ()
        print(f"{writers} writers, {readers} readers, {len(ledger.view_documents())} documents")


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.nice(19)  # so many at once would leave nothing to whatever is tested beside
            work()
            code = 0
        except BaseException as error:  # noqa: BLE001 — whatever it is, it is told, and the child ends
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(code)
    return child


def _write(place: str, readings: tuple[Reading, ...], seconds: float, end: float) -> None:
    """Records all over the time; between two new readings one that is there already, which takes its turn too."""
    recorded = 0
    with opened(place) as ledger:
        while time.monotonic() < end:
            due = 1 + int((1 - (end - time.monotonic()) / seconds) * len(readings))
            ledger.record_document(*readings[recorded if recorded < due else recorded - 1])
            recorded += recorded < due
            time.sleep(0.005)


def _read(place: str, end: float) -> None:
    before = 0
    with opened(place) as ledger:
        while time.monotonic() < end:
            there = check_whole(ledger, 0)
            assert there >= before, "fewer documents than before"
            before = there
            found = ledger.search("gate")
            assert all(claim.content for claim in found)
            time.sleep(0.02)


def record(place: str, documents: int) -> None:
    """Records slowly, telling each reading once it is acknowledged."""
    with opened(place) as ledger:
        for number, (document, claims) in enumerate(READINGS[:documents]):
            ledger.record_document(document, claims)
            print(number, flush=True)
            time.sleep(0.02)


if __name__ == "__main__":
    name, place, *numbers = sys.argv[1:]
    {"kill": kill, "full": full, "load": load, "record": record}[name](place, *map(int, numbers))  # type: ignore[operator]
