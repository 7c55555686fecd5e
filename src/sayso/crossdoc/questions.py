"""What accounts differ on, as questions with answers that can't all be true.

One of the last steps of comparing. Invariant: every answer leads to propositions, but the denial of a `truth` question,
which has none; propositions of which one brings the other up to date are one answer.
"""

from collections.abc import Iterator, Mapping, Sequence

from sayso.crossdoc.amounts import CLOCK
from sayso.crossdoc.differences import Difference, Side, connected
from sayso.crossdoc.phrasing import as_clause, as_sentence, plain_content
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Answer, Proposition, Question, Variable, tagged

__all__ = ["build_questions"]

_Pair = tuple[str, str]
_ASKED = (Variable.NUMBER, Variable.TIME)
_LONG = 110  # code points of a wording that still reads as a question


def build_questions(
    propositions: Sequence[Proposition], sides: Mapping[str, Side], differences: Sequence[Difference]
) -> tuple[Question, ...]:
    """All questions, in order of their ids."""
    found = [_truth(p, sides[p.id]) for p in propositions if p.id in sides and _disputed(sides[p.id])]
    updates = [(d.one, d.other) for d in differences if d.update]
    for variable in _ASKED:
        conflicts = [(d.one, d.other) for d in differences if d.variable is variable and not d.update]
        found += [_open(variable, group, updates, sides) for group in _opposed(conflicts, updates)]
    return tuple(sorted(found, key=lambda q: q.id))


def _disputed(side: Side) -> bool:
    """Whether others than those who affirm it deny or doubt it: a whole clause, not two outlets in their own voice."""
    if not any(p.claim.gist.head and (p.claim.gist.subject or p.claim.gist.object) for p in side.profiles):
        return False
    return not side.own_voice and bool(side.opponents - side.line)


def _truth(proposition: Proposition, side: Side) -> Question:
    answers = (
        Answer("Yes", (proposition.id,), proposition.affirming_origins),
        Answer("No" if proposition.denying_origins else "Doubted", (), proposition.denying_origins),
    )
    whole = any(p.claim.gist.subject and as_sentence(plain_content(p.claim)) == proposition.text for p in side.profiles)
    text = f"Is it so that {as_clause(proposition.text)}?" if whole else f"Is it so: “{proposition.text.rstrip('.')}”?"
    return Question(tagged("q1", [Variable.TRUTH, [[proposition.id], []]]), text, Variable.TRUTH, answers)


def _opposed(conflicts: Sequence[_Pair], updates: Sequence[_Pair]) -> Iterator[list[str]]:
    """Groups of propositions each of which conflicts with, or updates, each other one."""
    left = {frozenset(pair) for pair in conflicts}
    allowed = left | {frozenset(pair) for pair in updates}
    while left:
        group = sorted(min(left, key=sorted))
        for ident in sorted({i for pair in left for i in pair} - set(group)):
            if all(frozenset({ident, member}) in allowed for member in group):
                group.append(ident)
        left = {pair for pair in left if not pair <= set(group)}
        yield sorted(group)


def _open(
    variable: Variable, group: Sequence[str], updates: Sequence[tuple[str, str]], sides: Mapping[str, Side]
) -> Question:
    inside = [pair for pair in updates if pair[0] in group and pair[1] in group]
    joined = list(connected(inside))
    alone = [[ident] for ident in group if not any(ident in part for part in joined)]
    answers = [_answer(part, sides) for part in sorted([*joined, *alone])]
    ident = tagged("q1", [variable, [a.propositions for a in answers]])
    return Question(ident, _wording(variable, group, sides), variable, tuple(answers))


def _answer(part: Sequence[str], sides: Mapping[str, Side]) -> Answer:
    """An answer shows its newest proposition, and as many origins as the best founded of its propositions has."""
    newest = max(part, key=lambda ident: (sides[ident].last, ident))
    return Answer(
        sides[newest].proposition.text, tuple(part), max(sides[ident].proposition.affirming_origins for ident in part)
    )


def _wording(variable: Variable, group: Sequence[str], sides: Mapping[str, Side]) -> str:
    """One of the wordings with what differs asked for ("the boat had how many oars?"), the plainest first."""
    members = sorted((p for ident in group for p in sides[ident].profiles), key=_plainness)
    asked = [text for member in members for text in _asked(variable, member)]
    if asked:
        return asked[0][:1].upper() + asked[0][1:] + "?"
    about = as_clause(plain_content(members[0].claim))
    return f"When did this happen: {about}?" if variable is Variable.TIME else f"What is the number: {about}?"


def _plainness(profile: Profile) -> tuple[bool, bool, bool, int, str]:
    """Short whole clauses with a named doer before others."""
    gist, text = profile.claim.gist, profile.claim.content.text
    vague = not gist.subject or gist.subject[-1] in load_vocabulary().pronouns
    return vague, gist.negated, len(text) > _LONG, -len(text), profile.claim.id


def _asked(variable: Variable, profile: Profile) -> Iterator[str]:
    """The content with its one number (or clock time) replaced by a question word."""
    clock = variable is Variable.TIME
    wanted = [q for q in profile.quantities if (q.unit == CLOCK) == clock]
    text = as_clause(plain_content(profile.claim))
    if len(wanted) == 1 and text.lower().count(wanted[0].text.lower()) == 1:
        at = text.lower().index(wanted[0].text.lower())
        word = "what time" if clock else "how many"
        yield text[:at] + word + text[at + len(wanted[0].text) :]
