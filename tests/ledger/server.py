"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a socket there, ended with the tests.

Invariant: it listens on no network, and nothing of it is left behind.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

__all__ = ["Server", "postgresql_programs", "server"]

_SETTINGS = (
    "-c listen_addresses= -c max_connections=120 -c shared_buffers=32MB -c max_wal_size=256MB "
    "-c timezone=UTC -c log_min_messages=fatal"
)
_CARELESS = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; None where there is none."""
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else Path(found).resolve().parent if found else None


@dataclass
class Server:
    """A cluster in a folder. `durable` keeps what is acknowledged, as a server does at work."""

    programs: Path
    folder: Path
    durable: bool

    def address(self, schema: str) -> str:
        """The address of a ledger in its database."""
        return f"postgresql://sayso@{quote(str(self.folder), safe='')}/postgres?schema={quote(schema, safe='')}"

    def start(self) -> None:
        settings = f"-k {self.folder} {_SETTINGS}{'' if self.durable else _CARELESS}"
        self._control("start", "-w", "-t", "60", "-l", str(self.folder / "log"), "-o", settings)

    def stop(self, mode: str = "fast") -> None:
        """Ends it: `fast` undoes what is open, `immediate` is a crash."""
        self._control("stop", "-m", mode, "-w", "-t", "60")

    def kill(self) -> None:
        """Kills the main process outright; its children see that and end."""
        pid = self.pid()
        os.kill(pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            for _ in range(600):
                os.kill(pid, 0)
                time.sleep(0.02)
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def _control(self, *arguments: str) -> None:
        _run([str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), *arguments])


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A running server; the test is skipped where PostgreSQL is not installed, save in CI."""
    programs = postgresql_programs()
    if programs is None:
        message = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir="/tmp"))
    with _cleared_away(programs, folder):
        os.chown(folder, *_account())
        made = Server(programs, folder, durable)
        setting = ["--username=sayso", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        _run([str(programs / "initdb"), "-D", str(folder / "data"), *setting])
        made.start()
        yield made


@contextmanager
def _cleared_away(programs: Path, folder: Path) -> Iterator[None]:
    """Ends the server and removes its folder, even where the tests are killed: their end of the pipe closes then."""
    user, group = _account()
    script = 'cat >&2; "$0" -D "$1/data" -m immediate -w stop; rm -rf "$1/data" "$1"/.s* "$1/log"'
    command = ["sh", "-c", script, str(programs / "pg_ctl"), str(folder)]
    whose: dict[str, Any] = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
    null = subprocess.DEVNULL
    watch: subprocess.Popen[bytes] = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=null, stderr=null, cwd="/", start_new_session=True, **whose
    )
    try:
        yield
    finally:
        watch.communicate(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> tuple[int, int]:
    """Whose the server is: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            found = pwd.getpwnam(name)
            return found.pw_uid, found.pw_gid
    return pytest.skip("PostgreSQL does not run as root, and there is nobody else here")


def _run(command: list[str]) -> None:
    user, group = _account()
    whose: dict[str, Any] = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
    # Its own session: Ctrl-C at the tests is not for the server, which the tests end.
    subprocess.run(
        command,
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        timeout=120,
        **whose,
    )
