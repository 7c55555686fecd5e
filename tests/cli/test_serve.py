import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import uvicorn

from sayso.people import PeopleFile, Role, add_person, hash_password
from sayso.web import create_app
from sayso.web.guard import Terms
from tests.cli.conftest import Run


def test_the_desk_opens_on_this_machine_alone(held: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sayso", "--ledger", str(held), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
            assert found
            with urllib.request.urlopen(f"{found[0]}search?q=fracture", timeout=20) as answer:
                assert b"Corvane Water" in answer.read()
                assert "server" not in {name.lower() for name in answer.headers}
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
    assert process.returncode == 0


def test_a_port_in_use_is_said(run: Run, held: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("--ledger", held, "serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "--port" in done.err


def test_an_address_that_it_answers_at_is_no_name_of_a_proxy(
    run: Run, held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, password = tmp_path / "people.json", hash_password("harrow gate at dusk")
    PeopleFile(people).change(lambda held: add_person(held, "Ada", Role.ADMINISTER, password), create=True)
    for name in ("SAYSO_LEDGER", "SAYSO_PEOPLE", "SAYSO_NAMES", "SAYSO_ADDRESSES"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    asked = ("serve", "--people", people, "--host", "127.0.0.2", "--name", "Desk.example", "--port", "0")
    assert run("--ledger", held, *asked).code == 0
    terms = create_app().user_middleware[0].args[0]
    assert terms == Terms(True, frozenset({"desk.example"}), frozenset({"127.0.0.2"}))
