"""Claims about claims: what "rejected the accusation" or "the claim was met with scepticism" speaks of.

Stands after all claims of a document are made. Invariant: a claim responds only to an earlier claim of another source,
and only where its content names no matter of its own but that a trace of it was missed.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from sayso.claims.attribution import tokens_in
from sayso.claims.english.missing import Signs, find_missed
from sayso.lexicon import Lexicon
from sayso.model import Claim, Factuality, Words
from sayso.reading import Annotated

__all__ = ["link_responses"]

_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both", "all"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_REACH = 12  # how many sentences back a claim may stand whose cue goes with the noun: "the accusation" and "accused"
_NEAR = 3  # and how many, where only nearness speaks for it


def link_responses(annotated: Annotated, claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """`claims`, in order of place, with `responds_to` set on those that only point back to another."""
    nouns = lexicon.trait("responses", "verbs")
    rejecting, disparaging = (lexicon.words("responses", group) for group in ("rejecting", "disparaging"))
    sentences = [s.start_char for s in annotated.parse.sents]
    signs = Signs(lexicon)
    linked: list[Claim] = []
    for claim in claims:
        noun = None if claim.own else _pointer(annotated, claim, nouns, disparaging)
        at = bisect_right(sentences, claim.content.start)
        reach = (sentences[max(0, at - _REACH)], sentences[max(0, at - _NEAR)])
        target = _target(annotated, claim, noun, nouns, linked, reach) if noun is not None else None
        if target is None:
            before = _before(claim, linked, reach[0])
            missed = None if claim.own else find_missed(annotated, claim, before, signs)
            linked.append(claim if missed is None else replace(claim, responds_to=missed.id))
        else:
            linked.append(_response(annotated, claim, target, rejecting, disparaging))
    return linked


def _pointer(annotated: Annotated, claim: Claim, nouns: Mapping[str, str], disparaging: frozenset[str]) -> Token | None:
    """The noun of a content that merely names a claim ("the accusation", "the board's assertion"), or runs it down."""
    tokens = tokens_in(annotated.parse, claim.content.spans)
    if len(tokens) == 1 and tokens[0].pos_ == "PRON":
        return tokens[0]
    if any(t.tag_ in _FINITE for t in tokens):
        return _run_down(tokens, nouns) if disparaging & {t.lemma_.lower() for t in tokens} else None
    for token in tokens:
        if token.lemma_.lower() in nouns and token.pos_ == "NOUN" and _points(token):
            return token
    return None


def _run_down(tokens: Sequence[Token], nouns: Mapping[str, str]) -> Token | None:
    """The noun that points back to a claim, of "the board's assertion smells of desperation"; not if negated."""
    subject = next((t for t in tokens if t.pos_ == "NOUN"), None)
    if subject is None or subject.lemma_.lower() not in nouns or not _points(subject):
        return None
    return None if any(t.dep_ == "neg" for t in tokens) else subject


def _points(noun: Token) -> bool:
    if any(c.dep_ in ("acl", "relcl", "ccomp") and any(g.lower_ == "that" for g in c.children) for c in noun.children):
        return False
    return any(c.lower_ in _POINTING or c.dep_ == "poss" for c in noun.children)


def _target(
    annotated: Annotated,
    claim: Claim,
    noun: Token,
    nouns: Mapping[str, str],
    earlier: Sequence[Claim],
    reach: tuple[int, int],
) -> Claim | None:
    """The claim that a noun or pronoun points back to: the one just answered by another, else the nearest whose cue
    goes with the noun, else the nearest. Never one of the same source.
    """
    speaker = claim.source.name if claim.source else None
    within = _before(claim, earlier, reach[0])
    answering = {(c.sentence, c.source) for c in within if c.responds_to is not None}
    within = [c for c in within if c.responds_to is not None or (c.sentence, c.source) not in answering]
    if within and _turns_down(within[0]) and within[0].content.start >= reach[1]:
        return next((c for c in within if c.id == within[0].responds_to and _by_another(c, speaker)), None)
    open_ = [c for c in within if c.responds_to is None and _by_another(c, speaker)]
    related = set(nouns.get(noun.lemma_.lower(), "").split())
    fitting = (c for c in open_ if c.cue and related & {t.lemma_.lower() for t in _tokens(annotated, c.cue)})
    return next(fitting, None) or next((c for c in open_ if c.content.start >= reach[1]), None)


def _before(claim: Claim, earlier: Sequence[Claim], start: int) -> list[Claim]:
    """The claims of sources that end before this one begins and begin after `start`, the nearest first."""
    near = takewhile(lambda c: c.content.start >= start, reversed(earlier))
    return [c for c in near if not c.own and c.content.end <= claim.content.start and c.source is not None]


def _turns_down(claim: Claim) -> bool:
    return claim.responds_to is not None and (claim.factuality.denied or claim.factuality is Factuality.UNKNOWN)


def _by_another(claim: Claim, speaker: str | None) -> bool:
    return claim.source is not None and claim.source.name != speaker


def _tokens(annotated: Annotated, words: Words) -> list[Token]:
    return tokens_in(annotated.parse, words.spans)


def _response(
    annotated: Annotated, claim: Claim, target: Claim, rejecting: frozenset[str], disparaging: frozenset[str]
) -> Claim:
    """The claim as a response, if it denies or doubts; "called the story a fabrication" denies by its predicate, and
    "the story is a ploy" leaves open whether it is so.
    """
    words = {t.lower_ for t in tokens_in(annotated.parse, claim.content.spans)}
    if words & rejecting and not claim.factuality.denied:
        return replace(claim, responds_to=target.id, factuality=Factuality.NOT_CERTAIN)
    if disparaging & {t.lemma_.lower() for t in tokens_in(annotated.parse, claim.content.spans)}:
        return replace(claim, responds_to=target.id)
    if claim.factuality.denied or claim.factuality is Factuality.UNKNOWN:
        return replace(claim, responds_to=target.id)
    return claim
