"""Dossiers of a ledger: the whole of it or a selection, made, given a form, written.

Beside the conductor. Invariant: a dossier says of which ledger it is, by the digest of all that this holds, and of a
selection that it is one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import NotFoundError, UsageError
from sayso.model import Claim, Entity, Judgement, Named, Proposition, Question, Rated, SourceKind, Story, Verdict
from sayso.story.conductor import write_whole
from sayso.story.judgements import Judgements
from sayso.story.opening import opened
from sayso.story.parts import Part, allow_claims, view_part
from sayso.story.times import Matters, view_events
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.dossier import Dossier, Imprint
    from sayso.ledger import Ledger
    from sayso.ledger.lookup import Lookup

__all__ = ["Kept", "Selection", "dossier_form", "dossier_of", "make_dossier", "render_dossier", "write_dossier"]

_FORMS = ("html", "md", "docx")

_OF_SOURCES = (Verdict.RATE, Verdict.WITHDRAW)  # these bear on sources and whole reports


@dataclass(frozen=True, slots=True)
class Selection:
    """What a dossier is to be of: questions, propositions and sources (entities), by id; all where none is named."""

    questions: tuple[str, ...] = ()
    propositions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.propositions or self.sources)


_WHOLE = Selection()


@dataclass(frozen=True, slots=True)
class Kept:
    """What whoever makes many dossiers of one ledger keeps of it from one to the next: the judgements that were read,
    the events of propositions, and a way to its digest.
    """

    judgements: Judgements | None = None
    matters: Matters | None = None
    digest: "Callable[[Ledger], str]" = lambda held: held.digest()


def make_dossier(
    ledger: "Ledger | str | Path", selection: Selection = _WHOLE, *, most: int | None = None, kept: Kept = Kept()
) -> "Dossier":
    """The dossier of a ledger, or of a selection from it. Raises `NotFoundError` where what is selected is not there,
    `UsageError` where there are more than `most` claims, which are counted before they are read.
    """
    from sayso.dossier import build_dossier

    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            words = _words(lookup, selection)
            story = _selected(held, selection, most, kept) if selection else _whole(held, most)
            imprint, originals = _backing(held, story, words)
        return build_dossier(story, imprint=imprint, originals=originals)


def _whole(held: "Ledger", most: int | None) -> Story:
    if most is not None:
        allow_claims(held.lookup().amount(most + 1), most)
    return held.view_story()


def dossier_of(held: "Ledger", story: Story) -> "Dossier":
    """The dossier of the whole story that a ledger gave."""
    from sayso.dossier import build_dossier

    imprint, originals = _backing(held, story)
    return build_dossier(story, imprint=imprint, originals=originals)


def _backing(held: "Ledger", story: Story, selection: tuple[str, ...] = ()) -> "tuple[Imprint, Mapping[str, str]]":
    """What a dossier is made of and by, and the digests of what was collected, by document."""
    from sayso.dossier import Imprint

    lookup = held.lookup()
    run = lookup.newest_run()
    sealed = (run.root, run.sealed_at) if run else ("", "")
    return Imprint(*sealed, __version__, selection), lookup.originals(document.id for document in story.documents)


def dossier_form(name: str, of: str = "") -> str:
    """The form that goes by this name (that `of` a file, where it is told): `html` or `htm`, `md` (Markdown) or `docx`.
    Raises `UsageError`.
    """
    form = "html" if name == "htm" else name
    if form not in _FORMS:
        raise UsageError(f"a dossier is written as .html, .md or .docx, not as {of or name!r}")
    return form


def render_dossier(dossier: "Dossier", form: str) -> bytes:
    """The dossier in this form. Raises `UsageError` where there is no such form."""
    from sayso.dossier import render_docx, render_html, render_markdown

    form = dossier_form(form)
    if form == "docx":
        return render_docx(dossier)
    return (render_html(dossier) if form == "html" else render_markdown(dossier)).encode()


def write_dossier(ledger: "Ledger | str | Path", path: str | Path) -> None:
    """Write the dossier of a ledger to `path`: one page (`.html`), Markdown (`.md`) or a Word document (`.docx`), whole
    or not at all.
    """
    form = dossier_form(Path(path).suffix.lower().removeprefix("."), str(path))
    write_whole(path, [render_dossier(make_dossier(ledger), form)])


def _words(lookup: "Lookup", selection: Selection) -> tuple[str, ...]:
    """What was selected, in words. Raises `NotFoundError` where one of it is not there."""
    questions = {one.id: f"the question “{one.text}”" for one in lookup.wholes(Question, selection.questions)}
    held = {one.id: f"the statement “{one.text}”" for one in lookup.wholes(Proposition, selection.propositions)}
    sources = {one.id: f"the source {one.name}" for one in lookup.heads(selection.sources)}
    known = questions | held | sources
    for ident in (*selection.questions, *selection.propositions, *selection.sources):
        if ident not in known:
            raise NotFoundError(f"{ident} is not in the ledger; accounts may have been compared anew: select again")
    return tuple(known.values())


def _selected(held: "Ledger", selection: Selection, most: int | None, kept: "Kept") -> Story:
    """The part of the story around what is selected."""
    lookup = held.lookup()
    spoken = lookup.spoken_by(selection.sources)
    allow_claims(len(spoken), most)
    part = view_part(
        held,
        questions=selection.questions,
        propositions=selection.propositions,
        claims=spoken,
        judgements=kept.judgements,
        most=most,
    )
    story = part.story
    claims, compared = {claim.id: claim for claim in story.claims}, story.comparison
    known = {proposition.id for proposition in compared.propositions}
    reports = {document.id for document in story.documents}
    around = replace(
        compared,
        questions=tuple(q for q in compared.questions if all(known >= {*answer.propositions} for answer in q.answers)),
        reuse=tuple(found for found in lookup.reuse_of(reports) if {found.copy, found.of} <= reports),
        entities=_speaking(lookup, part),
        events=view_events(held, known, kept.matters),
        relations=tuple(one for one in lookup.updates_of(claims) if claims.keys() >= {*one.claims}),
    )
    judged = _judged(lookup, story, reports)
    return Story(story.documents, _ordered(claims.values()), around, judged, kept.digest(held))


def _speaking(lookup: "Lookup", part: Part) -> tuple[Entity, ...]:
    """Whose word the claims of a part are, and whose accounts changed; each with its claims in that part."""
    spoken: dict[str, list[str]] = {change.source: [] for change in part.story.comparison.changes}
    for claim, entity in sorted(part.speakers.items()):
        spoken.setdefault(entity, []).append(claim)
    return tuple(replace(entity, claims=tuple(spoken[entity.id])) for entity in lookup.profiles(spoken))


def _judged(lookup: "Lookup", story: Story, reports: set[str]) -> tuple[Judgement, ...]:
    """All that bears on the part but what was judged of other sources and other reports, and of that the undoings."""
    spoken = {
        source for sources in lookup.spoken_for(claim.id for claim in story.claims).values() for source in sources
    }
    about = reports | spoken | {one.on for one in story.comparison.withdrawn}
    apart = [j for j in story.judgements if j.verdict in _OF_SOURCES and j.on not in about]
    known = {head.id for head in lookup.heads(j.on for j in apart)}
    names = {(head.name, head.kind) for head in lookup.heads(spoken)}
    dropped = {j.id for j in apart if j.on in known or _named(j) not in names}
    while undoings := {j.id for j in story.judgements if j.on in dropped} - dropped:
        dropped |= undoings
    return tuple(judgement for judgement in story.judgements if judgement.id not in dropped)


def _named(judgement: Judgement) -> tuple[str, SourceKind] | None:
    """The name and kind by which a judged source is found again once its id is no source's any more."""
    change = judgement.change
    return (change.name, change.kind) if isinstance(change, Named | Rated) else None


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.document, claim.content.start, claim.id)))
