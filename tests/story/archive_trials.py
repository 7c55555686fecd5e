"""Trials of backing up and restoring in processes of their own: killed at any moment, stopped by a full disk.

    python -m tests.story.archive_trials kill|full FOLDER

`FOLDER` holds the ledger `dam.db`. A process apart, as it forks. A trial ends with an `AssertionError` where something
is there by half.
"""

import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sayso.errors import SaysoError
from sayso.ledger import open_ledger
from sayso.story import backup, open_story, restore, verify_archive


def in_child(work: Callable[[], object], *, kill_after: float | None = None) -> int:
    """Runs `work` in a process of its own, and gives its exit code: 3 for an error that says what to do."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except SaysoError:
            code = 3
        finally:
            os._exit(code)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill(held: Path, folder: Path) -> None:
    """Killed at random moments: an archive, and what is restored, is whole or not there."""
    whole = backup(held, folder / "whole.zip")
    chance = random.Random(5)
    killed = 0
    for number in range(12):
        archive, back = folder / f"{number}.zip", folder / f"{number}.db"
        killed += in_child(lambda: backup(held, archive), kill_after=chance.uniform(0, 0.25)) < 0  # noqa: B023
        assert not archive.exists() or verify_archive(archive) == ()
        killed += in_child(lambda: restore(folder / "whole.zip", back), kill_after=chance.uniform(0, 0.1)) < 0  # noqa: B023
        if back.exists():
            with open_ledger(back) as ledger:
                assert (ledger.digest(), *ledger.head()) == (whole.digest, whole.entries, whole.chain)
    assert killed > 5
    assert backup(held, folder / "after.zip") == whole


def full(held: Path, folder: Path) -> None:
    """No file may grow beyond so many bytes: an error says so, and nothing is left behind."""
    size = held.stat().st_size
    backup(held, folder / "whole.zip")

    def limited(work: Callable[[], object], room: int) -> Callable[[], object]:
        def run() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            work()

        return run

    codes = set()
    for number in range(8):
        room = number * size // 6
        archive, back = folder / f"{number}.zip", folder / f"{number}.db"
        codes.add(in_child(limited(lambda: backup(held, archive), room)))  # noqa: B023
        codes.add(in_child(limited(lambda: restore(folder / "whole.zip", back), room)))  # noqa: B023
        assert not archive.exists() or verify_archive(archive) == ()
        assert not back.exists() or open_story(back) == open_story(held)
        assert [path.name for path in folder.glob(".*")] == []
    assert codes == {0, 3}


if __name__ == "__main__":
    {"kill": kill, "full": full}[sys.argv[1]](Path(sys.argv[2]) / "dam.db", Path(sys.argv[2]))
