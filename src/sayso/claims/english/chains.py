"""On whose word: the links between the outlet and the source, as one document gives them.

Stands after sources are found. "The Courier, citing a memo, said …" and "a memo, published by the Courier, says …" both
give outlet → Courier → memo. Invariant: the outlet that publishes the report is the first link and stands there once.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution
from sayso.claims.english.clauses import noun_phrase
from sayso.lexicon import Lexicon
from sayso.model import Document, Link, SourceKind

__all__ = ["cited_at_end", "cited_by", "cited_source", "is_outlet_itself", "outlet_link", "quoter_of", "relays"]

_UNKNOWN_OUTLET = "unnamed outlet"


def outlet_link(document: Document) -> Link:
    """The first link of every chain: who published the report."""
    return Link(document.metadata.outlet or _UNKNOWN_OUTLET, SourceKind.OUTLET)


def is_outlet_itself(document: Document, name: str, text: str) -> bool:
    """Whether a name is the publishing outlet's own, in full or by its last word ("the Courier")."""
    outlet = (document.metadata.outlet or "").lower().removeprefix("the ")
    words = name.lower().removeprefix("the ")
    return bool(outlet) and bool(words) and (words == outlet or (words == outlet.split()[-1] and text[:1].isupper()))


def cited_source(attribution: Attribution, lexicon: Lexicon) -> list[Token]:
    """Whom the source itself cites: the object of "citing" or "quoting" beside the cue; empty where it cites nobody."""
    citing = lexicon.words("cues", "citing")
    for anchor in (*attribution.cue, *attribution.source):
        for child in anchor.children:
            if child.lower_ in citing and child.tag_ == "VBG" and cited_by(child):
                return cited_by(child)
    return []


def cited_at_end(content: Sequence[Token], lexicon: Lexicon) -> Token | None:
    """The participle of a ", citing …" that closes a content but says what it rests on; None if there is none."""
    citing = lexicon.words("cues", "citing")
    found = [t for t in content if t.lower_ in citing and t.tag_ == "VBG" and t.i > 0 and t.nbor(-1).text == ","]
    return found[-1] if found else None


def cited_by(participle: Token) -> list[Token]:
    """Whom "citing" or "quoting" names."""
    cited = next((c for c in participle.children if c.dep_ in ("dobj", "pobj")), None)
    return noun_phrase(cited) if cited is not None else []


def relays(source: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Who passes the source's word on: the agent of "quoted by", "revealed by", "published by"; or empty."""
    passing = lexicon.words("cues", "relaying")
    for token in source:
        for child in token.children:
            if child.lemma_.lower() in passing and child.tag_ == "VBN":
                named = _agent(child)
                if named is not None:
                    return noun_phrase(named)
    return []


def quoter_of(attribution: Attribution) -> list[Token]:
    """Who quotes the source in "the paper quoted X as saying"; empty elsewhere."""
    for token in attribution.cue:
        if token.dep_ == "pcomp" and token.head.lower_ == "as":
            subject = next((c for c in token.head.head.children if c.dep_ == "nsubj"), None)
            return noun_phrase(subject) if subject is not None else []
    return []


def _agent(participle: Token) -> Token | None:
    for child in participle.children:
        if child.dep_ == "agent" or child.lower_ in ("by", "in"):
            return next((c for c in child.children if c.dep_ == "pobj" and not c.like_num), None)
    return None
