"""What a page shows of one report, and of what sources said: no more of the story than that takes.

Beside `parts`, which gives all that stands around a thing. Invariant: what is given of a claim is what the whole story
says of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Change, Comparison, Judgement, Proposition, Rated, SourceKind, Story, standing_judgements
from sayso.story.judgements import Judgements
from sayso.story.opening import opened
from sayso.story.parts import part_story

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.lookup import Lookup

__all__ = ["Ratings", "view_ratings", "view_report", "view_words"]


@dataclass(frozen=True, slots=True)
class Ratings:
    """The judgements that say how reliable sources are: by the id of each, or by name and kind where the id that was
    judged is no longer any source's.
    """

    by_id: Mapping[str, Judgement]
    by_name: Mapping[tuple[str, SourceKind], Judgement]

    def of(self, source: str, name: str, kind: SourceKind) -> Judgement | None:
        """The judgement on a source; None where nobody rated it."""
        return self.by_id.get(source) or self.by_name.get((name, kind))


def view_ratings(ledger: "Ledger | str | Path", judgements: Judgements | None = None) -> Ratings:
    """How reliable people hold sources to be. `judgements` are those that were read already, here and below."""
    with opened(ledger) as held:
        judged = (judgements or Judgements()).read_on(held).bearing_on((), (), held.lookup().held_claims)
        rated = {j.on: j for j in standing_judgements(judged) if isinstance(j.change, Rated)}
        known = {head.id for head in held.lookup().heads(rated)}
    strayed = (j for ident, j in rated.items() if ident not in known)
    by_name = {(j.change.name, j.change.kind): j for j in strayed if isinstance(j.change, Rated)}
    return Ratings(rated, by_name)


def view_words(
    ledger: "Ledger | str | Path",
    claims: Iterable[str],
    changes: Collection[Change] = (),
    source: str = "",
    judgements: Judgements | None = None,
) -> Story:
    """These claims, by id, and those of the `changes`, with their reports, propositions and questions, and what the
    `source` said of those on which occasion.
    """
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            found = lookup.claims(dict.fromkeys((*claims, *(ident for change in changes for ident in change.claims))))
            propositions = lookup.propositions_of(found)
            known = {proposition.id for proposition in propositions}
            documents = lookup.reports({claim.document for claim in found.values()})
            statements = lookup.statements_of(known)
            comparison = Comparison(
                propositions=propositions,
                questions=lookup.questions_of(known),
                statements=tuple(said for said in statements if said.source == source),
                changes=tuple(changes),
                withdrawn=lookup.withdrawn_of(found),
            )
            return part_story(held, documents, found, comparison, judgements)


def view_report(
    ledger: "Ledger | str | Path", document: str, judgements: Judgements | None = None, *, others: int
) -> Story:
    """A report with its claims, what so many other reports, the first, say of the same as each, what that answers, and
    the reports that share wording with it. Raises `NotFoundError`.
    """
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            report = held.view_document(document)
            inside = {claim.id: claim for claim in held.view_claims(document)}
            propositions = lookup.propositions_of(inside)
            claims = inside | lookup.claims(_first_said(lookup, document, propositions, others))
            reuse = lookup.reuse_of((document,))
            near = {claim.document for claim in claims.values()} | {d for one in reuse for d in (one.copy, one.of)}
            documents = {document: report} | lookup.reports(near - {document})
            comparison = Comparison(
                propositions=propositions,
                questions=lookup.questions_of(proposition.id for proposition in propositions),
                reuse=reuse,
                withdrawn=lookup.withdrawn_of(claims),
            )
            return part_story(held, documents, claims, comparison, judgements)


def _first_said(lookup: "Lookup", document: str, propositions: Sequence[Proposition], most: int) -> list[str]:
    """The claims (by id) of each of these propositions in the first reports that have any, beside one."""
    of_claim: dict[str, list[str]] = {}
    for proposition in propositions:
        for stanced in proposition.claims:
            of_claim.setdefault(stanced.claim, []).append(proposition.id)
    chosen: dict[str, dict[str, None]] = {proposition.id: {} for proposition in propositions}
    found = []
    for placed in lookup.placed(of_claim):
        for reports in (chosen[ident] for ident in of_claim[placed.claim]):
            if placed.document != document and (len(reports) < most or placed.document in reports):
                reports[placed.document] = None
                found.append(placed.claim)
    return sorted(set(found))
