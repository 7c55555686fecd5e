"""Processes beside the server: what becomes of the desk where they die or cannot be started, and of them without it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import open_ledger
from sayso.model import Verdict
from sayso.story import Correction, Judgements, judge
from sayso.web.apart import Apart, Say
from sayso.web.comparing import Comparing
from sayso.web.mending import Mending
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story

SERVER = """
import os, sys, time
from sayso.web.mending import Mending

if __name__ == "__main__":
    mending = Mending("none.db")
    print(mending._submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(make_ledger(tmp_path / "dam.db", replace(dam_story(), judgements=())))


@pytest.fixture
def mending(ledger: str) -> Iterator[Mending]:
    made = Mending(ledger)
    yield made
    made.close()


def mend(mending: Mending, ledger: str, name: str) -> str:
    with open_ledger(ledger) as held:
        claim = next(c for c in held.view_claims() if c.source and c.cue)
        seen = Judgements().read_on(held)
    (made,) = mending.judge(claim.id, Correction(name=name), by="Ada", note="", seen=seen)
    return made.on


def until(done: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z" if Path("/proc").exists() else True


def test_where_the_process_that_mends_has_died_another_does(mending: Mending, ledger: str) -> None:
    first = mending._submit(os.getpid).result()
    os.kill(first, signal.SIGKILL)
    until(lambda: mending._pool is not None and mending._pool._broken)
    assert mend(mending, ledger, "Ilse Brandt")
    assert mending._submit(os.getpid).result() != first


def die(*given: object) -> None:
    os._exit(9)


def test_a_process_that_dies_amid_mending_is_said(
    mending: Mending, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sayso.web.mending._judge", die)
        with pytest.raises(LedgerError, match="has ended"):
            mend(mending, ledger, "Ilse Brandt")
    assert mend(mending, ledger, "Ilse Brandt")


def test_where_no_process_can_be_started_that_is_said_and_the_next_is(
    mending: Mending, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparing = Comparing(ledger)
    with open_ledger(ledger) as held:
        claim = next(c.id for c in held.view_claims() if not c.own)
        judge(held, Verdict.REJECT, [claim], by="Ada", compare=False)
        with monkeypatch.context() as patch:
            patch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
            mending.warm()
            with pytest.raises(LedgerError, match="Cannot allocate memory"):
                mend(mending, ledger, "Ilse Brandt")
            comparing.ask()
            until(lambda: "Cannot allocate memory" in comparing.state(held, Judgements().read_on(held)).failed)
        comparing.ask()
        until(lambda: not comparing.state(held, Judgements().read_on(held)).waiting)
        assert claim in held.view_comparison().rejected
    comparing.close()
    assert mend(mending, ledger, "Ilse Brandt")


def test_a_ledger_that_takes_the_place_of_another_is_compared_too(ledger: str, tmp_path: Path) -> None:
    other = Path(shutil.copy(ledger, tmp_path / "other.db"))
    with open_ledger(ledger) as first, open_ledger(other) as second:
        one, two, *_ = (claim.id for claim in first.view_claims() if not claim.own)
        for held, claim in ((first, one), (second, two)):
            judge(held, Verdict.REJECT, [claim], by="Ada", compare=False)
    comparing = Comparing(ledger)

    def waiting() -> int:
        with open_ledger(ledger) as held:
            return comparing.state(held, Judgements().read_on(held)).waiting

    assert waiting() == 1
    until(lambda: not waiting())
    until(lambda: not Path(f"{ledger}-wal").exists())  # the process that compared has closed it: none is moved in use
    other.replace(ledger)
    assert waiting() == 1, "what is decided there is not in its comparison"
    until(lambda: not waiting())
    comparing.close()
    with open_ledger(ledger) as held:
        assert two in held.view_comparison().rejected


def refuse(process: object) -> None:
    raise OSError("Cannot allocate memory")


def test_a_process_ends_with_the_server_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "server.py").write_text(SERVER)
    with subprocess.Popen([sys.executable, tmp_path / "server.py"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        process = int(server.stdout.readline())
        assert is_alive(process)
        server.kill()
        until(lambda: not is_alive(process), 10)


def speak_and_die(say: Say, code: int) -> None:
    say("a word")
    os._exit(code)


def test_a_process_that_ends_by_itself_is_told() -> None:
    with Apart(speak_and_die, 3) as process:
        assert process.hear(60) == "a word"
        with pytest.raises(EOFError):
            process.hear(60)
        assert process.ended() == 3
