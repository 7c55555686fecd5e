"""How evidence is offered, cited, checked or missed in one sentence: rules over parse and word lists.

Asked by `sayso.claims.english.evidence`. Invariant: a noun of evidence that is merely spoken of offers nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from sayso.claims.english.grammar import (
    behind,
    called_by,
    first_of,
    has_matter,
    is_as_proof,
    is_denied,
    is_name,
    is_negated,
    is_past,
    is_real,
    is_told_before,
    name_of,
    phrase_of,
    speaks_elsewhere,
)
from sayso.lexicon import Lexicon
from sayso.model import Claim, EvidenceKind, SourceKind, Span, Verification

__all__ = ["Offer", "Offering"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEFT = frozenset({"compound", "amod", "det", "nummod", "poss", "nmod"})
_TURNED = frozenset({"fail", "refuse", "decline"})
_UNABLE = frozenset({"unable", "impossible"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj"})
_POINTING = 3  # words: "his own account"
_SEERS = frozenset({SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.OFFICE})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_INDEFINITE = frozenset({"a", "an", "any", "no"})
_WRITTEN = frozenset({EvidenceKind.DOCUMENT, EvidenceKind.DATA})


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece of evidence in a sentence: its words, kind and state; who offers it by name, or that the source does."""

    words: tuple[Token, ...]
    kind: EvidenceKind
    state: Verification
    by: str | None = None
    by_source: bool = False


class Offering:
    """The word lists of evidence, ready to be asked of one sentence after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds = {w: EvidenceKind(k) for w, k in lexicon.trait("evidence", "kind").items()}
        names = (
            "evidence",
            "showing",
            "citing",
            "offering",
            "publishing",
            "seeing",
            "reporters",
            "checking",
            "viewing",
        )
        also = ("disputing", "claims", "hearsay", "lacking", "forgery", "backing", "theses", "figurative")
        self._of = {n: lexicon.words("evidence", n) for n in (*names, *also)}
        self._adjectives = {
            w: state for state in Verification if state in {"unverified", "verified", "disputed"}
            for w in lexicon.words("evidence", state.value)
        }  # fmt: skip
        self._all = lexicon.words("evidence") - self._of["claims"] - self._of["theses"] - self._of["figurative"]

    def speaks(self, sentence: Piece) -> bool:
        """Whether any word of evidence stands in the sentence at all."""
        return any(t.lemma_.lower() in self._all or t.lower_ in self._all for t in sentence)

    def kind(self, token: Token) -> EvidenceKind | None:
        """The kind of evidence a noun names, None where it names none, is part of a name or stands before a noun."""
        other = token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound" or is_name(token)
        if other and not _pointed_at(token):
            return None
        if self._is_hearsay(token):
            return EvidenceKind.NONE if self.state_of(token) is Verification.UNVERIFIED else None
        return self._kinds.get(token.lemma_.lower()) or self._kinds.get(token.lower_)

    def points_back(self, claim: Claim) -> bool:
        """Whether a claim's content is no more than "the claim" or "his account", so that what is said of it is said of
        a claim before.
        """
        words = claim.content.text.lower().split()
        return 0 < len(words) <= _POINTING and words[-1].strip(".,;”’\"'") in self._of["claims"]

    def _is_hearsay(self, token: Token) -> bool:
        """Whether "reports" are talk: several, and neither told from others before nor whose they are."""
        if token.lemma_.lower() not in self._of["hearsay"] or token.tag_ != "NNS":
            return False
        whose = any(c.dep_ in {"poss", "nummod"} or c.lower_ in _DEFINITE | {"by", "from"} for c in token.children)
        return not whose

    def offers(self, sentence: Piece, claim: Claim, others: Sequence[Claim] = ()) -> Iterator[Offer]:
        """What the sentence offers for the claim that stands in it, beside other claims."""
        for token in sentence:
            yield from self._observed(token, claim)
            kind = self.kind(token)
            if kind is None or kind is EvidenceKind.WITNESS or not self._belongs(token, claim):
                continue
            if self._is_ground(token) or (self._speaks_for(token) and not speaks_elsewhere(token, claim, others)):
                yield self._offer(token, kind)
            elif not claim.own and (self._is_cited(token) or self._is_medium(token, kind)):
                yield self._offer(token, kind, by_source=True)

    def _offer(self, token: Token, kind: EvidenceKind, *, by_source: bool = False) -> Offer:
        by = self.giver(token)
        return Offer(phrase_of(token), kind, self.state_of(token), by, by_source=by_source and by is None)

    def _belongs(self, token: Token, claim: Claim) -> bool:
        """Whether the verb a noun hangs on is of the claim: within its content, or governing it."""
        inside = any(s.start <= token.idx < s.end for s in claim.content.spans)
        if claim.own:
            return inside
        verb = next((a for a in token.ancestors if a.pos_ == "VERB"), token)
        cue = claim.cue.spans if claim.cue else ()
        spans = (*claim.content.spans, *cue)
        if any(s.start <= t.idx < s.end for t in token.subtree for s in cue):  # "footage it said showed"
            return True
        cues = (t for t in token.sent if any(s.start <= t.idx < s.end for s in cue))
        if verb.lemma_.lower() in self._of["citing"] and any(verb in t.ancestors for t in cues):
            return True  # "cites images suggesting that"
        held = [a for a in (verb, *verb.ancestors) if any(s.start <= a.idx < s.end for s in spans)]
        return inside or bool(held)

    def _speaks_for(self, token: Token) -> bool:
        """Subject of a verb of showing that is neither negated nor unreal."""
        verb = token.head
        if token.dep_ != "nsubj" or is_denied(token):
            return False
        if verb.lemma_ in {"appear", "seem"}:
            verb = next((c for c in verb.children if c.dep_ == "xcomp"), verb)
        lemma = verb.lemma_.lower()
        if lemma in self._of["backing"] and not self._backs(verb):
            return False
        return lemma in self._of["showing"] and is_real(verb) and not is_negated(verb)

    def _backs(self, verb: Token) -> bool:
        """Whether what is supported is something held to be so: "supports the claim", not "supports efforts"."""
        objects = [c for c in verb.children if c.dep_ in {"dobj", "ccomp"}]
        return any(c.dep_ == "ccomp" or c.lemma_.lower() in self._of["claims"] | self._of["theses"] for c in objects)

    def _is_ground(self, token: Token) -> bool:
        """Object of "based on" and of "on the basis of"."""
        prep = token.head
        return (
            token.dep_ == "pobj"
            and not is_denied(token)
            and (
                (
                    prep.lower_ in {"on", "upon"}
                    and prep.head.lemma_.lower() in {"base", "rely"}
                    and not is_negated(prep.head)
                )
                or (prep.lower_ == "of" and prep.head.lower_ in {"basis", "strength"})
            )
        )

    def _is_cited(self, token: Token) -> bool:
        """Object of "citing", "pointing to", or of a verb of publishing where it is said to show something."""
        token = first_of(token)
        verb = token.head
        if _pointed_at(token) or (verb.lower_ == "to" and verb.head.lemma_.lower() == "point"):
            return not is_denied(token)
        if token.dep_ != "dobj" or is_negated(verb) or not is_real(verb) or is_denied(token):
            return False
        if verb.lemma_.lower() in self._of["citing"]:
            return True
        put_out = verb.lemma_.lower() in self._of["publishing"] | self._of["offering"]
        return put_out and (self._shows(token) or is_as_proof(verb, self._of["evidence"]))

    def _is_medium(self, token: Token, kind: EvidenceKind) -> bool:
        """Whether data that came out is what a source speaks in: "in a study published on Monday, they report"."""
        if kind is not EvidenceKind.DATA or token.dep_ != "pobj" or token.head.lower_ != "in":
            return False
        return any(c.dep_ == "acl" and c.lemma_.lower() in self._of["publishing"] for c in token.children)

    def _shows(self, token: Token) -> bool:
        """Whether a clause behind the noun says what it shows: "footage it said showed", "a video showing"."""
        behind = [c for c in token.subtree if c.i > token.i]
        return any(t.lemma_.lower() in self._of["showing"] and t.pos_ == "VERB" for t in behind)

    def _observed(self, token: Token, claim: Claim) -> Iterator[Offer]:
        """Own observation: "I saw", "he said he saw", "they reported hearing", "a reporter at the scene saw"."""
        if token.pos_ != "VERB" or token.lemma_.lower() not in self._of["seeing"] or is_negated(token):
            return
        cued = _touches(token, claim.cue.spans if claim.cue else ())
        objects = [
            c for c in token.children if c.dep_ in {"dobj", "ccomp"} and c.tag_ not in {"WP", "WDT"}
        ]  # not "what he saw"
        seen = objects and not any(c.lemma_.lower() in self._of["figurative"] for c in objects)
        if not seen or not (cued or _touches(token, claim.content.spans)) or not is_real(token):
            return
        if token.tag_ == "VBG" and token.dep_ == "xcomp" and _is_cued(token, claim):
            yield Offer((token,), EvidenceKind.OBSERVATION, Verification.UNSTATED, by_source=True)
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None or token.tag_ != "VBD" or token.dep_ not in _MAIN:
            return
        own = _is_own(subject, token, claim)
        if own or (subject.lemma_.lower() in self._of["reporters"] and (claim.own or cued)):
            yield Offer((subject, token), EvidenceKind.OBSERVATION, Verification.UNSTATED, by_source=own)

    def giver(self, token: Token) -> str | None:
        """Who a thing comes from: "footage released by the ministry", "the ministry's footage", also where the thing
        was named before.
        """
        given = self._giver_here(token)
        if given is not None or not is_told_before(token):
            return given
        for before in reversed(token.doc[: token.i]):
            if before.lemma_ == token.lemma_ and self.kind(before) is not None:
                given = self._giver_here(before)
                if given is not None or any(c.lower_ in _INDEFINITE for c in before.children):
                    return given
        return None

    def _giver_here(self, token: Token) -> str | None:
        for child in behind(token):
            if child.lemma_.lower() in self._of["viewing"] | self._of["offering"]:
                hands = (a for a in child.subtree if a.lower_ == "by" and a.i > child.i)
                if (
                    agent := next((p for a in hands for p in a.children if p.dep_ == "pobj" and p.pos_ in _NOUNS), None)
                ) is not None:
                    return name_of(agent)
        for child in token.children:
            if child.dep_ == "poss" and child.pos_ != "PRON":
                return name_of(child)
        verb = token.head
        if token.dep_ == "dobj" and verb.lemma_.lower() in self._of["publishing"]:
            subjects = (c for c in verb.children if c.dep_ == "nsubj" and c.pos_ != "PRON")
            return next((name_of(s) for s in subjects), None)
        return self._author(token)

    def _author(self, token: Token) -> str | None:
        """Who made a thing: "a report by the board", "data from the Harbour Board" (but "footage from Lanmark")."""
        preps = {"by", "from"} if self.kind(token) in _WRITTEN else {"by"}
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in preps:
                made = (p for p in child.children if p.dep_ == "pobj")
                return next((name_of(p) for p in made if child.lower_ == "by" or p.pos_ == "PROPN"), None)
        return None

    def state_of(self, token: Token) -> Verification:
        """What is said of a thing where it is named: "unverified footage", "a clip that was staged"."""
        for child in token.children:
            if child.dep_ == "amod" and child.lower_ in self._adjectives:
                return self._adjectives[child.lower_]
            if child.dep_ in {"relcl", "acl"} and self._is_state(child):
                return self.state(child)
        return Verification.UNSTATED

    def states(self, sentence: Piece) -> list[Token]:
        """The nouns and verbs by which a sentence says that evidence is missing, unchecked, checked or disputed."""
        return [t for t in sentence if self.missing(t) or (self._is_state(t) and self.said_of(t) is not None)]

    def missing(self, token: Token) -> bool:
        """Whether the noun "evidence" or "proof" is said not to be offered, not that something isn't so."""
        if self._lacks(token):
            return True
        if token.lemma_.lower() not in self._of["evidence"] or token.pos_ != "NOUN" or has_matter(token):
            return False
        verb = token.head
        bare = any(c.lower_ == "no" for c in token.children)
        if verb.lower_ == "without" or (verb.dep_ == "pcomp" and verb.head.lower_ == "without"):
            return True
        if verb.lower_ == "of" and verb.head.lemma_ in {"lack", "absence"}:
            return True
        if verb.lemma_.lower() not in self._of["offering"] or token.dep_ not in _OBJECTS or not is_past(verb):
            return False
        return bare or is_negated(verb) or verb.head.lemma_.lower() in _TURNED

    def _lacks(self, token: Token) -> bool:
        """Whether somebody did not put forward any picture, recording or paper: "did not produce a recording"."""
        if token.lemma_.lower() not in self._of["lacking"] or token.dep_ != "dobj" or has_matter(token):
            return False
        verb, articles = token.head, {c.lower_ for c in token.children if c.dep_ in {"det", "poss"}}
        if verb.lemma_.lower() not in self._of["offering"] or not is_past(verb) or not articles <= _INDEFINITE:
            return False
        return "no" in articles or is_negated(verb) or verb.head.lemma_.lower() in _TURNED

    def _is_state(self, token: Token) -> bool:
        if self._is_forgery(token):
            return True
        if token.pos_ != "VERB":
            return False
        lemma = token.lemma_.lower()
        if lemma in self._of["disputing"]:
            return any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children) and not is_negated(token)
        return lemma in self._of["checking"] and token.tag_ in {"VB", "VBN", "VBD"}

    def _is_forgery(self, token: Token) -> bool:
        """Whether a noun like "forgery" is what something is called, or said to be."""
        if token.lemma_.lower() not in self._of["forgery"] or token.pos_ != "NOUN" or is_denied(token):
            return False
        return token.dep_ in {"oprd", "attr", "pobj", "ccomp"} and not is_negated(token.head)

    def state(self, token: Token) -> Verification:
        """What a verb of checking or disputing says of its object."""
        if token.lemma_.lower() in self._of["disputing"] or self._is_forgery(token):
            return Verification.DISPUTED
        unable = token.dep_ == "xcomp" and token.head.lower_ in _UNABLE
        return Verification.UNVERIFIED if is_negated(token) or unable else Verification.VERIFIED

    def said_of(self, token: Token) -> Token | None:
        """What a state is said of: a thing of evidence, or what points back to a claim; None for anything else."""
        if self._is_forgery(token):
            called = called_by(token)
            return called if called is not None and self.kind(called) is not None else None
        passive = any(c.dep_ == "auxpass" for c in token.children)
        wanted = _SUBJECTS if passive else {"dobj"}
        about = next((c for c in token.children if c.dep_ in wanted), None)
        if about is None:
            return None
        pointing = about.lemma_.lower() in self._of["claims"] and not has_matter(about)
        thing = self.kind(about) is not None
        if self.state(token) is Verification.VERIFIED:
            independent = any(c.lower_ == "independently" for c in token.children)
            return about if thing and (passive or independent) and token.lemma_ != "confirm" else None
        return about if pointing or thing else None

    def state_words(self, token: Token) -> tuple[Token, ...]:
        """The words that tell a state: "no evidence was provided", "could not be independently verified"."""
        if not self.missing(token):
            near = [c for c in token.children if c.dep_ in {"aux", "auxpass", "neg"} or c.lower_ == "independently"]
            first = min([token, *near], key=lambda t: t.i)
            return tuple(token.doc[first.i : token.i + 1])
        if self._lacks(token):
            near = [c for c in token.head.children if c.dep_ in {"aux", "neg"}]
            first = min([token.head, *near], key=lambda t: t.i)
            return tuple(token.doc[first.i : token.i + 1])
        verb = token.head
        if verb.dep_ == "pcomp" or verb.lower_ == "of":
            verb = verb.head
        parts = [token, *(c for c in token.children if c.dep_ in _LEFT | {"neg"}), verb]
        parts += [c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"}]
        ordered = sorted(parts, key=lambda t: t.i)
        return tuple(token.doc[ordered[0].i : ordered[-1].i + 1])

    def speaker(self, token: Token) -> Token | None:
        """Who offers nothing, where the sentence names one."""
        verb = token.head.head if token.head.dep_ == "xcomp" else token.head
        return next((c for c in verb.children if c.dep_ == "nsubj"), None)


def _pointed_at(token: Token) -> bool:
    """Whether it stands behind "pointing to", where a parser may take "footage" for a verb."""
    return token.i > 1 and token.nbor(-1).lower_ == "to" and token.nbor(-2).lemma_.lower() == "point"


def _touches(token: Token, spans: Sequence[Span]) -> bool:
    return any(s.start <= token.idx < s.end for s in spans)


def _is_cued(verb: Token, claim: Claim) -> bool:
    """Whether a verb hangs on the cue of an attributed claim itself."""
    return claim.cue is not None and verb.head != verb and _touches(verb.head, claim.cue.spans)


def _is_own(subject: Token, verb: Token, claim: Claim) -> bool:
    """Whether who sees is who speaks: "I", "we", or "he" and "they" right under a person's cue."""
    if claim.own or claim.source is None:
        return False
    third = subject.lower_ in {"he", "she", "they"} and verb.dep_ == "ccomp" and _is_cued(verb, claim)
    return subject.lower_ in {"i", "we"} or (third and claim.source.kind in _SEERS)
