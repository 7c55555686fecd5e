"""What the rules find and what the tagger marks, as one list of attributions with how sure each is.

Stands between finding and resolving. The tagger says whether a cue is one and how far its content reaches; the rules
know the words that it never saw: layouts, documents, the lemma and the frame of a cue. Invariant: every rule's find is
among what is given, once, and so is every tagging whose cue no rule knows and that says something.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract, tokens_in
from sayso.claims.english.contents import Owners, content_of, owners_of, quotes_in
from sayso.claims.english.parsed.clauses import letting, named_by, trimmed
from sayso.claims.english.parsed.crediting import CREDITING
from sayso.claims.english.tagged import whole_source
from sayso.claims.english.tagger import Tagging
from sayso.model import Span
from sayso.reading import Annotated

__all__ = ["SIGNS", "Calibration", "Signed", "combine", "said_once"]

Signs = Mapping[str, float]
SIGNS = ("likelihood", "clear", "ruled", "alike", "laid_out")

_SAME = 0.5  # of all characters of two contents, shared ones from which on they are the same
_AS_RULED = 0.92  # overlap from which on the words that the rule found are taken
_SEEN = 0.5  # likelihood from which on the tagger has seen a cue
_WORDED = frozenset({Frame.NOUN, Frame.ADVERB, Frame.VERDICT})
_NAMED = frozenset({Frame.FIGURE, Frame.NOUN, Frame.ADVERB, Frame.ACCORDING, Frame.PARENTHESIS, Frame.VERDICT})
_TELLING = frozenset({Frame.CLAUSE, Frame.QUOTE})
_NEAR = 40  # attributions before and behind among which the one that holds another is looked for
_HOLDING = 0.0  # log odds of an attribution within which another is looked for
_MEANING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
_FAR = 50.0  # log odds that make no difference any more
_OF_NOBODY = frozenset({Frame.ADVERB, Frame.VERDICT})  # by whom is not said, or in what the words stand
_LAYOUT = frozenset({Frame.SPEAKER})  # told by layout, of which the tagger has seen nothing


@dataclass(frozen=True, slots=True)
class Calibration:
    """How sure an attribution is, fitted on text that the tagger had not seen: a logistic of its signs."""

    weights: Mapping[str, float]

    @classmethod
    def load(cls) -> "Calibration":
        """The shipped one."""
        return cls(json.loads((files("sayso.claims.english.tagger") / "model/calibration.json").read_bytes()))

    def confidence(self, signs: Signs) -> float:
        """The share of attributions with such signs that are right (0 to 1)."""
        total = self.weights["constant"] + sum(self.weights[name] * value for name, value in signs.items())
        return round(1 / (1 + math.exp(-min(max(total, -_FAR), _FAR))), 3)


@dataclass(frozen=True, slots=True)
class Signed:
    """An attribution, and what speaks for it: a number for each of `SIGNS`. `beyond` tells of a form of which the
    corpus says nothing, so that the signs say little.
    """

    attribution: Attribution
    signs: Signs
    beyond: bool = False


def combine(
    annotated: Annotated, rules: Sequence[Attribution], taggings: Sequence[Tagging], telling: frozenset[str]
) -> list[Signed]:
    """The attributions of both, in order of their cues; none is left out for being unsure. `telling` are the lemmas of
    verbs by which a word is somebody's even within another's.
    """
    laid_out = [rule for rule in rules if rule.frame in _LAYOUT]
    told = {token.i for rule in laid_out for token in rule.cue}
    others = [rule for rule in rules if rule.frame not in _LAYOUT]
    owners = owners_of(annotated, rules, taggings)
    found = [Signed(rule, _signs(laid_out=1.0)) for rule in laid_out]
    turns = [span for rule in laid_out for span in rule.content]
    for rule, tagging in _paired(others, [t for t in taggings if told.isdisjoint(t.cue)]):
        found += _joined(annotated, rule, tagging, owners, turns)
    ordered = sorted(found, key=lambda s: (min(t.i for t in s.attribution.cue), s.attribution.frame.value))
    beside = ((signed, ordered[max(0, n - _NEAR) : n + _NEAR]) for n, signed in enumerate(ordered))
    return [replace(signed, beyond=_is_beyond(signed, near, telling)) for signed, near in beside]


def _paired(
    rules: Sequence[Attribution], taggings: Sequence[Tagging]
) -> Iterator[tuple[Attribution | None, Tagging | None]]:
    """Each rule with the likeliest tagging that shares a word of its cue, and what is left of either alone. A tagging
    that shares one with a rule that has a likelier tagging is another piece of the same cue, and left out.
    """
    by_word: dict[int, list[int]] = {}
    for number, rule in enumerate(rules):
        for token in rule.cue:
            by_word.setdefault(token.i, []).append(number)
    touched = [{number for word in tagging.cue for number in by_word.get(word, ())} for tagging in taggings]
    likeliest: dict[int, int] = {}
    for at in sorted(range(len(taggings)), key=lambda n: -taggings[n].likelihood):
        for number in touched[at]:
            likeliest.setdefault(number, at)
    partner: dict[int, int] = {}
    for number, at in sorted(likeliest.items()):
        partner.setdefault(at, number)
    for at, tagging in enumerate(taggings):
        if not touched[at]:
            yield None, tagging
        elif at in partner:
            yield rules[partner[at]], tagging
    paired = set(partner.values())
    yield from ((rule, None) for number, rule in enumerate(rules) if number not in paired)


def said_once(found: Sequence[Signed], denies: Callable[[Attribution], bool]) -> list[Signed]:
    """`found`, which are in order, without those that tell a second time what a surer one beside them tells: "wrote a
    letter urging". Words that are denied and admitted are told twice, and so are those that one source quotes from
    another where two rules name both.
    """
    kept: list[int] = []
    for number in sorted(range(len(found)), key=lambda n: -found[n].attribution.confidence):
        one = found[number]
        near = (found[other] for other in kept if abs(other - number) <= _NEAR)
        if not any(_same_statement(one, other, denies) for other in near):
            kept.append(number)
    return [found[number] for number in sorted(kept)]


def _same_statement(one: Signed, other: Signed, denies: Callable[[Attribution], bool]) -> bool:
    """Whether two attributions are one statement's, told by two cues."""
    if _is_left_over(one, other) or _is_left_over(other, one):
        return True
    if not _same_words(one.attribution.content, other.attribution.content):
        return False
    sources = [{t.i for t in signed.attribution.source} for signed in (one, other)]
    quotes = one.signs["ruled"] and other.signs["ruled"] and sources[0].isdisjoint(sources[1])
    return not quotes and denies(one.attribution) == denies(other.attribution)


def _is_left_over(one: Signed, other: Signed) -> bool:
    """Whether the tagger alone marks, as nobody's, a quotation that stands whole in somebody's words."""
    nobody = not one.signs["ruled"] and not one.attribution.source and bool(other.attribution.source)
    return nobody and all(span in other.attribution.content for span in one.attribution.content)


def _same_words(one: Sequence[Span], other: Sequence[Span]) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = sum(span.end - span.start for span in (*one, *other)) - shared
    return shared >= _SAME * either


def _is_beyond(signed: Signed, others: Sequence[Signed], telling: frozenset[str]) -> bool:
    """Whether a rule found what the corpus passes over: figures, a word named by a noun, an adverb or a parenthesis,
    and somebody's word within another's, of which it marks one level as a rule; and what leaves no doubt by its order.
    """
    attribution = signed.attribution
    if not signed.signs["ruled"]:
        return False
    if attribution.frame in _NAMED or attribution.lemma == CREDITING or _is_closing(attribution):
        return True
    if attribution.lemma not in telling or not _tells_of_another(attribution):
        return False
    place = attribution.cue[0].idx
    return any(
        span.start <= place < span.end
        for other in others
        if other is not signed and (other.signs["laid_out"] or other.signs["likelihood"] > _HOLDING)
        for span in other.attribution.content
    )


def _is_closing(attribution: Attribution) -> bool:
    """Whether a sentence closes with who says it, behind a comma: "The gate was open, the board has established."."""
    source, verb = attribution.source, attribution.cue[-1]
    if attribution.frame is not Frame.CLAUSE or not source or not source[0].i < source[-1].i < verb.i:
        return False
    ends = verb.i + 1 < len(verb.doc) and verb.nbor().text in (".", "!")
    parted = source[0].i > 1 and source[0].nbor(-1).text == ","
    return ends and parted and attribution.content[-1].end <= source[0].idx and source[-1].pos_ in ("NOUN", "PROPN")


def _tells_of_another(attribution: Attribution) -> bool:
    """Whether it is told that somebody else spoke, by name or in the passive: "he" is most often who speaks already.
    Who may speak, or is to, has not yet.
    """
    if any(t.lower_ == "to" or t.tag_ == "MD" for t in attribution.cue):
        return False
    if any(t.dep_ == "auxpass" for t in attribution.cue) and not attribution.source:
        return attribution.frame in (*_TELLING, Frame.INFINITIVE)
    named = bool(attribution.source) and all(t.pos_ != "PRON" for t in attribution.source)
    return named and attribution.frame in _TELLING


def _signs(**known: float) -> Signs:
    return {name: known.get(name, 0.0) for name in SIGNS}


def _joined(
    annotated: Annotated, rule: Attribution | None, tagging: Tagging | None, owners: Owners, turns: Sequence[Span]
) -> Iterator[Signed]:
    """A rule's find and a tagging as one attribution, if it is one. What is said in a speaker's turn, one of `turns`,
    is nobody's outside it whom the tagger alone knows.
    """
    if tagging is None:
        if rule is not None:
            yield Signed(rule, _signs(likelihood=_log_odds(0), ruled=1.0))
        return
    weighed = {"likelihood": _log_odds(tagging.likelihood), "clear": tagging.clear}
    content = content_of(annotated, tagging, owners, rule)
    source = tuple(named_by(whole_source(_beside_cue(annotated, tagging), tagging.cue)))
    if rule is not None:
        alike = _overlap(annotated.parse, rule.content, content)
        unseen = tagging.likelihood < _SEEN
        merged = rule if unseen else _merged(annotated, rule, source, content, alike)
        yield Signed(merged, _signs(**weighed, ruled=1.0, alike=alike))
        return
    cue = [annotated.parse[i] for i in tagging.cue]
    main = _main(cue)
    taken = (*spans_of(source), *(turn for turn in turns if not turn.start <= main.idx < turn.end))
    content = trimmed(subtract(content, taken), annotated.document.text)
    if content and _may_be_cue(cue) and not _is_subject(content, main):
        frame = _frame(main)
        whose = () if frame in _OF_NOBODY else source
        found = Attribution(frame, main.lemma_.lower(), tuple(cue), whose, content)
        yield Signed(found, _signs(**weighed))


def _beside_cue(annotated: Annotated, tagging: Tagging) -> list[Token]:
    """The words of a tagged source; of one in pieces only those in the sentence of the cue, if any is."""
    words = [annotated.parse[i] for i in tagging.source]
    sentence = annotated.parse[tagging.cue[-1]].sent
    inside = [t for t in words if sentence.start <= t.i < sentence.end]
    return inside or words


def _merged(
    annotated: Annotated, rule: Attribution, tagged: tuple[Token, ...], content: tuple[Span, ...], alike: float
) -> Attribution:
    """A rule's find with the source and the content that the tagger puts in its place."""
    exact, own = _is_exact(annotated, rule), {token.i for token in rule.source}
    if not own and [t.lower_ for t in tagged] == ["it"]:
        tagged = ()  # of "it emerged that"
    if rule.frame in _OF_NOBODY:
        tagged = ()
    broken = any(t.pos_ in ("VERB", "AUX") for t in tagged)
    keeps = bool(own) and (exact or broken or not own.isdisjoint(t.i for t in tagged))
    source = rule.source if keeps or not tagged else tagged
    as_ruled = exact or not content or alike >= _AS_RULED or _is_scrap(annotated.parse, content, rule)
    left = _in_sentence(annotated, content, rule)
    kept = rule.content if as_ruled else subtract(left, (*spans_of(source), *_beside_clause(rule, content)))
    return replace(rule, source=source, content=trimmed(kept, annotated.document.text) or rule.content)


def _in_sentence(annotated: Annotated, tagged: Sequence[Span], rule: Attribution) -> Sequence[Span]:
    """A tagged content without what stands, unquoted, in another sentence than a clause and its verb."""
    sentence = rule.cue[-1].sent
    place = Span(sentence.start_char, sentence.end_char)
    if rule.frame not in (Frame.CLAUSE, Frame.PARENTHESIS) or not all(place.holds(span) for span in rule.content):
        return tagged
    return [span for span in tagged if span.overlaps(place) or quotes_in(annotated.quotes, span)]


def _is_scrap(parse: Doc, tagged: Sequence[Span], rule: Attribution) -> bool:
    """Whether a tagged content is but words of the clause that a verb takes, and without its predicate."""
    inside = all(any(whole.holds(span) for whole in rule.content) for span in tagged)
    clause = rule.frame in (Frame.CLAUSE, Frame.PARENTHESIS) and inside
    return clause and not _predicates(parse, tagged) and _predicates(parse, rule.content)


def _predicates(parse: Doc, spans: Sequence[Span]) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in tokens_in(parse, spans))


def _beside_clause(rule: Attribution, tagged: Sequence[Span]) -> tuple[Span, ...]:
    """What stands beside a verb and is not of the clause that it takes: the words between them ("said, without
    evidence, that …"), and what is told of an occasion that is itself not `tagged` ("said in a report that does not
    name who opened it").
    """
    if rule.frame is not Frame.CLAUSE:
        return ()
    verb, content = rule.cue[-1], rule.content
    behind = verb.idx + len(verb)
    told = [t for c in verb.children if c.dep_ == "prep" for t in c.subtree if t.dep_ == "relcl"]
    aside = [t for t in told if not any(s.start <= t.head.idx < s.end for s in (*tagged, *content))]
    between = [Span(behind, content[0].start)] if behind < content[0].start else []
    return (*(span for t in aside for span in spans_of(t.subtree)), *between)


def _is_exact(annotated: Annotated, rule: Attribution) -> bool:
    """Whether a rule's words are surer than the tagger's: those of nouns and adverbs, of "quoted X as saying", of a
    clause with its cue in its midst, and of quotations that lack a mark.
    """
    if rule.lemma == CREDITING or letting(rule.cue[-1]) is not None:
        return True
    if rule.frame is Frame.PARENTHESIS and rule.content[0].end <= rule.cue[0].idx < rule.content[-1].start:
        return True
    quotes = [quote for span in rule.content for quote in quotes_in(annotated.quotes, span)]
    unclosed = bool(quotes) and not any(quote.closed for quote in quotes)
    return unclosed or rule.frame in _WORDED or any(t.lower_ == "as" for t in rule.cue)


def _may_be_cue(cue: Sequence[Token]) -> bool:
    """Whether words that no rule knows can be a cue: one of them has a meaning, and none is "according", which the
    rules know in all its uses.
    """
    return any(t.pos_ in _MEANING for t in cue) and all(t.lower_ != "according" for t in cue)


def _is_subject(content: Sequence[Span], verb: Token) -> bool:
    """Whether a content is but who does what the verb says: "the book" of "so said the book"."""
    subjects = [token for child in verb.rights if child.dep_ == "nsubj" for token in child.subtree]
    return not subtract(content, spans_of(subjects))


def _overlap(parse: Doc, one: Sequence[Span], other: Sequence[Span]) -> float:
    """Shared words as a part of all words of two contents (0 to 1)."""
    mine, theirs = ({t.i for t in tokens_in(parse, spans)} for spans in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _log_odds(share: float) -> float:
    bounded = min(max(share, 0.001), 0.999)
    return math.log(bounded / (1 - bounded))


def _main(cue: Sequence[Token]) -> Token:
    """The word of a cue that the others hang on, a verb before others."""
    inside = {token.i for token in cue}
    return next(
        (t for t in cue if t.pos_ == "VERB" and (t.head.i not in inside or t.head.pos_ != "VERB")),
        next((t for t in cue if t.head.i not in inside), cue[0]),
    )


def _frame(main: Token) -> Frame:
    """The frame of a cue that no rule knows, by its main word."""
    by_class = {"NOUN": Frame.NOUN, "PROPN": Frame.NOUN, "ADV": Frame.ADVERB, "ADP": Frame.ACCORDING}
    return by_class.get(main.pos_, Frame.CLAUSE)
