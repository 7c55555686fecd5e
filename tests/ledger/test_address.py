"""What an address of a ledger says, what the environment adds, and that no password is ever shown."""

import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import open_ledger
from sayso.ledger.address import read_address
from sayso.ledger.indexing import INDEXES
from sayso.ledger.members import MEMBERS
from sayso.ledger.view import VIEWS
from tests.ledger.engines import PostgresEngine
from tests.ledger.samples import COMPARISON, HERALD, HERALD_CLAIMS, JUDGEMENT

NOWHERE = {"PGHOST": "nowhere.example", "PGUSER": "ilka", "PGPASSFILE": "/nonexistent"}


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("postgresql://", ("nowhere.example", 5432, "ilka", "ilka", "sayso")),
        ("postgresql://db.example/stories", ("db.example", 5432, "stories", "ilka", "sayso")),
        ("postgres://osei@db.example:6000/a%2Fb", ("db.example", 6000, "a/b", "osei", "sayso")),
        ("postgresql://%2Frun%2Fpg/stories", ("/run/pg", 5432, "stories", "ilka", "sayso")),
        ("postgresql:///stories?host=/run/pg&port=6000&user=osei", ("/run/pg", 6000, "stories", "osei", "sayso")),
        ("postgresql://[::1]/stories?schema=dam", ("::1", 5432, "stories", "ilka", "dam")),
    ],
)
def test_the_parts_of_an_address(url: str, wanted: tuple[object, ...]):
    read = read_address(url, NOWHERE)
    assert (read.host, read.port, read.database, read.user, read.schema) == wanted


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("postgresql://x:secret@h:port/d", "no address"),
        ("postgresql://x:secret@h/d?speed=high", "no 'speed'"),
        ("postgresql://x:secret@h/d?sslmode=maybe", "sslmode is one of"),
        ("postgresql://x:secret@h/d?port=many", "is a number"),
    ],
)
def test_a_wrong_address_says_what_is_wrong_and_no_secret(url: str, complaint: str):
    with pytest.raises(LedgerError, match=complaint) as caught:
        read_address(url, NOWHERE)
    assert "secret" not in str(caught.value)


def test_what_is_shown_can_be_given_again_and_has_no_password():
    url = "postgresql://osei:sec%40ret@db.example:6000/my%20stories?schema=dam"
    read = read_address(url, NOWHERE)
    assert read.password == "sec@ret"
    assert "sec" not in read.shown.replace("osei", "")
    again = read_address(read.shown, NOWHERE)
    assert (again.host, again.port, again.database, again.user, again.schema) == (
        *("db.example", 6000, "my stories", "osei", "dam"),
    )


def test_a_password_comes_from_the_file_that_libpq_reads(tmp_path: Path):
    path = tmp_path / "pgpass"
    path.write_text("# desk\nother:*:*:*:no\ndb.example:5432:*:osei:a\\:b\\\\c\n*:*:*:*:any\n")
    path.chmod(0o600)
    environment = {**NOWHERE, "PGPASSFILE": str(path)}
    assert read_address("postgresql://osei@db.example/x", environment).password == "a:b\\c"
    assert read_address("postgresql://ilka@db.example/x", environment).password == "any"
    assert read_address("postgresql://osei:own@db.example/x", environment).password == "own"
    path.chmod(0o644)
    assert read_address("postgresql://osei@db.example/x", environment).password == ""


@pytest.mark.parametrize(
    ("asked", "wanted"), [("", None), ("?sslmode=disable", False), ("?sslmode=require", True), ("?host=/run", False)]
)
def test_how_a_connection_is_secured(asked: str, wanted: object):
    assert read_address(f"postgresql:///x{asked}", NOWHERE).security() is wanted


@pytest.mark.parametrize(("mode", "by_name"), [("verify-ca", False), ("verify-full", True)])
def test_a_certificate_is_checked_where_that_is_asked_for(mode: str, by_name: bool):
    context = read_address(f"postgresql://h/x?sslmode={mode}", NOWHERE).security()
    assert isinstance(context, ssl.SSLContext)
    assert (context.check_hostname, context.verify_mode) == (by_name, ssl.CERT_REQUIRED)


def test_a_server_that_is_not_there_is_told_at_once(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    for url in (f"postgresql://x:secret@127.0.0.1:{port}/d", f"postgresql:///d?host={tmp_path}"):
        with pytest.raises(LedgerError, match="no server answers") as caught:
            open_ledger(url)
        assert "secret" not in str(caught.value)


def test_a_database_or_a_ledger_that_is_not_there_is_named(tmp_path: Path):
    engine = PostgresEngine.in_folder(tmp_path)
    with pytest.raises(LedgerError, match="is not a ledger; `sayso read"):
        engine.open(create=False)
    with pytest.raises(LedgerError, match="createdb"):
        open_ledger(engine.place.replace("/postgres?", "/absent?"))
    with engine.raw() as raw:
        raw.execute(f"CREATE SCHEMA {engine.schema}")
        raw.execute(f"CREATE TABLE {engine.schema}.sales (price BIGINT)")
    with pytest.raises(LedgerError, match="name another schema"):
        engine.open()


def with_role(engine: PostgresEngine, name: str, *rights: str) -> str:
    """The place of an engine's ledger for a user who has these rights in it and no others."""
    role = f"{name}_{engine.schema}"
    with engine.raw() as raw:
        raw.execute(f"CREATE ROLE {role} LOGIN")
        for right in (f"USAGE ON SCHEMA {engine.schema}", *rights):
            raw.execute(f"GRANT {right} TO {role}")
    return engine.place.replace("sayso@", f"{role}@")


def test_who_may_read_reads_and_who_may_not_write_is_told(tmp_path: Path):
    engine = PostgresEngine.in_folder(tmp_path)
    engine.open().close()
    place = with_role(engine, "reader", f"SELECT ON ALL TABLES IN SCHEMA {engine.schema}")
    with open_ledger(place, create=False) as ledger:
        assert ledger.view_documents() == ()
        assert ledger.search("anything") == ()
        with pytest.raises(LedgerError, match="ask the owner"):
            ledger.record_document(HERALD, ())


def test_who_writes_needs_the_rights_that_the_page_on_postgresql_tells(tmp_path: Path):
    engine = PostgresEngine.in_folder(tmp_path)
    engine.open().close()
    every, views = (
        f"ALL TABLES IN SCHEMA {engine.schema}",
        ", ".join(
            (
                *VIEWS,
                *MEMBERS,
                "comparison",
                *(each for index in INDEXES.values() for each in (index.table, index.words)),
            )
        ),
    )
    rights = (f"SELECT, INSERT ON {every}", "UPDATE ON ledger", f"DELETE ON {views}")
    with open_ledger(with_role(engine, "writer", *rights)) as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        ledger.record_comparison(COMPARISON)
        ledger.record_judgement(JUDGEMENT)
        assert len(ledger.search("bridge")) == 3
        ledger.record_document(HERALD, [replace(claim, confidence=0.5) for claim in HERALD_CLAIMS])
