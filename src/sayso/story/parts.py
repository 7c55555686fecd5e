"""A part of a story: all that bears on a few questions, propositions or claims, however large the ledger.

For pages that show a part, where `open_story` gives the whole. Invariant: what a part says of a thing is what the whole
story says of it; what it does not say was not asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.model import Claim, Comparison, Document, Proposition, Question, Story
from sayso.story.judgements import Judgements
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Part", "allow_claims", "part_story", "view_part"]


@dataclass(frozen=True, slots=True)
class Part:
    """A story of what was asked for and what stands around it; `speakers` gives a claim's id the entity whose word it
    is, and nothing where that was not asked.
    """

    story: Story
    speakers: Mapping[str, str]


def view_part(
    ledger: "Ledger | str | Path",
    *,
    questions: Iterable[str] = (),
    propositions: Iterable[str] = (),
    claims: Iterable[str] = (),
    judgements: Judgements | None = None,
    most: int | None = None,
    whose: bool = True,
) -> Part:
    """What the ledger holds around these, each by its id: questions with the propositions that answer them,
    propositions with their claims, claims with their propositions; and the reports of all of these. What the ledger
    does not hold is left out. `judgements` are those that were read already: then only what was judged since is read,
    and of all only what bears on the part is in it. Whose word a claim is, is looked up unless `whose` is false. Raises
    `UsageError` where it has more than `most` claims.
    """
    claims = tuple(claims)
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            asked = lookup.wholes(Question, questions)
            answers = (p for question in asked for answer in question.answers for p in answer.propositions)
            near = lookup.propositions_of(claims)
            others = {*answers, *propositions} - {p.id for p in near}
            whole = sorted((*near, *lookup.wholes(Proposition, others)), key=lambda p: p.id)
            wanted = dict.fromkeys((*claims, *(c.claim for p in whole for c in p.claims)))
            allow_claims(len(wanted), most)
            told = dict(sorted(lookup.claims(wanted).items()))
            known = {proposition.id for proposition in whole}
            changes = lookup.changes_of(told)
            comparison = Comparison(
                propositions=tuple(whole),
                questions=lookup.questions_of(known),
                entities=lookup.profiles({change.source for change in changes}),
                statements=lookup.statements_of(known),
                changes=changes,
                firsts=lookup.firsts_of(known),
                withdrawn=lookup.withdrawn_of(told),
            )
            reports = lookup.reports({claim.document for claim in told.values()})
            story = part_story(held, reports, told, comparison, judgements)
            return Part(story, lookup.speakers(told) if whose else {})


def allow_claims(number: int, most: int | None) -> None:
    """Raises `UsageError` where these are more claims than the `most` that are wanted."""
    if most is not None and number > most:
        raise UsageError(f"this has more than the {most:,} claims that a dossier can show: select less")


def part_story(
    held: "Ledger",
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    comparison: Comparison,
    judgements: Judgements | None,
) -> Story:
    """A part of a story with the judgements that bear on it: its reports in order of publication, the claims in that
    given. `judgements` are those that were read already.
    """
    judged = (judgements or Judgements()).read_on(held)
    bearing = judged.bearing_on(documents.values(), claims, held.lookup().held_claims)
    ordered = sorted(documents.values(), key=lambda d: (d.metadata.published or "", d.id))
    return Story(tuple(ordered), tuple(claims.values()), comparison, bearing, "")
