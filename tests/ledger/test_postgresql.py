"""What is true of PostgreSQL alone: guards in its catalogue, and the index beside the claims."""

from pathlib import Path

import pytest

from sayso.ledger import Fault
from tests.ledger.engines import PostgresEngine
from tests.ledger.samples import HERALD, HERALD_CLAIMS
from tests.ledger.test_verify import faults_of, named


@pytest.fixture
def engine(tmp_path: Path) -> PostgresEngine:
    return PostgresEngine.in_folder(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM search",
        "UPDATE search SET words = 'ghost'::tsvector",
        "INSERT INTO search VALUES (999, 'ghost'::tsvector)",
    ],
)
def test_a_search_index_out_of_step(story: PostgresEngine, change: str):
    story.tamper(change)
    assert {fault.table for fault in faults_of(story)} == {"search"}


@pytest.mark.parametrize(
    ("name", "table"), [("claim_kept", "claim"), ("entry_stays", "entry"), ("document_kept", "document")]
)
def test_a_guard_taken_away(story: PostgresEngine, name: str, table: str):
    with story.raw() as connection:
        connection.execute(f"DROP TRIGGER {name} ON {table}")
    assert faults_of(story) == (Fault("schema", name, "is missing"),)


@pytest.mark.parametrize(
    ("change", "named_objects"),
    [
        ("ALTER TABLE claim DISABLE TRIGGER claim_kept", {"claim_kept"}),
        ("ALTER TABLE claim DROP CONSTRAINT claim_program_fkey", {"claim_program_fkey claim"}),
        ("ALTER TABLE claim ALTER COLUMN form DROP NOT NULL", {"claim"}),
        ("CREATE RULE sly AS ON INSERT TO claim DO ALSO DELETE FROM proposition", {"sly"}),
        (
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$",
            {"refuse"},
        ),
    ],
)
def test_a_guard_made_toothless(story: PostgresEngine, change: str, named_objects: set[str]):
    with story.raw() as connection:
        connection.execute(change)
    assert named(faults_of(story)) == {("schema", name) for name in named_objects}


@pytest.mark.parametrize("table", ["ledger", "entry", "program", "document", "collected", "claim", "judgement"])
def test_the_record_cannot_be_emptied(story: PostgresEngine, table: str):
    before = story.dump()
    with story.raw() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(f"TRUNCATE {table} CASCADE")
    assert story.dump() == before


def test_an_index_more_is_no_fault(story: PostgresEngine):
    with story.raw() as connection:
        connection.execute("CREATE INDEX mine ON claim (source)")
    assert faults_of(story) == ()


def test_a_schema_may_have_any_name(engine: PostgresEngine):
    for name in ("a", "public_", "Ü \"x\" '%'", "d"):
        other = PostgresEngine(engine.server, name)
        with other.open() as ledger:
            ledger.record_document(HERALD, HERALD_CLAIMS)
            assert ledger.verify() == ()
            assert len(ledger.search("bridge")) == 3
