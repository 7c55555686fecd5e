"""What accounts differ on, as questions with answers that can't all be true.

One of the last steps of comparing. Invariant: every answer leads to propositions, but the denial of a `truth` question,
which has none; propositions of which one brings the other up to date are one answer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.crossdoc.amounts import units
from sayso.crossdoc.differences import Difference, Side, connected
from sayso.crossdoc.profiles import Profile
from sayso.model import Answer, Proposition, Question, Variable, tagged

__all__ = ["build_questions"]

_ASKED = (Variable.NUMBER, Variable.TIME)
_UNEVEN = {"person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet"}
_MEASURES = frozenset({"percent", "kilometre", "metre", "mile", "tonne", "kilogram", "litre", "dollar", "euro", "pound"})


def build_questions(
    propositions: Sequence[Proposition], sides: Mapping[str, Side], differences: Sequence[Difference]
) -> tuple[Question, ...]:
    """All questions, in order of their ids."""
    found = [_truth(p) for p in propositions if p.affirming_origins and p.denying_origins]
    updates = [(d.one, d.other) for d in differences if d.update]
    for variable in _ASKED:
        conflicts = [(d.one, d.other) for d in differences if d.variable is variable and not d.update]
        found += [_open(variable, group, updates, sides) for group in connected(conflicts)]
    return tuple(sorted(found, key=lambda q: q.id))


def _truth(proposition: Proposition) -> Question:
    answers = (
        Answer("Yes", (proposition.id,), proposition.affirming_origins),
        Answer("No", (), proposition.denying_origins),
    )
    text = f"Is it so that {_clause(proposition.text)}?"
    return Question(tagged("q1", [Variable.TRUTH, [[proposition.id], []]]), text, Variable.TRUTH, answers)


def _open(variable: Variable, group: Sequence[str], updates: Sequence[tuple[str, str]], sides: Mapping[str, Side]) -> Question:
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
    members = [p for ident in group for p in sides[ident].profiles]
    fullest = max(members, key=lambda p: (bool(p.claim.gist.subject), p.size, p.claim.id))
    about = _clause(" ".join(fullest.claim.content.text.split()))
    if variable is Variable.NUMBER:
        return _number_wording(members, about)
    return f"When is it that {about}?"


def _number_wording(members: Sequence[Profile], about: str) -> str:
    counts = Counter(unit for m in members for unit in sorted(units(m.quantities) - {""}))
    unit = min(counts, key=lambda u: (-counts[u], u), default="")
    if not unit or unit in _MEASURES:
        return f"What is the figure: {about}?"
    predicates = Counter(m.claim.gist.head for m in members if m.claim.gist.head.isalpha() and m.claim.gist.head != "be")
    return f"How many {_plural(unit)}? ({predicates.most_common(1)[0][0]})" if predicates else f"How many {_plural(unit)}?"


def _plural(noun: str) -> str:
    if noun in _UNEVEN:
        return _UNEVEN[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _clause(text: str) -> str:
    """A sentence's words as part of another: no full stop, and a small letter where the first word is a common one."""
    first, _, rest = text.rstrip(". ").partition(" ")
    small = first.lower() in _OPENERS
    return f"{first.lower() if small else first} {rest}".strip()


_OPENERS = frozenset(
    ["the", "a", "an", "it", "they", "he", "she", "we", "this", "that", "these", "those", "there", "his", "her", "its"]
    + ["their", "our", "some", "all", "both", "every", "no", "any", "at", "about", "around", "nearly", "almost", "up"]
    + ["more", "less", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "in"]
)
