"""A claim as a person says that it should have been found: its places given, all that follows from them read anew.

Beside `extract`, which finds the places by itself. Invariant: source, cue and content stand where the person put them,
and the claim keeps the id of the one that was found.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, spans_of, tokens_in
from sayso.claims.english.sources.chains import outlet_link
from sayso.claims.english.sources.resolver import Resolver
from sayso.lexicon import Lexicon
from sayso.model import Claim, Link, Source, SourceKind, Span, words_at
from sayso.reading import Annotated

__all__ = ["Places", "as_corrected", "kept_as"]


@dataclass(frozen=True, slots=True)
class Places:
    """Where source, cue and content stand (none of the first two where the report names none), and whose word it is
    where the words do not tell: a name and a kind.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    name: str | None = None
    kind: SourceKind | None = None


def as_corrected(
    annotated: Annotated, claim: Claim, places: Places, known: Iterable[Attribution], lexicon: Lexicon
) -> tuple[Attribution, Source | None, tuple[Link, ...]]:
    """The attribution at these places, with its source and chain; one of the document's `known` may have its cue."""
    cue = tuple(tokens_in(annotated.parse, places.cue))
    same = next((a for a in known if cue and spans_of(a.cue) == spans_of(cue)), None)
    frame, lemma = (same.frame, same.lemma) if same else (Frame.CLAUSE if cue else Frame.SPEAKER, _lemma(cue))
    words = tuple(tokens_in(annotated.parse, places.source))
    source = _source(annotated, claim, places, lexicon)
    return Attribution(frame, lemma, cue, words, places.content, 1.0), source, _chain(annotated, claim, source)


def kept_as(made: Claim, claim: Claim, moved: bool) -> Claim:
    """What was `made` of a correction of `claim`, under its id, and with what only its own report around it tells."""
    return replace(made, id=claim.id, evidence=claim.evidence, responds_to=None if moved else claim.responds_to)


def _lemma(cue: tuple[Token, ...]) -> str:
    """The main word of a cue: the one that hangs on none of the others."""
    inside = {token.i for token in cue}
    return next((str(t.lemma_).lower() for t in cue if t.head.i not in inside or t.head.i == t.i), "")


def _source(annotated: Annotated, claim: Claim, places: Places, lexicon: Lexicon) -> Source | None:
    if not places.source:
        return None
    if claim.source is not None and claim.source.spans == places.source:
        source = claim.source
    else:
        found = Resolver(annotated, lexicon).identify(tokens_in(annotated.parse, places.source))
        words = words_at(annotated.document.text, places.source)
        source = replace(found, text=words.text, spans=words.spans)
    named = replace(source, name=places.name or source.name, kind=places.kind or source.kind)
    return named if named == source else replace(named, unnamed=None)


def _chain(annotated: Annotated, claim: Claim, source: Source | None) -> tuple[Link, ...]:
    """On whose word: those that passed it on, and the source last."""
    outer = (claim.chain[:-1] if claim.source else claim.chain) or (outlet_link(annotated.document),)
    return (*outer, Link(source.name, source.kind)) if source else outer
