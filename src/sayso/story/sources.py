"""What sources said, as far as a page shows it: claims with their own reports and propositions, and who rated whom.

Beside `parts`, which gives what stands around a thing too. Invariant: what is given of a claim is what the whole story
says of it; what others say of the same is left out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Change, Comparison, Judgement, Rated, SourceKind, Story, standing_judgements
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Ratings", "view_ratings", "view_words"]


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


def view_ratings(ledger: "Ledger | str | Path") -> Ratings:
    """How reliable people hold sources to be."""
    with opened(ledger) as held:
        rated = {j.on: j for j in standing_judgements(held.view_judgements()) if isinstance(j.change, Rated)}
        known = {head.id for head in held.lookup().heads(rated)}
    strayed = (j for ident, j in rated.items() if ident not in known)
    by_name = {(j.change.name, j.change.kind): j for j in strayed if isinstance(j.change, Rated)}
    return Ratings({ident: j for ident, j in rated.items() if ident in known}, by_name)


def view_words(
    ledger: "Ledger | str | Path", claims: Iterable[str], changes: Collection[Change] = (), source: str = ""
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
            ordered = sorted(documents.values(), key=lambda d: (d.metadata.published or "", d.id))
            return Story(tuple(ordered), tuple(found.values()), comparison, held.view_judgements(), "")
