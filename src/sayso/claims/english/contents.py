"""How far a tagged content reaches: its words, with quotations whole or not at all and phrases to their ends.

Serves `combine`. Invariant: a quotation that rules give to one speaker is never another's whom the tagger does not know
for it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, spans_of, tokens_in
from sayso.claims.english.parsed.clauses import trimmed
from sayso.claims.english.tagger import Tagging
from sayso.model import Span
from sayso.reading import Annotated, Quote

__all__ = ["Owner", "Owners", "content_of", "owners_of", "quotes_in"]

_MOST_QUOTED = 0.5
_SHORT_QUOTE = 3  # words of a quotation that is not taken whole
_BEFORE_HEAD = frozenset({"det", "amod", "compound", "nummod", "poss", "quantmod", "aux", "auxpass", "neg"})
_COMPLEMENTS = frozenset({"acomp", "attr"})
_PREDICATES = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_RELATIVE = frozenset({"WP", "WDT"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a quotation is: the cues of the rules that say so, and whether the tagger gives it to one of them too."""

    cues: frozenset[int]
    agreed: bool


Owners = Mapping[Quote, Owner]


def owners_of(annotated: Annotated, rules: Iterable[Attribution], taggings: Sequence[Tagging]) -> Owners:
    """For every quotation that rules give to somebody whole, the cues of those rules, and whether the tagger agrees
    with one of them. One that is not closed is whole where the same speaker closes it in a later paragraph.
    """
    cues: dict[Quote, set[int]] = {}
    for rule in rules:
        whole = [q for span in rule.content for q in quotes_in(annotated.quotes, span) if _within(q.inner, span)]
        last = max((n for n, quote in enumerate(whole) if quote.closed), default=-1)
        for quote in whole[: last + 1]:
            cues.setdefault(quote, set()).add(rule.cue[0].i)
    by_word = {word: tagging for tagging in taggings for word in tagging.cue}
    owners: dict[Quote, Owner] = {}
    for quote, given in cues.items():
        words = [token.i for token in tokens_in(annotated.parse, [quote.inner])]
        owners[quote] = Owner(frozenset(given), any(_holds(by_word[c], words) for c in given if c in by_word))
    return owners


def content_of(
    annotated: Annotated, tagging: Tagging, owners: Owners, rule: Attribution | None = None
) -> tuple[Span, ...]:
    """The spans of a tagged content: no loose marks at its ends, and quotations whole or not at all. Whose they are the
    rules say; where they don't, who has most of one has all.
    """
    parse = annotated.parse
    taken = {*tagging.cue, *tagging.source, *(token.i for token in (rule.cue if rule else ()))}
    inside = set(tagging.content)
    reach = [*tagging.content, *(t.i for t in tokens_in(parse, rule.content if rule else ()))]
    stretch = Span(parse[min(reach)].idx, parse[max(reach)].idx + 1) if reach else Span(0, 0)
    for quote in quotes_in(annotated.quotes, stretch):
        owner = owners.get(quote)
        if owner and rule and rule.cue[0].i in owner.cues:
            inside |= {token.i for token in tokens_in(parse, [quote.span])}
        elif owner and owner.agreed and owner.cues.isdisjoint(inside):
            inside -= {token.i for token in tokens_in(parse, [quote.span])}
        elif quote.closed:
            inside |= _whole(parse, quote, inside)
    told = _with_subject(parse, _completed(parse, inside - taken, taken), taken)
    return trimmed(spans_of(parse[i] for i in told), annotated.document.text)


def _completed(parse: Doc, inside: set[int], taken: set[int]) -> set[int]:
    """`inside` with the words that its last ones cannot do without: the noun of an article, what an "is" says of its
    subject.
    """
    added: set[int] = set()
    for last in (i for i in inside if i + 1 not in inside):
        word: Token | None = parse[last]
        while word is not None:
            needed = _needed(word)
            words = range(max(word.i + 1, needed.left_edge.i), needed.i + 1) if needed is not None else range(0)
            word = needed if taken.isdisjoint(words) else None
            added.update(words if word is not None else ())
    return inside | added


def _with_subject(parse: Doc, inside: set[int], taken: set[int]) -> set[int]:
    """`inside` with the subject of a clause whose verb it has, where that stands right before it: "The pumps" of "that
    they had sold leaked".
    """
    added: set[int] = set()
    for first in (i for i in inside if i - 1 not in inside):
        verbs = (parse[i] for i in range(first, parse[first].sent.end) if i in inside and parse[i].pos_ in _PREDICATES)
        subjects = (c for verb in verbs for c in verb.lefts if c.dep_ in _SUBJECTS and c.tag_ not in _RELATIVE)
        for subject in (c for c in subjects if c.i < first):
            words = range(subject.left_edge.i, first)
            if taken.isdisjoint(words) and all(_is_of(parse[i], subject) for i in words):
                added.update(words)
    return inside | added


def _is_of(word: Token, subject: Token) -> bool:
    """Whether a word stands in the clause of a subject, and before its verb."""
    return word == subject or subject.is_ancestor(word) or word.head == subject.head


def _needed(word: Token) -> Token | None:
    """The word behind `word` without which it says nothing, or None."""
    if word.dep_ in _BEFORE_HEAD and word.head.i > word.i:
        return word.head
    return next((child for child in word.rights if child.dep_ in _COMPLEMENTS), None)


def _whole(parse: Doc, quote: Quote, inside: set[int]) -> set[int]:
    words = [token.i for token in tokens_in(parse, [quote.span])]
    said = [i for i in words if parse[i].is_alpha]
    if len(said) < _SHORT_QUOTE or sum(i in inside for i in said) < _MOST_QUOTED * len(said):
        return set()
    return set(words)


def _holds(tagging: Tagging, words: Sequence[int]) -> bool:
    return bool(words) and len(set(words) & set(tagging.content)) >= _MOST_QUOTED * len(words)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def quotes_in(quotes: Sequence[Quote], stretch: Span) -> Sequence[Quote]:
    """Those of `quotes`, which are in order, that share a character with a stretch of the text."""
    first = bisect_right(quotes, stretch.start, key=lambda quote: quote.span.end)
    last = bisect_left(quotes, stretch.end, key=lambda quote: quote.span.start)
    return quotes[first:last]
