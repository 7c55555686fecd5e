"""What people decided, on the page: beside each claim, and in a list."""

from dataclasses import replace
from datetime import UTC, datetime

from sayso.dossier import build_dossier, render_html, render_markdown
from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.remarks import build_remarks
from sayso.model import (
    Comparison,
    Decided,
    Judgement,
    Mended,
    Others,
    Rated,
    Reliability,
    SourceKind,
    Stance,
    Stanced,
    Story,
    Verdict,
    words_at,
)
from tests.dossier.making import make_claim, make_document, make_story

TEXT = "Two divers claimed that the lock leaked. The board said that it had been mended long before."
REPORT = make_document(TEXT, "Harrow Post", "Lock", "2034-03-14", "https://harrow.example/1")
EDITED = make_document(TEXT.replace("leaked", "held"), "Harrow Post", "Lock", "2034-03-14", "https://harrow.example/1")
LOCK = make_claim(REPORT, "that the lock leaked", "Two divers", "claimed", SourceKind.GROUP)
BOARD = make_claim(REPORT, "that it had been mended long before", "The board", "said", SourceKind.ORGANISATION)


def judged(verdict: Verdict, change: Decided | None = None, note: str = "", on: str = LOCK.id) -> Judgement:
    at = datetime(2034, 3, 21, tzinfo=UTC)
    bare = Judgement(f"j1:{verdict}", on, verdict, "A. Lindqvist", at, note)
    return replace(bare, change=change) if change is not None else bare


def story(*judgements: Judgement, edited: bool = False) -> Story:
    reports = [REPORT, EDITED] if edited else [REPORT]
    return make_story(reports, [LOCK, BOARD], Comparison(), judgements=judgements)


def remarks(*judgements: Judgement) -> list[tuple[str, str]]:
    catalogue = build_catalogue(story(*judgements))
    return [(r.label, r.words) for r in build_remarks(catalogue, catalogue.claims[LOCK.id])]


def test_beside_a_claim_stands_who_decided_what_and_why() -> None:
    assert ("rejected by", "A. Lindqvist: an old lock") in remarks(judged(Verdict.REJECT, note="an old lock"))
    assert ("put together by", "A. Lindqvist") in remarks(judged(Verdict.MERGE, Others((BOARD.id,))))


def test_beside_a_mended_claim_stands_what_was_found() -> None:
    start = TEXT.index("the lock leaked")
    assert LOCK.source is not None
    mended = replace(
        LOCK,
        content=words_at(TEXT, [type(LOCK.sentence)(start, start + 15)]),
        source=replace(LOCK.source, name="the club’s divers"),
    )
    told = remarks(judged(Verdict.MEND, Mended(mended)))
    assert ("found as the word of", LOCK.source.name) in told
    assert ("found as", "that the lock leaked") in told
    (decision,) = build_dossier(story(judged(Verdict.MEND, Mended(mended)))).decisions
    assert decision.what == "to “the lock leaked”, as the word of the club’s divers"
    renamed = replace(mended, content=LOCK.content)
    (decision,) = build_dossier(story(judged(Verdict.MEND, Mended(renamed)))).decisions
    assert decision.what == "as the word of the club’s divers"


def test_beside_a_stance_stands_the_one_found() -> None:
    told = remarks(judged(Verdict.STANCE, Stanced(Stance.DENIES, BOARD.id, Stance.AFFIRMS)))
    assert ("stance set by", "A. Lindqvist") in told
    assert ("as it was found, it says so", "") in told


def test_all_that_stands_is_listed_with_its_fate() -> None:
    rated = judged(Verdict.RATE, Rated(Reliability.C, "The board", SourceKind.ORGANISATION), on="e1:a")
    seen = story(judged(Verdict.ACCEPT), judged(Verdict.REJECT), rated, edited=True)
    where = f"not found in report {build_catalogue(seen).reports[EDITED.id]}"
    dossier = build_dossier(seen)
    told = {d.verdict: d for d in dossier.decisions}
    assert told["rated"].what == "The board C"
    assert told["accepted"].fate.startswith(f"overruled by a later one; {where}")
    assert told["rejected"].fate == f"{where}: its words do not stand there"
    for page in (render_html(dossier), render_markdown(dossier)):
        assert where in page
        assert "The board C" in page
