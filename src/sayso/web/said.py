"""What a source said, one statement after another: when, in which words, and every report that has it.

Under the pages of sources. Invariant: every claim that is asked for is shown once, whichever it stands beside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.dossier.catalogue import Catalogue, anchor_of
from sayso.dossier.course import statement_when
from sayso.dossier.values import Numbered, Quote
from sayso.dossier.voices import build_quotes
from sayso.dossier.wording import SAID, day_words
from sayso.model import Claim, Proposition, Stance, Statement

__all__ = ["Word", "build_words"]


@dataclass(frozen=True, slots=True)
class Word:
    """A statement: when it was made, as well as that is known, what it does to which proposition, in which questions
    that stands, and the words with every report of them. `anchor` is that of the proposition, "" where nobody else
    speaks of it.
    """

    when: str
    said: str
    stance: Stance
    anchor: str
    text: str
    differences: tuple[Numbered, ...]
    quotes: tuple[Quote, ...]


def build_words(catalogue: Catalogue, statements: Sequence[Statement], claims: Iterable[str]) -> tuple[Word, ...]:
    """The statements of these claims (by id), in the claims' order; those of one statement are put together."""
    of_claim = {claim: statement for statement in reversed(statements) for claim in statement.claims}
    held = {stanced.claim: p for p in reversed(list(catalogue.propositions.values())) for stanced in p.claims}
    groups: dict[object, list[Claim]] = {}
    for claim in (catalogue.claims[ident] for ident in claims if ident in catalogue.claims):
        groups.setdefault(of_claim.get(claim.id, claim.id), []).append(claim)
    return tuple(_word(catalogue, group, of_claim.get(group[0].id), held.get(group[0].id)) for group in groups.values())


def _word(catalogue: Catalogue, claims: Sequence[Claim], statement: Statement | None, held: Proposition | None) -> Word:
    first = claims[0]
    stance = catalogue.stances.get(first.id, Stance.AFFIRMS)
    published = day_words(catalogue.documents[first.document].published_on)
    return Word(
        when=statement_when(statement) if statement else f"published {published}",
        said=SAID[stance],
        stance=stance,
        anchor=anchor_of("proposition", held.id) if held and len(held.claims) > len(claims) else "",
        text=held.text if held else "",
        differences=catalogue.differences.get(first.id, ()),
        quotes=build_quotes(catalogue, claims),
    )
