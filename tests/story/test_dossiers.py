import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import NotFoundError, UsageError
from sayso.ledger import open_ledger, view
from sayso.ledger.lookup import Lookup
from sayso.model import (
    Answer,
    Comparison,
    Custody,
    Means,
    Reliability,
    SourceKind,
    Stance,
    Standing,
    Status,
    Variable,
    Verdict,
    original_of,
)
from sayso.story import (
    Selection,
    judge,
    make_dossier,
    open_story,
    render_dossier,
    write_dossier,
)
from tests.cli.conftest import make_ledger
from tests.dossier.making import origin, proposition, question
from tests.dossier.stories import dam_story
from tests.dossier.wires import wire_story
from tests.story.test_judgements import edited_story

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
    assert all(report.original for report in dossier.reports)
    assert {report.original for report in dossier.reports} == {original_of(b, "").digest for b in bytes_of.values()}


def test_a_selection_of_a_question_has_its_answers_and_no_other_question(ledger: Path) -> None:
    for asked_for in STORY.comparison.questions:
        dossier = make_dossier(ledger, Selection(questions=(asked_for.id,)))
        assert asked_for.text in [item.text for item in dossier.differences]
        asked = {p for answer in asked_for.answers for p in answer.propositions}
        held = {c.claim for p in STORY.comparison.propositions if p.id in asked for c in p.claims}
        (mine,) = [item for item in dossier.differences if item.text == asked_for.text]
        whole = next(i for i in make_dossier(ledger).differences if i.text == asked_for.text)
        assert mine.tally == whole.tally
        assert sum(len(report.places) for report in dossier.reports) == len(held)
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


def decided(path: Path, selection: Selection) -> list[tuple[str, str, str]]:
    return [(d.by, d.verdict, d.what) for d in make_dossier(path, selection).decisions]


def test_a_selection_keeps_what_was_judged_from_outside_it(tmp_path: Path) -> None:
    story = replace(STORY, judgements=())
    path = make_ledger(tmp_path / "judged.db", story)
    one, other, *_ = sorted(story.comparison.propositions, key=lambda p: len(p.claims))
    inside, outside = one.claims[0].claim, other.claims[0].claim
    judge(path, Verdict.MERGE, [outside, inside], by="Ada", compare=False)
    judge(path, Verdict.NOTE, [outside], by="Ben", note="Not of this.", compare=False)
    assert decided(path, Selection(propositions=(one.id,))) == [("Ada", "put together", "with 1 other claim")]


def test_a_selection_keeps_what_was_judged_of_another_version_of_its_report(tmp_path: Path) -> None:
    story = edited_story()
    first, again = (d.id for d in story.documents if d.metadata.url == "https://gazette.example/dam")
    judged = next(c for c in story.claims if c.document == first and not c.own)
    twin = next(c for c in story.claims if c.document == again and c.content == judged.content)
    lone = proposition(twin.content.text, Standing.SINGLE_ORIGIN, [origin("alone", twin)], "in one report")
    path = make_ledger(tmp_path / "edited.db", replace(story, comparison=Comparison((lone,))))
    judge(path, Verdict.NOTE, [judged.id], by="Ada", note="As she told us too.", compare=False)
    dossier = make_dossier(path, Selection(propositions=(lone.id,)))
    assert [(d.by, d.note) for d in dossier.decisions] == [("Ada", "As she told us too.")]
    notes = [note for report in dossier.reports for block in report.blocks for note in block.notes]
    remarks = {note.anchor: {remark.label for remark in note.remarks} for note in notes}
    assert "noted in another version of the report, by" in remarks[f"claim-{twin.id.replace(':', '-')}"]


def test_a_selection_tells_of_its_own_sources_alone_how_reliable_they_are(tmp_path: Path) -> None:
    story = replace(STORY, judgements=())
    path = make_ledger(tmp_path / "rated.db", story)
    mine, *others = sorted((e for e in story.comparison.entities if e.claims), key=lambda e: len(e.claims))
    near = make_dossier(path, Selection(sources=(mine.id,)))
    far = next(e for e in others if e.name not in {speaker.name for speaker in near.speakers})
    judge(path, Verdict.RATE, [mine.id], by="Ada", what=Reliability.B, compare=False)
    (off,) = judge(path, Verdict.RATE, [far.id], by="Ben", what=Reliability.D, compare=False)
    judge(path, Verdict.UNDO, [off.id], by="Ben", compare=False)
    judge(path, Verdict.RATE, [far.id], by="Cyd", what=Reliability.E, compare=False)
    assert decided(path, Selection(sources=(mine.id,))) == [("Ada", "rated", f"{mine.name} B")]
    assert ("Cyd", "rated", f"{far.name} E") in decided(path, Selection(sources=(far.id,)))


def test_a_selection_tells_what_was_withdrawn_of_its_own_reports_alone(tmp_path: Path) -> None:
    path = make_ledger(tmp_path / "withdrawn.db", replace(STORY, judgements=()))
    one = min(STORY.comparison.propositions, key=lambda p: (len(p.claims), p.id))
    homes = {c.document for c in STORY.claims if c.id in {held.claim for held in one.claims}}
    inside = min(homes)
    outside = min(d.id for d in STORY.documents if d.status is Status.READ and d.id not in homes)
    judge(path, Verdict.WITHDRAW, [outside], by="Ben", compare=False)
    judge(path, Verdict.WITHDRAW, [inside], by="Ada", compare=False)
    assert [by for by, _, _ in decided(path, Selection(propositions=(one.id,)))] == ["Ada"]


def test_a_rating_is_told_of_a_source_that_goes_by_another_id_now(tmp_path: Path) -> None:
    story = replace(STORY, judgements=())
    path = make_ledger(tmp_path / "renamed.db", story)
    mine = next(e for e in story.comparison.entities if e.claims)
    judge(path, Verdict.RATE, [mine.id], by="Ada", what=Reliability.B, compare=False)
    renamed = replace(mine, id="e1:0123456789abcdef")
    entities = tuple(sorted((e if e is not mine else renamed for e in story.comparison.entities), key=lambda e: e.id))
    with open_ledger(path) as ledger:
        ledger.record_comparison(replace(story.comparison, entities=entities))
    assert decided(path, Selection(sources=(renamed.id,))) == [("Ada", "rated", f"{mine.name} B")]


def test_what_is_not_there_or_too_much_is_said(ledger: Path) -> None:
    with pytest.raises(NotFoundError, match="select again"):
        make_dossier(ledger, Selection(questions=("q1:none",)))
    source = max(STORY.comparison.entities, key=lambda entity: len(entity.claims))
    with pytest.raises(UsageError, match="select less"):
        make_dossier(ledger, Selection(sources=(source.id,)), most=1)


def test_what_is_too_much_is_not_read(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def told(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            read.append(name)
            return function(*given)

        return noted

    monkeypatch.setattr(Lookup, "claims", told("claims", Lookup.claims))
    monkeypatch.setattr(view, "view_story", told("story", view.view_story))
    total = len(STORY.claims)
    asked = STORY.comparison.questions[0]
    for selection, most in ((Selection(), total - 1), (Selection(questions=(asked.id,)), 1)):
        with pytest.raises(UsageError, match=f"more than the {most}"):
            make_dossier(ledger, selection, most=most)
    assert read == []
    assert make_dossier(ledger, most=total).reports
    assert read == ["story"]


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_it_is_written_in_each_form_the_same_each_time(ledger: Path, tmp_path: Path, form: str) -> None:
    for name in ("one", "other"):
        write_dossier(ledger, tmp_path / f"{name}.{form}")
    if form == "html":
        write_dossier(ledger, tmp_path / "one.HTM")
        assert (tmp_path / "one.HTM").read_bytes() == (tmp_path / "one.html").read_bytes()
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
