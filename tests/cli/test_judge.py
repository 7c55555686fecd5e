import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.crossdoc import settle_judgements
from sayso.ledger import open_ledger
from sayso.model import Verdict
from tests.cli.conftest import Run, make_ledger
from tests.dossier.stories import dam_story, empty_story


@pytest.fixture
def claims(run: Run) -> list[str]:
    """Ids of claims in the ledger of the current folder that nobody has judged."""
    story = dam_story()
    make_ledger(Path("sayso.db"), story)
    return [claim.id for claim in story.claims if claim.id not in {j.on for j in story.judgements}]


def test_a_note_is_recorded_with_who_and_why(run: Run, claims: list[str]) -> None:
    done = run("judge", "note", claims[0], "--note", "ask the ministry", "--by", "R. Holm")
    assert done.code == 0
    with open_ledger("sayso.db") as ledger:
        (made,) = (j for j in ledger.view_judgements() if j.on == claims[0])
    assert (made.verdict, made.by, made.note) == (Verdict.NOTE, "R. Holm", "ask the ministry")
    assert made.id in done.out
    assert made.id in run("judge", "list").out


def test_the_beginning_of_an_id_will_do(run: Run, claims: list[str]) -> None:
    done = run("judge", "accept", claims[0][:11], "--by", "R. Holm")
    assert done.code == 0
    assert claims[0] in done.out


@pytest.mark.parametrize("start", ["c1:", "c1:zzzzzzzz", "j1:01"])
def test_what_begins_no_one_id_is_not_judged(run: Run, claims: list[str], start: str) -> None:
    done = run("judge", "accept", start, "--by", "R. Holm")
    assert (done.code, done.out) == (1, "")
    assert start in done.err


def test_an_unknown_claim_is_not_judged(run: Run, claims: list[str]) -> None:
    done = run("judge", "accept", claims[0], "c1:00", "--by", "R. Holm")
    assert done.code == 1
    assert "c1:00" in done.err
    assert run("judge", "list").out.count(claims[0]) == 0


def test_a_note_without_text_is_wrong(run: Run, claims: list[str]) -> None:
    assert run("judge", "note", claims[0], "--by", "R. Holm").code == 2


def test_what_is_rejected_can_be_taken_back(run: Run, claims: list[str]) -> None:
    made = run("judge", "reject", claims[0], claims[1], "--by", "R. Holm").out.split()[0]
    assert _rejected() >= {claims[0], claims[1]}
    assert run("judge", "undo", made, "--by", "R. Holm").code == 0
    assert claims[0] not in _rejected()
    assert claims[1] in _rejected()


def _rejected() -> frozenset[str]:
    with open_ledger("sayso.db") as ledger:
        return settle_judgements(ledger.view_judgements(), (), ()).decisions.rejected


def proposition(words: str) -> tuple[str, list[str]]:
    with open_ledger("sayso.db") as ledger:
        held = next(p for p in ledger.view_comparison().propositions if words in p.text)
    return held.id, [claim.claim for claim in held.claims]


def listed(run: Run) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(run("judge", "list", "--format", "json").out)
    return records


def test_each_verdict_has_its_own_help(run: Run) -> None:
    shown = run("judge", "--help").out
    for verdict in [*Verdict, "list", "export", "replay"]:
        assert verdict in shown
        done = run("judge", verdict, "--help")
        assert done.code == 0
        assert "--ledger" in done.out


def test_a_claim_is_mended_and_both_are_shown(run: Run, claims: list[str]) -> None:
    with open_ledger("sayso.db") as ledger:
        found = next(c for c in ledger.view_claims() if c.source and c.id in claims)
    done = run("judge", "mend", found.id, "--name", "Odile Brandt", "--kind", "person", "--by", "R. Holm")
    assert done.code == 0, done.err
    record = next(r for r in listed(run) if r["verdict"] == "mend")
    assert record["change"]["claim"]["source"]["name"] == "Odile Brandt"
    assert found.source is not None
    assert record["change"]["found"]["source"]["name"] == found.source.name
    row = next(line for line in run("show", "claims").out.splitlines() if line.endswith(found.id))
    assert row.startswith("Odile Brandt\t")
    assert "mended by R. Holm" in row
    line = next(line for line in run("export").out.splitlines() if f'"{found.id}"' in line and '"claim", "id"' in line)
    assert json.loads(line)["source"]["name"] == "Odile Brandt"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--content", "words that are not there"], "does not stand in the report"),
        (["--content", "9:9"], "begins before it ends"),
        (["--source", "x", "--own"], "cannot both"),
        (["--kind", "ghost"], "invalid choice"),
        ([], "nothing of"),
    ],
)
def test_what_cannot_be_mended_so_is_wrong(run: Run, claims: list[str], options: list[str], why: str) -> None:
    done = run("judge", "mend", claims[0], "--by", "R. Holm", *options)
    assert done.code == 2
    assert why in done.err


def test_propositions_are_merged_and_a_claim_split_off(run: Run, claims: list[str]) -> None:
    (one, mine), (other, theirs) = (proposition(words) for words in ("siren", "gate"))
    assert run("judge", "merge", one, other, "--by", "R. Holm").code == 0
    assert run("judge", "split", mine[0], "--by", "O. Ansel").code == 0
    merged, split = [r for r in listed(run) if r["verdict"] in ("merge", "split")]
    assert {*merged["claims"]} == {*mine, *theirs}
    assert (merged["state"], merged["state_by"]) == ("overruled", split["id"])
    assert split["claims"][0] == mine[0]


def test_a_stance_is_set_and_a_source_rated(run: Run, claims: list[str]) -> None:
    _, (claim, *_) = proposition("siren")
    assert run("judge", "stance", "doubts", claim, "--by", "R. Holm").code == 0
    assert run("judge", "rate", "B", "Corvane Water", "--by", "R. Holm").code == 0
    stance, rate = [r for r in listed(run) if r["verdict"] in ("stance", "rate")]
    assert stance["change"]["stance"] == "doubts"
    assert rate["change"]["reliability"] == "B"
    assert rate["change"]["name"].startswith("Corvane Water")
    assert "B: Corvane Water" in run("show", "judgements").out
    assert run("judge", "rate", "G", "Corvane Water").code == 2
    assert run("judge", "rate", "B", "Nobody at all", "--by", "R. Holm").code == 1


def test_nobody_is_overwritten_unseen(run: Run, claims: list[str]) -> None:
    seen = run("judge", "accept", claims[0], "--by", "R. Holm", "--expect", "none").out.split()[0]
    late = run("judge", "reject", claims[0], "--by", "O. Ansel", "--expect", "none")
    assert (late.code, late.out) == (1, "")
    assert seen in late.err
    assert run("judge", "reject", claims[0], "--by", "O. Ansel", "--expect", seen).code == 0


def test_the_history_is_exported_and_replayed(run: Run) -> None:
    story = replace(dam_story(), judgements=())
    for name in ("sayso.db", "other.db"):
        make_ledger(Path(name), story)
    run("judge", "reject", story.claims[0].id, story.claims[1].id, "--by", "R. Holm")
    run("judge", "export", "-o", "judged.jsonl")
    assert Path("judged.jsonl").read_text(encoding="utf-8") == run("export", "--format", "judgements").out
    done = run("judge", "replay", "judged.jsonl", "--ledger", "other.db")
    assert (done.code, done.out) == (0, "2 recorded, 0 known already\n")
    assert run("judge", "replay", "judged.jsonl", "--ledger", "other.db").out.startswith("0 recorded")
    lost = run("judge", "replay", "judged.jsonl", "--ledger", make_ledger(Path("empty.db"), empty_story()))
    assert "2 claims that were judged are in no report of this ledger" in lost.out


def test_a_replayed_file_must_be_one(run: Run, claims: list[str]) -> None:
    Path("judged.jsonl").write_text("{}\n", encoding="utf-8")
    done = run("judge", "replay", "judged.jsonl")
    assert done.code == 2
    assert "line 1 is no judgement" in done.err
