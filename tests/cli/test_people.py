import io
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from sayso.people import PeopleFile, fits, passwords
from tests.cli.conftest import Run

PASSWORD = "harrow gate at dusk"


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", (2**4, 8, 1))
    monkeypatch.delenv("SAYSO_PEOPLE", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n" * 9))


def test_people_are_added_and_listed(run: Run) -> None:
    first = run("people", "add", "Ada")
    assert first.code == 2
    assert "--role administer" in first.err
    assert run("people", "add", "Ada", "--role", "administer").code == 0
    assert run("people", "add", "Bert Holm", "--role", "review").code == 0
    listed = run("people", "list")
    assert listed.out.splitlines() == ["name\trole\tprograms", "Ada\tadminister\t", "Bert Holm\treview\t"]
    account = PeopleFile("people.json").view().find("ada")
    assert account is not None
    assert fits(account.password, PASSWORD)


def test_a_short_password_adds_nobody(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    done = run("people", "add", "Ada", "--role", "administer")
    assert done.code == 2
    assert not Path("people.json").exists()


def test_a_password_never_stands_on_the_command_line(run: Run) -> None:
    assert run("people", "add", "Ada", PASSWORD).code == 2
    assert run("people", "password", "Ada", PASSWORD).code == 2
    for verb in (["add"], ["password"], ["token", "add"]):
        assert "--password" not in run("people", *verb, "--help").out


def test_role_password_and_removal(run: Run) -> None:
    run("people", "add", "Ada", "--role", "administer", "--people", "desk.json")
    assert run("people", "role", "Ada", "read", "--people", "desk.json").code == 2, "the last who administers"
    run("people", "add", "Bert", "--people", "desk.json")
    before = PeopleFile("desk.json").view().find("Bert")
    assert run("people", "password", "Bert", "--people", "desk.json").code == 0
    assert run("people", "role", "Bert", "administer", "--people", "desk.json").code == 0
    assert PeopleFile("desk.json").view().find("Bert") != before
    assert run("people", "remove", "Ada", "--people", "desk.json").code == 0
    assert [account.name for account in PeopleFile("desk.json").view().accounts] == ["Bert"]
    missing = run("people", "password", "Ada", "--people", "desk.json")
    assert missing.code == 1
    assert "sayso people list" in missing.err


def test_tokens_of_programs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_PEOPLE", "people.json")
    run("people", "add", "Ada", "--role", "administer")
    made = run("people", "token", "add", "Ada", "nightly", "--role", "read")
    assert re.fullmatch(r"sayso_[\w-]{43}\n", made.out), "alone on standard output, for a pipe"
    listed = run("people", "token", "list", "Ada").out
    (ident,) = re.findall(r"^([0-9a-f]{12})\tnightly\tread\t\S+\tnever$", listed, re.M)
    assert made.out.strip() not in listed
    assert run("people", "token", "remove", "Ada", ident).code == 0
    assert run("people", "token", "remove", "Ada", ident).code == 1


@pytest.mark.parametrize("opened", [["--host", "0.0.0.0"], ["--host", "192.0.2.1"], ["--name", "desk.example"]])
def test_nothing_opens_the_desk_to_others_without_people(run: Run, held: Path, opened: list[str]) -> None:
    done = run("--ledger", held, "serve", *opened)
    assert done.code == 2
    assert "sayso people add" in done.err


def test_a_file_of_people_that_is_missing_is_said_at_once(run: Run, held: Path) -> None:
    done = run("--ledger", held, "serve", "--people", "none.json")
    assert done.code == 1
    assert "sayso people add" in done.err


def test_a_shared_desk_asks_who_it_is(run: Run, held: Path, tmp_path: Path) -> None:
    run("people", "add", "Ada", "--role", "administer")
    secret = run("people", "token", "add", "Ada", "nightly").out.strip()
    command = [sys.executable, "-m", "sayso", "--ledger", str(held), "serve", "--port", "0", "--people", "people.json"]
    environment = {name: held for name, held in os.environ.items() if not name.startswith("SAYSO")}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
            assert found
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(f"{found[0]}export.jsonl", timeout=20)
            assert refused.value.code == 401
            refused.value.close()
            shown = urllib.request.Request(f"{found[0]}export.jsonl", headers={"Authorization": f"Bearer {secret}"})
            with urllib.request.urlopen(shown, timeout=20) as answer:
                assert b"Corvane Water" in answer.read()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
    assert process.returncode == 0
