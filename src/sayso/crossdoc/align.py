"""A story compared: sources, reuse, propositions, questions, relations and the timeline, from recorded claims.

The conductor of `sayso.crossdoc`. Invariant: the result depends on the documents and claims alone, not on their order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sayso.crossdoc.affiliations import find_affiliations
from sayso.crossdoc.bonds import Sets, arrange
from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.clusters import cluster_claims
from sayso.crossdoc.contrasts import set_apart
from sayso.crossdoc.decisions import NOTHING_DECIDED, Decisions, find_sources
from sayso.crossdoc.denials import join_denials
from sayso.crossdoc.differences import find_differences, sides_of
from sayso.crossdoc.entities import resolve_sources
from sayso.crossdoc.groups import part_unsure
from sayso.crossdoc.leanings import find_leanings
from sayso.crossdoc.offices import with_offices
from sayso.crossdoc.origins import Ties, build_ties
from sayso.crossdoc.pairs import Scores, score_pairs
from sayso.crossdoc.profiles import Profile, build_profiles
from sayso.crossdoc.propositions import build_proposition
from sayso.crossdoc.questions import build_questions
from sayso.crossdoc.relations import build_relations
from sayso.crossdoc.reuse import counterpart, find_reuse, published_at
from sayso.crossdoc.stances import find_relays, responses_by_target, uncommitted
from sayso.crossdoc.timeline import build_timeline
from sayso.crossdoc.withdrawing import withdraw
from sayso.crossdoc.words import Vocabulary, load_vocabulary
from sayso.model import Claim, Comparison, Document, Proposition, Reuse, Span

__all__ = ["align_story", "profile_claims"]

_TOGETHER = 0.2  # likeness that most pairs of a proposition reach; chosen on four stories, gold claims and raw text
_SAME_WORDING = 0.95


def align_story(
    documents: Sequence[Document], claims: Sequence[Claim], decisions: Decisions = NOTHING_DECIDED
) -> Comparison:
    """All that comparing the claims of `documents` yields, where people decided otherwise as they did."""
    documents = sorted(documents, key=lambda d: d.id)
    rejected = sorted(claim.id for claim in claims if claim.id in decisions.rejected)
    claims = sorted(decisions.compared(claims), key=lambda c: c.id)
    vocabulary = load_vocabulary()
    cast = resolve_sources(documents, claims)
    decisions = replace(decisions, rated=find_sources(cast.entities, decisions.rated))
    reuse = find_reuse(documents)
    ties = build_ties(documents, claims, reuse, cast, find_affiliations(documents, cast))
    profiles = profile_claims(documents, claims, ties, vocabulary)
    relays = find_relays(claims)
    joinable = {i: p for i, p in profiles.items() if i not in relays and _has_matter(p.claim, vocabulary)}
    apart = set_apart(score_pairs(joinable), joinable)
    scores = _with_copies(apart, [p.claim for p in joinable.values()], reuse)
    said = _propositions(profiles, scores, ties, vocabulary, decisions)
    leanings = find_leanings(claims, said, ties)
    propositions, withdrawn = withdraw(said, documents, claims, leanings, ties, decisions)
    moments = {d.id: _moment(d) for d in documents}
    sides = sides_of(propositions, profiles, ties, moments)
    differences = find_differences(sides, profiles, sorted(scores))
    questions = build_questions(propositions, sides, differences)
    relations = build_relations(propositions, profiles, scores, differences, reuse)
    timeline = build_timeline(documents, profiles, ties, propositions, questions, relations)
    return Comparison(
        propositions=propositions,
        questions=questions,
        relations=relations,
        reuse=reuse,
        entities=with_offices(documents, cast),
        events=timeline.events,
        statements=timeline.statements,
        changes=timeline.changes,
        firsts=timeline.firsts,
        leanings=leanings,
        withdrawn=withdrawn,
        rejected=tuple(rejected),
    )


def profile_claims(
    documents: Sequence[Document], claims: Sequence[Claim], ties: Ties, vocabulary: Vocabulary
) -> dict[str, Profile]:
    """Claim id → profile, with what the ties tell of whose word each claim is."""
    background = {c.id for c in claims if c.own and not ties.is_party(c)}
    speakers = {c.id: ties.cast.of_claim(c) or "" for c in claims}
    return build_profiles(documents, claims, vocabulary, background, speakers)


def _moment(document: Document) -> str:
    return (published_at(document) or datetime.max.replace(tzinfo=UTC)).isoformat()


def _with_copies(scores: Scores, claims: Sequence[Claim], reuse: Sequence[Reuse]) -> Scores:
    """Scores with those of claims that stand in the same passage of copy and original, which are of one wording."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, []).append(claim)
    joined = dict(scores)
    for one in reuse:
        for claim in by_document.get(one.copy, ()):
            place = counterpart(one, Span(claim.content.start, claim.content.end))
            for other in by_document.get(one.of, ()):
                if place is not None and _same_words(claim, other, place):
                    pair = (claim.id, other.id) if claim.id < other.id else (other.id, claim.id)
                    joined[pair] = max(joined.get(pair, 0.0), _SAME_WORDING)
    return joined


def _same_words(claim: Claim, other: Claim, place: Span) -> bool:
    inside = place.overlaps(Span(other.content.start, other.content.end))
    one, two = set(claim.gist.lemmas), set(other.gist.lemmas)
    return inside and claim.gist.negated == other.gist.negated and 2 * len(one & two) > max(len(one), len(two))


def _has_matter(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a claim may be joined by what it says: it commits its source, and says it in its own words."""
    return claim.responds_to is None and not uncommitted(claim, vocabulary)


def _propositions(
    profiles: Mapping[str, Profile], scores: Scores, ties: Ties, vocabulary: Vocabulary, decisions: Decisions
) -> tuple[Proposition, ...]:
    """A proposition for each group and for each lone claim that commits its source and is no mere background.

    Who declines to say a thing, asks or is asked about it neither affirms, denies nor doubts it.
    """
    silent = {i for i, p in profiles.items() if uncommitted(p.claim, vocabulary)} - decisions.bearing_on
    responses = responses_by_target(p.claim for ident, p in profiles.items() if ident not in silent)
    answering = {i for found in responses.values() for i in found}
    clusters = cluster_claims(profiles.keys() - answering - silent, scores, _TOGETHER)
    bonds = Sets(decisions.bonds)
    certainty = Certainty(profiles, scores, bonds)
    parts = [part for group in clusters for part in part_unsure(group, certainty, ties, vocabulary)]
    parts = join_denials(parts, certainty, vocabulary)
    found = [[*part, *(i for target in part for i in responses.get(target, ()))] for part in parts]
    groups = arrange(found, bonds, scores)
    kept = [g for g in groups if len(g) > 1 or _is_told(profiles[g[0]].claim, ties, vocabulary)]
    members = ([profiles[ident] for ident in group] for group in kept)
    built = [build_proposition(group, ties, vocabulary, certainty, decisions) for group in members]
    return tuple(sorted(built, key=lambda p: p.id))


def _is_told(claim: Claim, ties: Ties, vocabulary: Vocabulary) -> bool:
    """Whether a lone claim makes a proposition: somebody's word, a party's own, or of an outlet's own what it says of
    where a report comes from.
    """
    traces = claim.gist.head in vocabulary.tracing and bool({*claim.gist.subject} & vocabulary.reports)
    return not claim.own or traces or ties.is_party(claim)
