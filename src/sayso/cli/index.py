"""Look-ups over one story by id, for the views of the command line.

Invariant: what is looked up is of the story, in its canonical order.
"""

from collections.abc import Mapping

from sayso.cli.wording import outlet_of, speaker_of
from sayso.model import Answer, Change, Claim, Document, Interval, Origin, Proposition, Question, Stance, Story

__all__ = ["Index", "span_words"]


class Index:
    """A story's documents, claims and propositions by id, and what is asked of several at once."""

    def __init__(self, story: Story) -> None:
        self.documents: Mapping[str, Document] = {d.id: d for d in story.documents}
        self.claims: Mapping[str, Claim] = {c.id: c for c in story.claims}
        self.propositions: Mapping[str, Proposition] = {p.id: p for p in story.comparison.propositions}

    def outlets(self, claims: tuple[str, ...]) -> tuple[str, ...]:
        """Who published these claims (by id), by name."""
        return tuple(sorted({outlet_of(self.documents[self.claims[claim].document]) for claim in claims}))

    def name(self, claim: str) -> str:
        """Whose word a claim (by id) is."""
        return speaker_of(self.claims[claim])

    def speaker(self, claim: str) -> str:
        """Whose word a claim (by id) is, and who published it."""
        return f"{self.name(claim)} in {', '.join(self.outlets((claim,)))}"

    def spoken(self, claim: str) -> str:
        """When a claim (by id) was said, else published, as an ISO day or a span; "undated" where neither is known."""
        found = self.claims[claim]
        if found.said_at is not None:
            return span_words(found.said_at)
        return (self.documents[found.document].metadata.published or "undated")[:10]

    def change_words(self, change: Change) -> str:
        """A change in words: what became of an account between which days, and by what that is known."""
        earlier, later = map(self.spoken, change.claims)
        return f"{change.turn} ({earlier} → {later}: {change.why})"

    def origins(self, question: Question, answer: Answer) -> tuple[Origin, ...]:
        """What an answer rests on; a denial, which has no propositions, on those who deny the first answer's."""
        stance = Stance.AFFIRMS if answer.propositions else Stance.DENIES
        propositions = answer.propositions or question.answers[0].propositions
        return tuple(o for ident in propositions for o in self.propositions[ident].origins if o.stance is stance)


def span_words(interval: Interval) -> str:
    """An interval in ISO days: `2031-05-04`, `2031-05-04 to …`."""
    first, last = (day.isoformat() if day else "…" for day in (interval.first, interval.last))
    return first if first == last else f"{first} to {last}"
