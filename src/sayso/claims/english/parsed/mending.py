"""Attributions put right where the parse is known to go wrong: passives, the start of a clause, the ends of a source.

Stands after the rules, before quotations are gathered. "X was accused by Z of Y" has Z as its source and "X … of Y" as
its content. Invariant: nothing is added that does not stand in the sentence of the cue.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract
from sayso.claims.english.parsed.clauses import noun_phrase, trimmed, words_between
from sayso.claims.english.parsed.nouns import ReportNouns
from sayso.lexicon import Lexicon
from sayso.model import Span

__all__ = ["Mending"]

_PASSIVES = (Frame.INFINITIVE, Frame.SUBJECT)
_CHARGES = frozenset({"of", "for"})
_SMALL_TAGS = frozenset({"RB", "RBR", "RBS", "DT", "CD", "IN"})
_HYPHENS = frozenset({"-", "–"})
_BESIDE = 3  # cues behind another among which the one that tells of it is looked for
_LEAD = 8  # words of time and place that may stand between a cue and its "that"


class Mending:
    """The words by which attributions are put right, ready to be asked of one after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._times = lexicon.words("cues", "circumstance")
        self._papers = lexicon.words("sources", "document")
        self._raising = lexicon.words("cues", "raising")
        self._showing = lexicon.words("cues", "showing")
        self._nouns = ReportNouns(lexicon)

    def mend(self, attributions: Iterable[Attribution], text: str) -> list[Attribution]:
        """`attributions` of the parse of `text` put right, in order, "appears to" joined with the cue behind it."""
        mended = [self._nouns.folded(a, text) or self._mended(a, text) for a in attributions]
        return self._raised(_apart(mended, text))

    def _mended(self, attribution: Attribution, text: str) -> Attribution:
        """`attribution` with its source whole and its content cut as it stands in the text."""
        whole = replace(attribution, source=self._whole(attribution.source))
        if attribution.frame is Frame.CLAUSE:
            return self._clause(whole, text)
        return self._passive(whole, text)

    def _raised(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        """`attributions` with "appears to show" made one cue: who appears to show says nothing else."""
        by_verb = {a.cue[-1].i: a for a in attributions if a.cue and a.content}
        outer: dict[int, Attribution] = {}
        for attribution in attributions:
            verb = attribution.cue[-1] if attribution.cue else None
            if verb is not None and attribution.content and verb.lemma_.lower() in self._raising:
                deeds = (c for c in verb.children if c.dep_ == "xcomp" and c.lemma_.lower() in self._showing)
                deed = next((c for c in deeds if c.i in by_verb), None)
                if deed is not None and _goes_on(attribution, by_verb[deed.i]):
                    outer[deed.i] = attribution
        dropped = [id(a) for a in outer.values()]
        kept = [a for a in attributions if id(a) not in dropped]
        return [_with_raiser(a, outer.get(a.cue[-1].i)) if a.cue else a for a in kept]

    def _whole(self, source: tuple[Token, ...]) -> tuple[Token, ...]:
        """A source with the first part of its name, and the second of "e-mail", that the parse hung elsewhere."""
        if not source:
            return source
        doc, first, last = source[0].doc, source[0].i, source[-1].i
        while source[0].pos_ == "PROPN" and first > source[0].sent.start and _is_name_part(doc[first - 1]):
            first -= 1
        if last + 2 < len(doc) and doc[last + 1].text in _HYPHENS and _joined(doc, last, self._papers):
            last += 2
        return tuple(doc[first : source[0].i]) + source + tuple(doc[source[-1].i + 1 : last + 1])

    def _clause(self, attribution: Attribution, text: str) -> Attribution:
        """A that-clause from its "that" on: of "said on Monday that A and that B" the parse may give less, or more."""
        if not attribution.cue or not attribution.content:
            return attribution
        cue, content = attribution.cue[-1], attribution.content
        doc = cue.doc
        start = cue.i + 1
        opening = next((t for t in doc[start : start + _LEAD] if t.lower_ == "that"), None)
        if opening is None or not all(self._says_when(t) for t in doc[start : opening.i]):
            return attribution
        first = content[0].start
        lies_before = first > opening.idx and text[first : first + 5].lower() == "that "
        if not lies_before and not cue.idx < first < opening.idx:
            return attribution
        taken = spans_of((*attribution.cue, *attribution.source))
        spans = subtract([Span(opening.idx, content[0].end), *content[1:]], taken)
        return replace(attribution, content=trimmed(spans, text) or content)

    def _says_when(self, token: Token) -> bool:
        return token.tag_ in _SMALL_TAGS or token.lower_ in self._times

    def _passive(self, attribution: Attribution, text: str) -> Attribution:
        """A passive with agent, patient and what is said of it told apart."""
        verb = attribution.cue[-1] if attribution.cue else None
        if verb is None or verb.tag_ != "VBN" or not (attribution.frame in _PASSIVES or _accuses(verb)):
            return attribution
        patient, agent = _patient(verb), _agent_phrase(verb)
        if agent is None and _stands_before(attribution.source, verb):
            return replace(attribution, source=())
        if patient is None or (agent is None and attribution.frame is Frame.INFINITIVE):
            return attribution
        named = [c for c in agent.children if c.dep_ == "pobj"] if agent is not None else []
        source = tuple(_short(noun_phrase(named[0]))) if named else attribution.source
        told = [p for p in _told(verb, agent) if not self._is_time(p)]
        taken = spans_of((*attribution.cue, *source, *((agent,) if agent is not None else ())))
        pieces = [s for words in (patient, *(list(p.subtree) for p in told)) for s in words_between(words)]
        content = trimmed(subtract(_joined_spans(pieces, text), taken), text)
        return replace(attribution, source=source, content=content) if content else attribution

    def _is_time(self, phrase: Token) -> bool:
        """Whether a phrase says when."""
        return any(c.dep_ == "pobj" and (c.lower_ in self._times or c.like_num) for c in phrase.children)


def _apart(attributions: list[Attribution], text: str) -> list[Attribution]:
    """`attributions` without the ", B reported" of "A said so, B reported" in what A said, where B's content is A's."""
    found = list(attributions)
    placed = sorted((a.cue[-1].i, n) for n, a in enumerate(attributions) if a.cue)
    for at, (_, n) in enumerate(placed):
        for _, m in placed[at + 1 : at + 1 + _BESIDE]:
            inner, outer = found[n], attributions[m]
            start = min(t.idx for t in (*outer.source, *outer.cue))
            if _holds(inner, outer.cue[-1]) and _holds(outer, inner.cue[-1]) and start > inner.cue[-1].idx:
                left = trimmed(subtract(inner.content, [Span(start, inner.content[-1].end)]), text)
                found[n] = replace(inner, content=left or inner.content)
    return found


def _holds(attribution: Attribution, word: Token) -> bool:
    return any(s.start <= word.idx < s.end for s in attribution.content)


def _goes_on(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner content is all that follows the inner cue within the outer content."""
    gap = inner.content[0].start - (inner.cue[-1].idx + len(inner.cue[-1].text))
    return inner.content[-1].end == outer.content[-1].end and 0 <= gap <= 1


def _stands_before(source: tuple[Token, ...], verb: Token) -> bool:
    """Whether a passive's "by X" stands before its verb, and so belongs to what is before it."""
    return bool(source) and source[-1].i < verb.i and source[0].i > 0 and source[0].nbor(-1).lower_ == "by"


def _with_raiser(attribution: Attribution, outer: Attribution | None) -> Attribution:
    if outer is None:
        return attribution
    cue = sorted({*outer.cue, *attribution.cue}, key=lambda t: t.i)
    return replace(attribution, cue=tuple(cue), source=attribution.source or outer.source)


def _is_name_part(token: Token) -> bool:
    return token.pos_ == "PROPN" and (token.text[:1].isupper() or token.text.islower()) and token.text.isalpha()


def _joined(doc: Doc, last: int, papers: frozenset[str]) -> bool:
    return f"{doc[last].lower_}-{doc[last + 2].lower_}" in papers


def _accuses(verb: Token) -> bool:
    return verb.lemma_.lower() == "accuse"


def _patient(verb: Token) -> list[Token] | None:
    """The words of who or what is spoken of."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is not None and subject.tag_ not in ("WDT", "WP"):
        return list(subject.subtree)
    noun = verb.head
    if verb.dep_ in ("acl", "relcl") and _accuses(verb) and noun.pos_ in ("NOUN", "PROPN"):
        aside = set(verb.subtree)
        return [t for t in noun_phrase(noun) if t not in aside]
    return None


def _agent_phrase(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.i > verb.i and (c.dep_ == "agent" or c.lower_ == "by")), None)


def _short(phrase: list[Token]) -> list[Token]:
    """An agent without the charge that the parse hung on it: "residents" of "residents of hiding the logs"."""
    charge = next((t for t in phrase if _is_charge(t)), None)
    return [t for t in phrase if charge is None or t.i < charge.i]


def _told(verb: Token, agent: Token | None) -> list[Token]:
    """What is said of the patient: an infinitive, a charge, what it is called."""
    under = [t for t in agent.subtree if _is_charge(t)] if agent is not None else []
    beside = [c for c in verb.children if c.i > verb.i and c != agent and c.dep_ in ("xcomp", "oprd", "prep", "advcl")]
    return [*under, *(c for c in beside if c.dep_ != "advcl" or any(g.lower_ == "as" for g in c.children))]


def _is_charge(token: Token) -> bool:
    return token.lower_ in _CHARGES and any(c.dep_ == "pcomp" for c in token.children)


def _joined_spans(spans: list[Span], text: str) -> list[Span]:
    """`spans` in order, those with nothing but white space between them made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
