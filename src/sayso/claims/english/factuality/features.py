"""What the learned layer sees of a judged event: signs by name, each a number.

Stands between the engine and the layer that weighs (`weighing`). Invariant: a sign tells of the sentence alone, and an
event has the same signs wherever it is asked for.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.claims.english.factuality.engine import Judged, Step
from sayso.claims.english.factuality.marks import subject_of

__all__ = ["signs_of"]

_FIRST = frozenset({"i", "we"})
_SECOND = frozenset({"you"})
_DETERMINERS = frozenset({"a", "an", "any", "every", "no", "some", "that", "the", "this", "those", "these"})
_AUXILIARIES = frozenset({"be", "do", "get", "have"})
_AHEAD = frozenset({"later", "next", "soon", "tomorrow", "tonight", "when", "if", "until"})
_PAST = ("VBD", "VBN")
_PRESENT = ("VBP", "VBZ")


def signs_of(event: Token, judged: Judged) -> dict[str, float]:
    """The signs of an event by name; those that are missing count as 0."""
    last = judged.steps[-1]
    above = judged.steps[-2] if len(judged.steps) > 1 else None
    signs = {
        "level": judged.level,
        "given": last.passed.level,
        "level above": above.level if above else 3.0,
        "given above": above.passed.level if above else 3.0,
        "lowest given": min(s.passed.level for s in judged.steps),
        "lowest level": min(s.level for s in judged.steps),
        "depth": float(len(judged.steps)),
        "levels turned": float(sum(s.level < 0 for s in judged.steps)),
    }
    signs.update(dict.fromkeys(_named(event, last, above), 1.0))
    signs.update(dict.fromkeys(_on_the_way(judged), 1.0))
    return signs


def _named(event: Token, last: Step, above: Step | None) -> Iterator[str]:
    yield f"is {event.pos_}"
    yield f"tag {event.tag_}"
    yield f"relation {last.passed.relation}"
    yield f"hangs as {event.dep_}"
    yield f"by {last.passed.group}"
    for mark in last.marks:
        yield f"mark {mark.kind}"
    yield from _beside(event)
    yield from _subject(event)
    if above is not None:
        yield f"relation above {above.passed.relation}"
        yield f"by above {above.passed.group}"
        yield f"above is {above.token.pos_}"
        yield f"tag above {above.token.tag_}"
        for mark in above.marks:
            yield f"mark above {mark.kind}"
    yield f"tense {_tense(last)}"


def _beside(event: Token) -> Iterator[str]:
    for child in event.children:
        if child.dep_ in ("aux", "auxpass"):
            yield f"aux {child.lemma_.lower() if child.lemma_.lower() in _AUXILIARIES else child.tag_}"
        elif child.dep_ == "det":
            yield f"determiner {child.lower_ if child.lower_ in _DETERMINERS else 'other'}"
        elif child.dep_ in ("dobj", "prt", "neg", "poss", "ccomp", "xcomp", "attr", "acomp", "nummod", "mark", "agent"):
            yield f"has {child.dep_}"
        if child.lower_ in _AHEAD:
            yield "time ahead"
        if child.lower_ in ("already", "ago", "yesterday", "since"):
            yield "time before"


def _subject(event: Token) -> Iterator[str]:
    subject = subject_of(event)
    if subject is None:
        yield "no subject"
    elif subject.lower_ in _FIRST:
        yield "subject first"
    elif subject.lower_ in _SECOND:
        yield "subject second"


def _on_the_way(judged: Judged) -> Iterator[str]:
    for step in judged.steps:
        for mark in step.marks:
            yield f"on the way {mark.kind}"
        if step.passed.group:
            yield f"way {step.passed.group}"
        elif step.passed.relation in ("purpose", "speech"):
            yield f"way {step.passed.relation}"
    sentence = judged.steps[-1].token.sent
    if sentence[-1].text in ("?", "!"):
        yield f"ends {sentence[-1].text}"
    if any(t.lower_ in ("i", "my", "me", "you", "your") for t in sentence):
        yield "somebody speaks"


def _tense(step: Step) -> str:
    for word in (step.token, *(c for c in step.token.children if c.dep_ in ("aux", "auxpass"))):
        if word.tag_ == "MD":
            return "modal"
        if word.tag_ == "VBD":
            return "past"
        if word.tag_ in _PRESENT:
            return "present"
    return "none"
