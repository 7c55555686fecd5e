"""Finds that are nobody's word: a report that is only named to be denied, something done or asked that only looks
told, and what is but supposed, wished or compared with.

Stands between finding and resolving. Invariant: what is left out is nobody's word; at most it is told of somebody.
"""

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, tokens_in
from sayso.claims.english.parsed.crediting import GENERIC

__all__ = ["is_done", "is_no_word", "without_answered"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ASKING = frozenset({"ask", "press", "question", "quiz"})
_WISHING = frozenset({"ask", "demand", "dictate", "order", "prescribe", "require", "request", "stipulate", "want"})
_US = frozenset({"us", "'s", "’s"})
_ADDRESSING = frozenset({"alert", "brief", "inform", "notify", "tell", "warn"})
_ANYBODY = frozenset({"anybody", "anyone"})
_NONE = frozenset({"neither", "never", "nor", "not", "n't", "n’t"})


def without_answered(found: Sequence[Attribution], answers: Callable[[Attribution], bool]) -> list[Attribution]:
    """`found` without the report of "denied reports that the gate was open", which whoever denies it `answers`."""
    answered = [span for one in found if one.source and answers(one) for span in one.content]
    return [
        one
        for one in found
        if one.source or one.frame is not Frame.NOUN or not any(s.start <= one.cue[-1].idx < s.end for s in answered)
    ]


def is_done(one: Attribution) -> bool:
    """Whether a content is only to whom or what the verb of the cue is done: "The villagers" of "were warned"."""
    verb = next((t for t in one.cue if any(c.dep_ == "nsubjpass" for c in t.children)), None)
    if verb is None or one.source or one.frame is Frame.VERDICT:
        return False
    if verb.lemma_ in _ADDRESSING and not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return True  # "were told of a leak"
    subject = {t.i for c in verb.children if c.dep_ == "nsubjpass" for t in c.subtree}
    return all(t.i in subject or t.is_punct for t in tokens_in(verb.doc, one.content))


def is_no_word(one: Attribution) -> bool:
    """Whether a cue is but asked, proposed, supposed, wished or compared with, so that nobody says anything by it."""
    verb = next((t for t in reversed(one.cue) if t.pos_ in ("VERB", "AUX")), None)
    return (
        verb is not None
        and one.frame is not Frame.ACCORDING
        and any(
            hollow(verb) for hollow in (_is_asked, _is_proposed, _is_comparison, _is_rule, _is_supposed, _is_not_done)
        )
    )


def _marked(verb: Token, *words: str) -> bool:
    """Whether one of `words` opens the clause of a verb."""
    return any(c.lower_ in words and c.i < verb.i for c in verb.children)


def _is_asked(verb: Token) -> bool:
    """Of "Asked whether the gate was open, the mayor …" where it is the mayor who is asked."""
    asked = verb.tag_ == "VBN" and verb.lemma_ in _ASKING and verb.dep_ in ("advcl", "acl", "csubj", "dep", "prep")
    return asked and not any(c.dep_ in ("aux", "auxpass", "agent", *_SUBJECTS) for c in verb.children)


def _is_proposed(verb: Token) -> bool:
    """Of "let's call her Anna", "let us say"."""
    return verb.head.lemma_ == "let" and verb.dep_ == "ccomp" and any(c.lower_ in _US for c in verb.children)


def _is_comparison(verb: Token) -> bool:
    """Of "more than first reported", "as announced", "older than the ministry said": it is not what anybody said."""
    opening = verb.doc[max(verb.left_edge.i - 1, verb.sent.start) : verb.left_edge.i + 1]
    if any(t.lower_ == "than" for t in opening):
        return True
    # What is compared may be read as who speaks: "fourteen more than" in "fourteen more than first reported".
    speakers = [c for c in verb.children if c.dep_ in (*_SUBJECTS, "auxpass", "aux", "agent")]
    if any(c.right_edge.lower_ == "than" for c in speakers):
        return True
    near = any(t.lower_ == "than" for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i])
    return verb.tag_ == "VBN" and not speakers and (near or _marked(verb, "as"))


def _is_rule(verb: Token) -> bool:
    """Of "as the rules demand": the report says that it was so, the rules that it should."""
    return verb.dep_ == "advcl" and verb.lemma_ in _WISHING and _marked(verb, "as")


def _is_supposed(verb: Token) -> bool:
    """Of "if one believes the clerk", where it is the clerk who says so."""
    return _marked(verb, "if") and any(c.dep_ == "nsubj" and c.lower_ in GENERIC for c in verb.children)


def _is_not_done(verb: Token) -> bool:
    """Of "nor did anybody warn us", by which nobody is said to have spoken."""
    anybody = any(c.dep_ == "nsubj" and c.lower_ in _ANYBODY for c in verb.children)
    return anybody and any(c.lower_ in _NONE for c in verb.children)
