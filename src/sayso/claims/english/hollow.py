"""Finds that are nobody's word: a report that is only named to be denied, and something done that only looks told.

Stands between finding and resolving. Invariant: what is left out has no source.
"""

from collections.abc import Callable, Sequence

from sayso.claims.attribution import Attribution, Frame, tokens_in

__all__ = ["is_done", "without_answered"]


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
    subject = {t.i for c in verb.children if c.dep_ == "nsubjpass" for t in c.subtree}
    return all(t.i in subject or t.is_punct for t in tokens_in(verb.doc, one.content))
