"""What a comparison ties together is looked up by id, and is held to the comparison."""

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.ledger.members import MEMBERS
from sayso.model import Comparison, Entity, canonical
from tests.ledger.engines import ENGINES, Engine, SqliteEngine
from tests.ledger.samples import COMPARISON

MEMBER_ROWS = {
    (member.claim, proposition.id, member.stance.value, proposition.standing.value)
    for proposition in COMPARISON.propositions
    for member in proposition.claims
}
SPEAKER_ROWS = {(claim, entity.id) for entity in COMPARISON.entities for claim in entity.claims}
ASKED_ROWS = {
    (proposition, question.id)
    for question in COMPARISON.questions
    for answer in question.answers
    for proposition in answer.propositions
}


def profile_of(entity: Entity) -> str:
    return canonical({"why": entity.why, "joins": entity.joins, "offices": entity.offices}).decode()


def held(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    return {table: engine.rows(f"SELECT {', '.join(columns)} FROM {table}") for table, columns in MEMBERS.items()}


def test_a_comparison_brings_its_members(story: Engine):
    rows = held(story)
    assert {table: set(of_table) for table, of_table in rows.items()} == {
        "member": MEMBER_ROWS,
        "speaker": SPEAKER_ROWS,
        "asked": ASKED_ROWS,
        "rest": {(one.on, one.claim, one.lean.value, one.why) for one in COMPARISON.leanings},
        "copied": {(one.of, one.copy) for one in COMPARISON.reuse},
        "called": {(entity.name, entity.id) for entity in COMPARISON.entities},
        "head": {
            (e.id, e.name, e.kind.value, len(e.mentions), len(e.claims), profile_of(e)) for e in COMPARISON.entities
        },
        "turned": {(one.source, one.turn.value, *one.claims) for one in COMPARISON.changes},
        "left_out": {(claim,) for claim in COMPARISON.rejected},
    }
    assert all(len(of_table) == len(set(of_table)) for of_table in rows.values())


def test_another_comparison_takes_them_away(story: Engine):
    with story.open() as ledger:
        ledger.record_comparison(Comparison())
        assert ledger.verify() == ()
    assert not any(held(story).values())


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("member", "UPDATE member SET stance = 'denies' WHERE stance = 'affirms'"),
        ("member", "DELETE FROM member"),
        ("speaker", "UPDATE speaker SET entity = 'e1:other'"),
        ("rest", "UPDATE rest SET rests_on = 'c1:other'"),
        ("copied", "DELETE FROM copied"),
        ("called", "UPDATE called SET name = 'Ida Brand'"),
        ("head", "UPDATE head SET mentions = 7"),
        ("head", "UPDATE head SET profile = '{}'"),
        ("turned", "UPDATE turned SET source = 'e1:other'"),
        ("left_out", "INSERT INTO left_out VALUES ('c1:other')"),
        ("asked", "INSERT INTO asked SELECT proposition, 'q1:other' FROM asked"),
    ],
)
def test_a_member_changed_is_a_fault_and_is_mended_by_comparing_again(story: Engine, table: str, sql: str):
    assert story.tamper(sql)
    with story.open() as ledger:
        faults = ledger.verify()
        assert {fault.table for fault in faults} == {table}
        assert all(fault.what.endswith("compare again") for fault in faults)
        ledger.record_comparison(COMPARISON)
        assert ledger.verify() == ()


def test_what_is_said_twice_is_a_member_once(ledger: Ledger, engine: Engine):
    doubled = tuple(replace(entity, claims=entity.claims * 2) for entity in COMPARISON.entities)
    ledger.record_comparison(replace(COMPARISON, entities=doubled))
    assert sorted(held(engine)["speaker"]) == sorted(SPEAKER_ROWS)


@pytest.mark.parametrize("target", ENGINES, ids=lambda engine: engine.__name__)
def test_a_copy_has_them_too(story: Engine, tmp_path: Path, target: type[Engine]):
    (tmp_path / "target").mkdir()
    copied = target.in_folder(tmp_path / "target")
    with story.open() as ledger:
        ledger.copy_to(copied.place)
    assert {table: set(rows) for table, rows in held(copied).items()} == {
        table: set(rows) for table, rows in held(story).items()
    }


def test_a_ledger_of_an_earlier_schema_gets_them(tmp_path: Path):
    engine = SqliteEngine.in_folder(tmp_path)
    with engine.raw() as connection:
        connection.executescript((Path(__file__).parent / "released" / "2.sql").read_text(encoding="utf-8"))
        connection.execute("DROP TABLE as_released")
    with engine.open(create=False) as ledger:
        comparison = ledger.view_comparison()
    assert len(held(engine)["member"]) == sum(len(proposition.claims) for proposition in comparison.propositions) > 0
