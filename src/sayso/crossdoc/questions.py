"""What accounts differ on, as questions with answers that can't all be true.

One of the last steps of comparing. Invariant: every answer leads to propositions, but the denial of a `truth` question,
which has none; propositions of which one brings the other up to date are one answer, but where their answers conflict.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.crossdoc.asking import ask, ask_whether
from sayso.crossdoc.differences import OWN_WORD, Difference, Side
from sayso.crossdoc.phrasing import in_pairs
from sayso.model import Answer, Proposition, Question, Stance, Variable, tagged

__all__ = ["build_questions", "join_updates"]

_Pair = tuple[str, str]
_ASKED = tuple(v for v in Variable if v is not Variable.TRUTH)


def build_questions(
    propositions: Sequence[Proposition], sides: Mapping[str, Side], differences: Sequence[Difference]
) -> tuple[Question, ...]:
    """All questions, in order of their ids."""
    found = [_truth(p, sides[p.id]) for p in propositions if p.id in sides and _disputed(sides[p.id])]
    updates = _strongest_first((d for d in differences if d.update), sides)
    for variable in _ASKED:
        mine = [d for d in differences if d.variable is variable and not d.update]
        conflicts = [(d.one, d.other) for d in mine]
        found += [
            _open(variable, join_updates(group, updates, conflicts, sides), sides, _asked(group, mine))
            for group in _opposed(conflicts, updates)
        ]
    return tuple(sorted(found, key=lambda q: q.id))


def _disputed(side: Side) -> bool:
    """Whether others than those who affirm it deny or doubt it: a whole clause, not two outlets in their own voice."""
    if not any(p.claim.gist.head and (p.claim.gist.subject or p.claim.gist.object) for p in side.profiles):
        return False
    return not side.own_voice and bool(side.opponents - side.line)


def _truth(proposition: Proposition, side: Side) -> Question:
    """Whether it is so: "No" where claims deny it, even such as count no longer; doubt alone denies nothing."""
    denied = any(c.stance is Stance.DENIES for c in proposition.claims)
    answers = (
        Answer("Yes", (proposition.id,), proposition.affirming_origins),
        Answer("No" if denied else "Doubted", (), proposition.denying_origins),
    )
    text = ask_whether(side.profiles) or f"Is it so: “{in_pairs(proposition.text.rstrip('.'))}”?"
    return Question(tagged("q1", [Variable.TRUTH, [[proposition.id], []]]), text, Variable.TRUTH, answers)


def _opposed(conflicts: Sequence[_Pair], updates: Sequence[_Pair]) -> Iterator[list[list[str]]]:
    """Answers of which each one's propositions conflict with, or update, all of each other's, and not each other."""
    left = {frozenset(pair) for pair in conflicts}
    apart = frozenset(left)
    allowed = apart | {frozenset(pair) for pair in updates}
    while left:
        answers = [[ident] for ident in sorted(min(left, key=sorted))]
        for ident in sorted({i for pair in left for i in pair} - {i for a in answers for i in a}):
            _place(ident, answers, apart, allowed)
        left = {pair for pair in left if not _answered(pair, answers)}
        yield sorted(answers)


def _place(
    ident: str, answers: list[list[str]], apart: frozenset[frozenset[str]], allowed: frozenset[frozenset[str]]
) -> None:
    """Puts a proposition to the answer that it goes with, or makes it one of its own, where it fits at all."""
    against = [all(frozenset({ident, member}) in allowed for member in answer) for answer in answers]
    if all(against):
        answers.append([ident])
    elif against.count(False) == 1:
        home = answers[against.index(False)]
        if not any(frozenset({ident, member}) in apart for member in home):
            home.append(ident)


def _answered(pair: frozenset[str], answers: Sequence[Sequence[str]]) -> bool:
    homes = [i for i, answer in enumerate(answers) for ident in answer if ident in pair]
    return len(set(homes)) == 2


def _asked(answers: Sequence[Sequence[str]], differences: Sequence[Difference]) -> frozenset[str]:
    """The claims in whose words the differences between these answers are best asked about."""
    inside = {ident for answer in answers for ident in answer}
    return frozenset(i for d in differences if {d.one, d.other} <= inside for i in d.asked)


def _strongest_first(updates: Iterable[Difference], sides: Mapping[str, Side]) -> list[_Pair]:
    """First what a source says anew of its own word, then by how far the figures have moved."""

    def strength(update: Difference) -> tuple[bool, float, str, str]:
        moved = abs(sides[update.one].figure - sides[update.other].figure)
        return update.why != OWN_WORD, moved, update.one, update.other

    return [(update.one, update.other) for update in sorted(updates, key=strength)]


def join_updates(
    found: Sequence[Sequence[str]],
    updates: Sequence[_Pair],
    conflicts: Sequence[_Pair],
    sides: Mapping[str, Side],
) -> list[list[str]]:
    """The answers, each with what brings it up to date: the strongest updates first, never two together that conflict,
    though a third may follow on both, and nothing that counts others than they do.
    """
    apart = {frozenset(pair) for pair in conflicts}
    home = {ident: answer for answer in map(list, found) for ident in answer}
    counted = frozenset.intersection(*(_counted(sides[ident]) for ident in home))
    for one, other in updates:
        mine, theirs = home.get(one, []), home.get(other, [other] if counted & _counted(sides[other]) else [])
        if mine is not theirs and mine and not any(frozenset({a, b}) in apart for a in mine for b in theirs):
            mine += theirs
            home |= dict.fromkeys(theirs, mine)
    return sorted({id(answer): sorted(answer) for answer in home.values()}.values())


def _counted(side: Side) -> frozenset[str]:
    """What became of those whom it counts, "" where it does not tell; empty where it counts nothing."""
    return frozenset(fate for fate, counts in side.by_fate.items() if counts)


def _open(
    variable: Variable, answers: Sequence[Sequence[str]], sides: Mapping[str, Side], asked: frozenset[str]
) -> Question:
    """The question with its answers."""
    told = [_answer(part, sides) for part in answers]
    ident = tagged("q1", [variable, [a.propositions for a in told]])
    profiles = [p for answer in answers for i in answer for p in sides[i].profiles]
    text = ask(variable, [p for p in profiles if p.claim.id in asked], profiles)
    return Question(ident, text, variable, tuple(told))


def _answer(part: Sequence[str], sides: Mapping[str, Side]) -> Answer:
    """An answer shows its newest proposition, and as many origins as the best founded of its propositions has."""
    newest = max(part, key=lambda ident: (sides[ident].last, ident))
    return Answer(
        sides[newest].proposition.text, tuple(part), max(sides[ident].proposition.affirming_origins for ident in part)
    )
