"""Cues made whole, and how far it is held that what a cue tells was said.

Stands after attributions are found and before they are resolved: "refused | to rule out that X" becomes "refused to
rule out | that X". Invariant: words only pass from a content to its cue.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, spans_of, subtract, tokens_in
from sayso.claims.english.factuality.embedding import lemma_of
from sayso.claims.english.factuality.engine import Engine, combined
from sayso.claims.english.factuality.marks import subject_of
from sayso.claims.english.factuality.veridicality import CERTAIN
from sayso.claims.english.parsed.clauses import cue_words, trimmed

__all__ = ["cue_level", "cue_verb", "governing_verb", "make_cues_whole"]

_FIRST = frozenset({"i", "we"})
_SPEAKING = frozenset({"can", "would", "should", "will"})  # marks under which a thing is said all the same


def cue_verb(cue: Sequence[Token], lemma: str) -> Token | None:
    """The verb of a cue, None where it is a noun, an adjective or an adverb."""
    return next((t for t in cue if t.lemma_.lower() == lemma and t.pos_ in ("VERB", "AUX")), None)


def cue_level(engine: Engine, verb: Token, content: Collection[Token] = ()) -> float:
    """How far it is held that what a cue's verb tells was said (-3 to 3), by what governs the verb: "failed to
    confirm", "stopped short of saying", "is expected to announce". Who says "I can say" or "would say only" says it,
    and a "no" within the content is no denial of the saying.
    """
    judged = engine.judge_within(verb, governing_verb(verb))
    marks = [m for step in judged.steps for m in step.marks if m.kind != "adverb" and m.token not in content]
    given = min(step.passed.level for step in judged.steps)
    if not any(mark.level < 0 for mark in marks) and given >= 0:
        said = given == CERTAIN and all(mark.kind in _SPEAKING for mark in marks)
        return CERTAIN if said or _speaks_as_first(verb) else judged.level
    return combined(judged.steps[-1].passed.level, [m for m in judged.steps[-1].marks if m in marks])


def governing_verb(verb: Token) -> Token:
    """The highest verb that governs a verb through infinitives and gerunds alone."""
    while True:
        above = verb.head
        if verb.dep_ == "xcomp" and above.pos_ in ("VERB", "AUX"):
            verb = above
        elif verb.dep_ == "xcomp" and above.dep_ == "acomp":
            verb = above.head
        elif verb.dep_ == "pcomp" and above.dep_ == "prep" and above.lower_ in ("from", "of"):
            outer = (
                above.head if above.head.pos_ == "VERB" else above.head.head if above.head.lower_ == "short" else None
            )
            if outer is None:
                return verb
            verb = outer
        else:
            return verb


def _speaks_as_first(verb: Token) -> bool:
    subject = subject_of(governing_verb(verb))
    return subject is not None and subject.lower_ in _FIRST


def make_cues_whole(
    found: Iterable[Attribution], refusing: frozenset[str], telling: frozenset[str]
) -> list[Attribution]:
    """`found` with refusals joined to the verb of `telling` that is refused; `refusing` are verbs."""
    return [_with_what_is_refused(one, refusing, telling) for one in found]


def _with_what_is_refused(one: Attribution, refusing: frozenset[str], telling: frozenset[str]) -> Attribution:
    verb = one.cue[-1] if one.cue else None
    if verb is None or one.lemma not in refusing:
        return one
    parse = verb.doc
    refused = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB" and c.i > verb.i), None)
    if refused is None or not (refused.lemma_.lower() in telling or lemma_of(refused) == "rule out"):
        return one
    clause = next((c for c in refused.children if c.dep_ == "ccomp" and c.i > refused.i), None)
    if clause is None or clause not in tokens_in(parse, one.content):
        return one
    cue = tuple(sorted({*one.cue, *cue_words(refused)}, key=lambda t: t.i))
    content = trimmed(subtract(one.content, spans_of(cue)), parse.text)
    return replace(one, lemma=refused.lemma_.lower(), cue=cue, content=content)
