"""One source: all that it said, over time and by subject, where it contradicts itself, its names and its reliability.

Invariant: all claims of the source stand on the pages over time, each once.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.course import build_course
from sayso.dossier.speakers import office_words
from sayso.dossier.values import Step
from sayso.dossier.wording import KINDS, day_words
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.ledger.listing import ReportOrder, Uttered
from sayso.ledger.lookup import Head
from sayso.model import Change, Entity, Proposition, Question, Rated, SourceKind
from sayso.story.excerpts import view_ratings, view_words
from sayso.web.desk import Desk, Page
from sayso.web.pages.reports import key_of
from sayso.web.said import Word, build_words

__all__ = ["PAGES"]

_SUBJECTS, _TURNS = 20, 5  # on a page
_FIRST = 3  # claims shown of a subject


class Subject(NamedTuple):
    """Something of which a source spoke: its address, id and text, the number of its claims, and the newest of them."""

    link: str
    ident: str
    text: str
    claims: int
    words: tuple[Word, ...]


class _Asked(NamedTuple):
    """What is asked of a source: which view, in which order, on which subject, after which key."""

    source: str
    by: str
    order: ReportOrder
    subject: str
    after: str | None

    def address(self, **other: str) -> str:
        """The address of the same with something other."""
        said = {"by": self.by, "order": self.order.value, "subject": self.subject} | other
        usual = {"by": "time", "order": ReportOrder.NEWEST.value, "subject": "", "after": ""}
        query = urlencode({name: value for name, value in said.items() if value != usual[name]})
        return f"/sources/{self.source}{'?' if query else ''}{query}"


def _source(desk: Desk, request: Request) -> Response:
    asked = _asked(request)
    with desk.ledger() as ledger, ledger.lookup().moment():
        head, profile = _found(ledger, asked.source)
        judgements = desk.judgements(ledger)
        rating = view_ratings(ledger, judgements).of(head.id, head.name, head.kind)
        changes = ledger.listing().changes_by(head.id, None if asked.by == "changes" else _TURNS + 1)
        shown = _VIEWS[asked.by](desk, ledger, asked)
        steps = _steps(desk, ledger, changes if asked.by == "changes" else changes[:_TURNS] if _is_first(asked) else ())
        reports = desk.reports_by_source(ledger).get(head.id, 0)
    return desk.render(
        request,
        "source.html",
        head=head,
        source=profile,
        kind=KINDS[head.kind],
        unnamed=head.kind is SourceKind.ANONYMOUS,
        offices=[office_words(office) for office in profile.offices],
        rating=rating.change if rating and isinstance(rating.change, Rated) else None,
        newest=judgements.newest,
        rated=rating and (rating.by, day_words(rating.at.date()), rating.note),
        reports=reports,
        asked=asked,
        steps=steps,
        more=len(changes) > len(steps),
        changed=bool(changes),
        **shown,
    )


def _found(ledger: Ledger, ident: str) -> tuple[Head, Entity]:
    lookup = ledger.lookup()
    heads, profiles = lookup.heads([ident]), lookup.profiles([ident])
    if not heads:
        raise NotFoundError(f"the ledger holds no source {ident}; accounts may have been compared anew")
    return heads[0], profiles[0]


def _asked(request: Request) -> _Asked:
    query = request.query_params
    by = query.get("by", "") if query.get("by", "") in _VIEWS else "time"
    order = ReportOrder.OLDEST if query.get("order") == ReportOrder.OLDEST else ReportOrder.NEWEST
    return _Asked(request.path_params["ident"], by, order, query.get("subject", ""), query.get("after"))


def _is_first(asked: _Asked) -> bool:
    return not asked.after and not asked.subject


def _over_time(desk: Desk, ledger: Ledger, asked: _Asked) -> dict[str, Any]:
    """Its claims by the days of their reports, of one subject if that is asked for."""
    after = key_of(asked.after)
    if asked.subject:
        found: Sequence[Uttered] = _beyond(_of_subject(ledger, asked), asked.order, after)[: desk.WORDS + 1]
    elif after is None and asked.order is ReportOrder.NEWEST:
        found = desk.last_said(ledger, asked.source)
    else:
        found = ledger.listing().said_by(asked.source, order=asked.order, after=after, limit=desk.WORDS + 1)
    shown = found[: desk.WORDS]
    words = _words(desk, ledger, asked.source, [one.claim for one in shown])
    following = asked.address(after=f"{shown[-1].key:x}") if len(found) > desk.WORDS else ""
    return {"words": words, "following": following, "subject": _text(ledger, asked.subject)}


def _of_subject(ledger: Ledger, asked: _Asked) -> list[Uttered]:
    """The claims of a source on one subject, the newest first."""
    lookup = ledger.lookup()
    questions = lookup.wholes(Question, [asked.subject]) if asked.subject.startswith("q1:") else ()
    wanted = {p for question in questions for answer in question.answers for p in answer.propositions}
    wholes = lookup.wholes(Proposition, wanted or [asked.subject])
    claims = dict.fromkeys(stanced.claim for whole in wholes for stanced in whole.claims)
    speakers = lookup.speakers(claims)
    return ledger.listing().keys_of(claim for claim in claims if speakers.get(claim) == asked.source)


def _beyond(found: list[Uttered], order: ReportOrder, after: int | None) -> list[Uttered]:
    if order is ReportOrder.OLDEST:
        return [one for one in reversed(found) if after is None or one.key < after]
    return [one for one in found if after is None or one.key > after]


def _text(ledger: Ledger, subject: str) -> tuple[str, str] | None:
    """The address and the text of a subject. Raises `NotFoundError`."""
    kind: type[Question | Proposition] = Question if subject.startswith("q1:") else Proposition
    found = ledger.lookup().wholes(kind, [subject]) if subject else ()
    if subject and not found:
        raise NotFoundError(f"no question and no proposition {subject}; accounts were compared anew")
    return (_link(found[0].id), found[0].text) if found else None


def _link(ident: str) -> str:
    return f"/{'questions' if ident.startswith('q1:') else 'propositions'}/{ident}"


def _by_subject(desk: Desk, ledger: Ledger, asked: _Asked) -> dict[str, Any]:
    """Its claims by what they are on: questions first, then propositions, those with most claims first."""
    state = ledger.state()
    subjects = desk.memory.get(("subjects", state, asked.source), lambda: _subjects(ledger, asked.source))
    start = next((n for n, one in enumerate(subjects, 1) if one[0] == asked.after), 0)
    shown = subjects[start : start + _SUBJECTS]
    claims = {ident: _of_subject(ledger, asked._replace(subject=ident))[:_FIRST] for ident, _ in shown}
    texts = _texts(ledger, claims)
    words = _grouped_words(desk, ledger, asked.source, claims)
    last = shown[-1][0] if start + _SUBJECTS < len(subjects) else ""
    return {
        "subjects": [Subject(_link(i), i, texts.get(i, ""), number, words[i]) for i, number in shown],
        "following": last and asked.address(after=last),
    }


def _subjects(ledger: Ledger, source: str) -> list[tuple[str, int]]:
    """Questions and propositions of which a source spoke, with the number of its claims; a proposition that is asked
    about stands under its questions.
    """
    claims, asking = dict(ledger.listing().subjects_of(source)), ledger.listing().asked_of(source)
    asked: dict[str, int] = {}
    for question, proposition in asking:
        asked[question] = asked.get(question, 0) + claims[proposition]
    under = {proposition for _, proposition in asking}
    questions = sorted(asked.items(), key=lambda one: (-one[1], one[0]))
    return [*questions, *((ident, number) for ident, number in claims.items() if ident not in under)]


def _texts(ledger: Ledger, idents: Mapping[str, object]) -> dict[str, str]:
    lookup = ledger.lookup()
    questions = lookup.wholes(Question, (ident for ident in idents if ident.startswith("q1:")))
    propositions = lookup.wholes(Proposition, (ident for ident in idents if ident.startswith("p1:")))
    return {q.id: q.text for q in questions} | {p.id: p.text for p in propositions}


def _words(desk: Desk, ledger: Ledger, source: str, claims: Sequence[str]) -> tuple[Word, ...]:
    return _grouped_words(desk, ledger, source, {"": [Uttered(0, claim) for claim in claims]})[""]


def _grouped_words(
    desk: Desk, ledger: Ledger, source: str, groups: Mapping[str, Sequence[Uttered]]
) -> dict[str, tuple[Word, ...]]:
    claims = [one.claim for group in groups.values() for one in group]
    story = view_words(ledger, claims, source=source, judgements=desk.judgements(ledger))
    catalogue, statements = build_catalogue(story), story.comparison.statements
    return {name: build_words(catalogue, statements, [one.claim for one in group]) for name, group in groups.items()}


def _turns(*_: object) -> dict[str, Any]:
    return {"following": ""}


def _steps(desk: Desk, ledger: Ledger, changes: Sequence[Change]) -> tuple[Step, ...]:
    if not changes:
        return ()
    story = view_words(ledger, (), changes, judgements=desk.judgements(ledger))
    return build_course(story.comparison).steps(build_catalogue(story), [change.claims[1] for change in changes])


_View = Callable[[Desk, Ledger, _Asked], dict[str, Any]]
_VIEWS: Mapping[str, _View] = {"time": _over_time, "subject": _by_subject, "changes": _turns}

PAGES = (Page("/sources/{ident}", _source),)
