import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from sayso.dossier import Dossier, build_dossier
from sayso.dossier.catalogue import build_catalogue
from sayso.model import Judgement, Verdict, standing_judgements
from tests.dossier.stories import dam_story, empty_story, hostile_story

STORY = dam_story()
DOSSIER = build_dossier(STORY)


def texts(value: Any) -> list[str]:
    """Every text in a value, in order."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return [text for item in value for text in texts(item)] if isinstance(value, tuple) else []


def test_the_same_story_gives_the_same_dossier():
    assert build_dossier(dam_story()) == DOSSIER


def test_it_is_the_same_under_any_hash_seed():
    code = (
        "from tests.dossier.stories import dam_story; from sayso.dossier import build_dossier, render_html;"
        "print(render_html(build_dossier(dam_story())))"
    )
    root = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_an_empty_story_gives_an_empty_dossier():
    dossier = build_dossier(empty_story())
    empty = [f.name for f in fields(Dossier) if getattr(dossier, f.name) == ()]
    assert empty == [f.name for f in fields(Dossier) if f.name not in {"head", "timeline", "imprint"}]
    assert dossier.timeline.axis is None
    assert [figure.number for figure in dossier.head.figures] == [0, 0, 0, 0, 0]


def test_texts_are_plain_and_unescaped():
    assert any("<b>" in text for text in texts(build_dossier(hostile_story("<b>"))))
    assert not any("&lt;" in text for text in texts(build_dossier(hostile_story("<b>"))))


def test_the_title_names_what_most_reports_name_and_no_headline():
    assert DOSSIER.head.title == "Lower Tamsin, Corvane Water and Harrowmere Dam"
    assert DOSSIER.head.title not in {document.metadata.title for document in STORY.documents}


def test_names_in_one_report_of_many_make_no_title():
    claims = tuple(replace(c, gist=replace(c.gist, names=(f"Name{n}",))) for n, c in enumerate(STORY.claims))
    assert build_dossier(replace(STORY, claims=claims)).head.title == "One story, several accounts"


def test_the_summary_counts_reports_outlets_and_claims():
    assert DOSSIER.head.summary == "7 reports from 7 outlets, published 14–20 March 2034, with 28 claims."
    assert DOSSIER.head.digest == STORY.digest


def test_claims_that_the_story_does_not_hold_are_left_out():
    fewer = replace(STORY, claims=STORY.claims[:5])
    dossier = build_dossier(fewer)
    known = {"claim-" + c.id.replace(":", "-") for c in fewer.claims}
    assert {text for text in texts(dossier) if text.startswith("claim-")} == known


def test_numbers_of_claims_name_just_one_each():
    catalogue = build_catalogue(STORY)
    references = [catalogue.point(claim).reference for claim in catalogue.claims.values()]
    assert len(set(references)) == len(references)


def test_claims_with_a_note_are_numbered_first_in_order_of_place():
    catalogue = build_catalogue(STORY)
    for document in catalogue.documents:
        here = [c for c in catalogue.claims.values() if c.document == document]
        noted = sorted((c for c in here if c.id in catalogue.noted), key=lambda c: c.content.start)
        assert [catalogue.numbers[c.id] for c in noted] == list(range(1, len(noted) + 1))


def judgement(ident: str, on: str, verdict: Verdict, minute: int) -> Judgement:
    first = STORY.judgements[0]
    return replace(first, id=ident, on=on, verdict=verdict, at=first.at.replace(minute=minute))


CLAIM = STORY.claims[0].id


@pytest.mark.parametrize(
    ("verdicts", "rejected"),
    [
        ([], False),
        ([("j1", CLAIM, Verdict.REJECT)], True),
        ([("j1", CLAIM, Verdict.REJECT), ("j2", "j1", Verdict.UNDO)], False),
        ([("j1", CLAIM, Verdict.REJECT), ("j2", "j1", Verdict.UNDO), ("j3", "j2", Verdict.UNDO)], True),
        ([("j1", CLAIM, Verdict.REJECT), ("j2", CLAIM, Verdict.ACCEPT)], False),
        ([("j1", CLAIM, Verdict.REJECT), ("j2", CLAIM, Verdict.NOTE)], True),
    ],
)
def test_a_persons_last_word_on_a_claim_holds(verdicts, rejected):
    judgements = tuple(judgement(ident, on, verdict, n) for n, (ident, on, verdict) in enumerate(verdicts))
    assert build_catalogue(replace(STORY, judgements=judgements)).rejected(CLAIM) is rejected


def test_standing_judgements_are_in_order_of_time():
    rows = [judgement("j2", CLAIM, Verdict.NOTE, 2), judgement("j1", CLAIM, Verdict.NOTE, 1)]
    assert [j.id for j in standing_judgements(rows)] == ["j1", "j2"]


def test_decisions_lead_to_their_claims():
    assert [(d.by, d.verdict, d.note) for d in DOSSIER.decisions] == [
        ("A. Lindqvist", "rejected", "garbled"),
        ("A. Lindqvist", "accepted", ""),
    ]
    assert all(decision.on for decision in DOSSIER.decisions)
