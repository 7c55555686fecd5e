import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import NotFoundError, UsageError
from sayso.ledger import open_ledger
from sayso.model import Answer, Custody, Means, SourceKind, Stance, Variable, original_of
from sayso.story import Selection, make_dossier, open_story, render_dossier, write_dossier
from tests.cli.conftest import make_ledger
from tests.dossier.making import question
from tests.dossier.stories import dam_story
from tests.dossier.wires import wire_story

STORY = dam_story()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("dam") / "dam.db", STORY)


def test_a_dossier_says_of_which_ledger_and_run_it_is(tmp_path: Path) -> None:
    path = tmp_path / "wire.db"
    story = wire_story(3)
    bytes_of = {d.id: d.text.encode() for d in story.documents}
    with open_ledger(path) as ledger:
        for document in story.documents:
            held = Custody(original_of(bytes_of[document.id], "text/plain"), Means.FILE, document.path, "Ada")
            ledger.record_document(document, [c for c in story.claims if c.document == document.id], held)
        ledger.record_comparison(story.comparison)
        run = ledger.close_run()
    dossier = make_dossier(path)
    assert run is not None
    assert dossier.imprint is not None
    assert (dossier.imprint.root, dossier.imprint.sealed_at) == (run.root, run.sealed_at)
    assert dossier.head.digest == open_story(path).digest
    assert all(reference.digest for reference in dossier.references)
    assert {r.digest for r in dossier.references} == {original_of(b, "").digest for b in bytes_of.values()}


def test_a_selection_of_a_question_has_its_answers_and_no_other_question(ledger: Path) -> None:
    for asked_for in STORY.comparison.questions:
        dossier = make_dossier(ledger, Selection(questions=(asked_for.id,)))
        assert asked_for.text in [item.text for item in dossier.differences]
        asked = {p for answer in asked_for.answers for p in answer.propositions}
        held = {c.claim for p in STORY.comparison.propositions if p.id in asked for c in p.claims}
        (mine,) = [item for item in dossier.differences if item.text == asked_for.text]
        whole = next(i for i in make_dossier(ledger).differences if i.text == asked_for.text)
        assert mine.tally == whole.tally
        assert sum(len(reference.places) for reference in dossier.references) == len(held)
        assert dossier.imprint is not None
        assert dossier.imprint.selection == (f"the question “{asked_for.text}”",)
        assert dossier.head.digest == make_dossier(ledger).head.digest


def test_a_selection_of_a_source_has_all_its_claims_and_who_denies_them(ledger: Path) -> None:
    source = max(STORY.comparison.entities, key=lambda entity: len(entity.claims))
    dossier = make_dossier(ledger, Selection(sources=(source.id,)))
    (speaker,) = [one for one in dossier.speakers if one.name == source.name]
    assert speaker.tally.claims == len(source.claims)
    assert source.kind is not SourceKind.OUTLET
    denied = [
        p for p in STORY.comparison.propositions
        if {c.claim for c in p.claims} & {*source.claims} and any(c.stance is Stance.DENIES for c in p.claims)
    ]  # fmt: skip
    shown = {claim.anchor for one in dossier.speakers for claim in one.claims}
    against = {c.claim for p in denied for c in p.claims if c.stance is Stance.DENIES}
    attributed = {c.id for c in STORY.claims if c.id in against and not c.own}
    assert {f"claim-{ident.replace(':', '-')}" for ident in attributed} <= shown


def test_events_and_judgements_are_those_of_the_selection(ledger: Path) -> None:
    everything = Selection(propositions=tuple(p.id for p in STORY.comparison.propositions))
    some, whole = make_dossier(ledger, everything), make_dossier(ledger)
    within = {c.claim for p in STORY.comparison.propositions for c in p.claims}
    events = [e for e in STORY.comparison.events if within >= {*e.claims}]
    assert len((*some.timeline.rows, *some.timeline.further)) == len(events)
    assert [d.note for d in some.decisions if d.on] == [d.note for d in whole.decisions if d.on]
    one = make_dossier(ledger, Selection(propositions=(STORY.comparison.propositions[0].id,)))
    assert len(one.decisions) <= len(some.decisions)
    assert all(decision.on for decision in one.decisions)


def test_what_is_not_there_or_too_much_is_said(ledger: Path) -> None:
    with pytest.raises(NotFoundError, match="select again"):
        make_dossier(ledger, Selection(questions=("q1:none",)))
    source = max(STORY.comparison.entities, key=lambda entity: len(entity.claims))
    with pytest.raises(UsageError, match="select less"):
        make_dossier(ledger, Selection(sources=(source.id,)), most=1)


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_it_is_written_in_each_form_the_same_each_time(ledger: Path, tmp_path: Path, form: str) -> None:
    for name in ("one", "other"):
        write_dossier(ledger, tmp_path / f"{name}.{form}")
    one, other = ((tmp_path / f"{name}.{form}").read_bytes() for name in ("one", "other"))
    assert one == other == render_dossier(make_dossier(ledger), form)
    if form == "docx":
        assert zipfile.ZipFile(io.BytesIO(one)).testzip() is None
    else:
        assert STORY.digest[:3] in one.decode()


def test_another_form_is_refused(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.html, \.md or \.docx"):
        write_dossier(ledger, tmp_path / "dossier.pdf")
    with pytest.raises(UsageError, match=r"\.html, \.md or \.docx"):
        render_dossier(make_dossier(ledger), "pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_question_of_which_a_part_alone_is_selected_is_not_asked(tmp_path: Path) -> None:
    one, other, *_ = STORY.comparison.propositions
    shared = question("Which of the two?", Variable.CAUSE, Answer("one", (one.id,), 1), Answer("other", (other.id,), 1))
    questions = tuple(sorted((*STORY.comparison.questions, shared), key=lambda q: q.id))
    story = replace(STORY, comparison=replace(STORY.comparison, questions=questions))
    path = make_ledger(tmp_path / "shared.db", story)
    part = make_dossier(path, Selection(propositions=(one.id,)))
    assert shared.text not in [item.text for item in part.differences]
    both = make_dossier(path, Selection(propositions=(one.id, other.id)))
    assert shared.text in [item.text for item in both.differences]
