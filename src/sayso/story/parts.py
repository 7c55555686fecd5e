"""A part of a story: all that bears on a few questions, propositions, claims or reports, however large the ledger.

For pages that show a part, where `open_story` gives the whole. Invariant: what a part says of a thing is what the whole
story says of it; what it does not say was not asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Claim, Comparison, Document, Proposition, Question, Story
from sayso.story.judgements import Judgements
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Part", "view_part"]


@dataclass(frozen=True, slots=True)
class Part:
    """A story of what was asked for and what stands around it; `speakers` gives a claim's id the entity whose word it
    is.
    """

    story: Story
    speakers: Mapping[str, str]


def view_part(
    ledger: "Ledger | str | Path",
    *,
    questions: Iterable[str] = (),
    propositions: Iterable[str] = (),
    claims: Iterable[str] = (),
    documents: Iterable[str] = (),
    judgements: Judgements | None = None,
) -> Part:
    """What the ledger holds around these, each by its id: questions with the propositions that answer them,
    propositions with their claims, claims with their propositions, reports with their claims; and the reports of all of
    these. What the ledger does not hold is left out, but for reports, for which it raises `NotFoundError`.
    `judgements` are those that were read already: then only what was judged since is read, and of all only what bears
    on the part is in it.
    """
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            asked = lookup.wholes(Question, questions)
            answers = (p for question in asked for answer in question.answers for p in answer.propositions)
            texts = {ident: held.view_document(ident) for ident in documents}
            inside = {claim.id: claim for ident in texts for claim in held.view_claims(ident)}
            near = lookup.propositions_of((*claims, *inside))
            others = {*answers, *propositions} - {p.id for p in near}
            whole = sorted((*near, *lookup.wholes(Proposition, others)), key=lambda p: p.id)
            told = _told(held, whole, claims, inside)
            reuse = lookup.reuse_of(tuple(texts))
            homes = {claim.document for claim in told.values()}
            linked = {ident for found in reuse for ident in (found.copy, found.of)}
            texts |= lookup.reports((homes | linked) - texts.keys())
            known = {proposition.id for proposition in whole}
            changes = lookup.changes_of(told)
            comparison = Comparison(
                propositions=tuple(whole),
                questions=lookup.questions_of(known),
                reuse=reuse,
                entities=lookup.profiles({change.source for change in changes}),
                statements=lookup.statements_of(known),
                changes=changes,
                firsts=lookup.firsts_of(known),
                withdrawn=lookup.withdrawn_of(told),
            )
            judged = (judgements or Judgements()).read_on(held)
            bearing = judged.bearing_on(texts.values(), told, lookup.held_claims)
            story = Story(_ordered(texts), tuple(told.values()), comparison, bearing, "")
            return Part(story, lookup.speakers(told))


def _told(
    held: "Ledger", propositions: Iterable[Proposition], claims: Iterable[str], inside: Mapping[str, Claim]
) -> dict[str, Claim]:
    """The claims of these propositions and those that were asked for, in order of their ids."""
    wanted = dict.fromkeys((*claims, *(c.claim for p in propositions for c in p.claims)))
    found = held.lookup().claims(ident for ident in wanted if ident not in inside)
    return dict(sorted({**found, **inside}.items()))


def _ordered(documents: Mapping[str, Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents.values(), key=lambda d: (d.metadata.published or "", d.id)))
