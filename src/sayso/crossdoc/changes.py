"""How one source's account changed over time: held, changed, reversed, withdrawn, hardened or softened.

Used by the timeline, after statements, questions and relations. Invariant: a change is told only of somebody who can be
held to it and only where the order of the two words is known; a wrong "contradicts himself" harms more than a miss.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sayso.crossdoc.amounts import Agreement, compare_amounts
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.sayings import Sayings
from sayso.crossdoc.words import Vocabulary, plain_words
from sayso.model import (
    Change,
    Claim,
    Course,
    Factuality,
    Form,
    Proposition,
    Relation,
    RelationKind,
    Stance,
    Statement,
    Turn,
)

__all__ = ["find_changes"]

_SURE = 0.5  # confidence below which a claim may be misread, and changes nothing
_SHARED = 0.5  # share of the shorter content's words that a reversal has in common with what it reverses
_DEGREES = {Factuality.CERTAIN: 3, Factuality.PROBABLE: 2, Factuality.POSSIBLE: 1}
_LIMITS = frozenset({"before", "until"})  # what does not come before a day comes then
_OPPOSED = frozenset({Stance.AFFIRMS, Stance.DENIES})


def find_changes(
    propositions: Sequence[Proposition],
    profiles: Iterable[Profile],
    relations: Iterable[Relation],
    statements: Iterable[Statement],
    sayings: Sayings,
    vocabulary: Vocabulary,
) -> tuple[Change, ...]:
    """All changes, each pair of claims once, in order of turn and claims."""
    by_proposition: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_proposition[statement.proposition].append(statement)
    found: dict[tuple[str, str], Change] = {}
    for change in (
        *(c for p in propositions for c in _taken_back(p, sayings, vocabulary)),
        *_updated(relations, sayings),
        *(c for held in by_proposition.values() for c in _turned(held, sayings)),
        *_put_off(profiles, sayings),
        *(c for held in by_proposition.values() for c in _went_on(held, sayings)),
    ):
        found.setdefault(change.claims, change)
    return tuple(sorted(_steps(found.values()), key=lambda c: (c.turn, c.claims)))


def _steps(changes: Collection[Change]) -> list[Change]:
    """The changes without those that two others of their kind lead to step by step."""
    later: dict[tuple[Turn, str], set[str]] = defaultdict(set)
    for change in changes:
        later[change.turn, change.claims[0]].add(change.claims[1])
    return [c for c in changes if not any(c.claims[1] in later[c.turn, step] for step in later[c.turn, c.claims[0]])]


def _change(turn: Turn, earlier: Claim, later: Claim, why: str, sayings: Sayings) -> Change:
    return Change(turn, sayings.source(later) or sayings.page(later), (earlier.id, later.id), why)


def _taken_back(proposition: Proposition, sayings: Sayings, vocabulary: Vocabulary) -> Iterator[Change]:
    """A word that its own source takes back in so many words: a statement of its own that it is withdrawn too."""
    stances = {sayings.claims[c.claim]: c.stance for c in proposition.claims}
    back = [c for c, stance in stances.items() if _takes_back(c, stance, vocabulary)]
    for later in back:
        held = [c for c, s in stances.items() if s is Stance.AFFIRMS and c not in back]
        mine = [c for c in held if sayings.one_voice(c, later) or sayings.own_page(c, later)]
        if mine:
            earliest = min(mine, key=lambda c: (sayings.days(c)[1], c.id))
            yield _change(Turn.WITHDRAWN, earliest, later, "taken back in so many words", sayings)


def _takes_back(claim: Claim, stance: Stance, vocabulary: Vocabulary) -> bool:
    words = plain_words(claim.cue.text) if claim.cue is not None else []
    by_cue = stance is not Stance.AFFIRMS and bool(vocabulary.withdrawing.intersection(words))
    by_itself = claim.source is None and claim.gist.head in vocabulary.withdrawing
    return by_cue or (by_itself and not claim.gist.negated)


def _updated(relations: Iterable[Relation], sayings: Sayings) -> Iterator[Change]:
    """A figure or date of a source in the place of its older one."""
    for relation in relations:
        if relation.kind is RelationKind.UPDATES:
            later, earlier = (sayings.claims[ident] for ident in relation.claims)
            if sayings.one_voice(earlier, later) and not sayings.before(later, earlier):
                yield _change(Turn.CHANGED, earlier, later, relation.why, sayings)


def _turned(statements: Sequence[Statement], sayings: Sayings) -> Iterator[Change]:
    """What a source affirmed and later denied, or the other way round, in words that surely speak of one thing."""
    opposed = [s for s in statements if s.stance in _OPPOSED]
    for earlier, later in _in_order(opposed, sayings):
        one, other = sayings.claims[earlier.claims[0]], sayings.claims[later.claims[0]]
        outright = _outright(one) and _outright(other) and _of_one_thing(one, other)
        if outright and earlier.stance is not later.stance:
            turn = "affirmed, then denied" if later.stance is Stance.DENIES else "denied, then affirmed"
            yield _change(Turn.REVERSED, one, other, turn, sayings)


def _put_off(profiles: Iterable[Profile], sayings: Sayings) -> Iterator[Change]:
    """A new date of a source for what it said was to come, told before the old one passed: so one thing is meant."""
    plans: dict[tuple[str, str, str], list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.time is not None and profile.head and profile.doer and _comes_then(profile):
            for body in sorted(sayings.line(profile.claim)):
                plans[profile.head, profile.doer, body].append(profile)
    for mine in plans.values():
        for later in mine:
            earlier = [p for p in mine if _replaces(later, p, sayings)]
            if earlier:
                last = max(earlier, key=lambda p: (sayings.days(p.claim)[1], p.claim.id))
                yield _change(Turn.CHANGED, last.claim, later.claim, "another date for what was still to come", sayings)


def _comes_then(profile: Profile) -> bool:
    """Whether it says when something will come; what does not come before a day comes then."""
    to_come = profile.claim.gist.planned or profile.claim.course is Course.PLANNED
    return to_come and _outright(profile.claim) and (not profile.negative or bool(_LIMITS & profile.adjuncts.keys()))


def _replaces(later: Profile, earlier: Profile, sayings: Sayings) -> bool:
    if earlier.time is None or later.time is None or later.time.overlaps(earlier.time):
        return False
    spoken = sayings.published[later.claim.document]
    open_yet = spoken is not None and earlier.time.last is not None and spoken <= earlier.time.last
    in_order = sayings.one_voice(earlier.claim, later.claim) and sayings.reported_before(earlier.claim, later.claim)
    return open_yet and in_order


def _went_on(statements: Sequence[Statement], sayings: Sayings) -> Iterator[Change]:
    """What a source says again on a later day: alike, more firmly or less."""
    affirmed = [s for s in statements if s.stance is not Stance.DOUBTS]
    for earlier, later in _in_order(affirmed, sayings):
        one, other = sayings.claims[earlier.claims[0]], sayings.claims[later.claims[-1]]
        if earlier.stance is later.stance and sayings.before(one, other) and _of_one_thing(one, other):
            yield _change(*_degree(one, other, sayings), sayings)


def _degree(earlier: Claim, later: Claim, sayings: Sayings) -> tuple[Turn, Claim, Claim, str]:
    before, after = (_DEGREES.get(c.factuality) for c in (earlier, later))
    if before is not None and after is not None and before != after and _own_words(earlier, later):
        firmer = after > before
        return (Turn.HARDENED if firmer else Turn.SOFTENED), earlier, later, _wording(earlier, later)
    again = "said again, as the report tells" if sayings.repeats(later) else "said again on a later day"
    return Turn.HELD, earlier, later, again


def _wording(earlier: Claim, later: Claim) -> str:
    one, other = (c.factuality.value.removeprefix("true-") for c in (earlier, later))
    return f"first put as {one}, then as {other}"


def _own_words(earlier: Claim, later: Claim) -> bool:
    """Whether a hedge can only be the source's: both quoted, or both told by one and the same outlet."""
    quoted = all(c.form is not Form.INDIRECT for c in (earlier, later))
    return quoted or (bool(earlier.chain) and earlier.chain[0] == later.chain[0])


def _in_order(statements: Sequence[Statement], sayings: Sayings) -> Iterator[tuple[Statement, Statement]]:
    """Each statement with the last one before it of the same voice, where the order of the two is known."""
    for later in statements:
        spoken = sayings.claims[later.claims[0]]
        mine = [
            s
            for s in statements
            if s is not later
            and sayings.one_voice(sayings.claims[s.claims[0]], spoken)
            and sayings.reported_before(sayings.claims[s.claims[0]], spoken)
        ]
        if mine:
            yield max(mine, key=lambda s: (sayings.days(sayings.claims[s.claims[0]])[1], s.claims)), later


def _outright(claim: Claim) -> bool:
    """Whether a claim commits its source, and was surely read."""
    return (
        claim.confidence >= _SURE
        and not claim.hedges
        and claim.factuality in {Factuality.CERTAIN, Factuality.NOT_CERTAIN}
    )


def _of_one_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims of a proposition surely speak of one thing: one answers what is said of it, or they have the
    predicate, half of their words at least, and the numbers in common.
    """
    if one.responds_to or other.responds_to:
        return True
    mine, theirs = set(one.gist.lemmas), set(other.gist.lemmas)
    alike = one.gist.head == other.gist.head != "" and len(mine & theirs) >= _SHARED * min(len(mine), len(theirs))
    return alike and compare_amounts(one.gist.quantities, other.gist.quantities) is not Agreement.DIFFERENT
