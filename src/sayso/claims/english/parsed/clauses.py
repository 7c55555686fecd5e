"""Attributions whose cue is a verb: what hangs on the verb in the parse is the content, its subject the source.

Stands after the parse and before quotes are gathered. Which verbs are cues, and with what complements, is data: the
list `frames`. Invariant: a cue verb's own words never stand in its content.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract
from sayso.model import Span

__all__ = [
    "Frames",
    "cue_words",
    "find_verb_attributions",
    "letting",
    "named_by",
    "noun_phrase",
    "subject_of",
    "trimmed",
    "words_between",
]

Frames = Mapping[str, frozenset[Frame]]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_PREDICATED = frozenset({"dobj", "oprd", "attr", "prep", "dative"})
_ASIDES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj"})
_TOLD = frozenset({"know", "understand", "see"})
_DOUBT = "doubt"
_HARD = frozenset({"difficult", "hard", "impossible", "tough"})
_BELIEVED = frozenset({"accept", "believe", "credit", "imagine"})
_RAISING = frozenset({"advcl", "acl", "xcomp", "conj", "relcl", "pcomp", "dep"})


def find_verb_attributions(parse: Doc, frames: Frames) -> Iterator[Attribution]:
    """Every attribution in `parse` whose cue is a verb of `frames` with a complement that the list allows."""
    text = parse.text
    for verb in parse:
        believed = _hard_to_believe(verb)
        if believed is not None:
            yield _doubt(verb, believed, text)
        elif verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in frames and not _leads_on(verb):
            allowed = frames[verb.lemma_.lower()]
            for frame, content in _complements(verb):
                if frame in allowed:
                    yield _with_following(_attribution(verb, frame, content, text), verb, frames, text)
                    break


def _leads_on(verb: Token) -> bool:
    """Whether a verb is no cue beside another: "quoted" in "quoted X as saying", "say" in "declined to say"; nor is a
    noun that the parser took for one ("Reports that X are false").
    """
    if verb.dep_ in ("nsubj", "nsubjpass") and verb.is_sent_start:
        return True
    if any(c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in verb.children):
        return True
    if verb.lower_ == "citing" and verb.dep_ in ("advcl", "prep") and verb.head.pos_ == "VERB":
        return True
    if any(_hard_to_believe(above) == verb for above in (verb.head, verb.head.head)):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse", "fail")


def _doubt(verb: Token, believed: Token, text: str) -> Attribution:
    """Of "finds it hard to believe that": all of that is the cue, and its meaning doubt."""
    clause = [t for c in believed.rights if c.dep_ == "ccomp" for t in c.subtree]
    cue = (*cue_words(verb), *(t for t in verb.doc[verb.i + 1 : believed.i + 1]))
    return Attribution(Frame.CLAUSE, _DOUBT, cue, tuple(subject_of(verb)), trimmed(tuple(words_between(clause)), text))


def _with_following(attribution: Attribution, verb: Token, frames: Frames, text: str) -> Attribution:
    """With the clause behind a semicolon on which the parse hangs a cue and what is said before it: "The boats were
    sound, she said on Monday; two of them sank later"; not so where that clause is another's word.
    """
    clause, content = verb.head, attribution.content
    before = attribution.frame is Frame.CLAUSE and bool(content) and content[-1].end <= verb.idx
    if not before or verb.dep_ != "ccomp" or clause.i < verb.i or clause.lemma_.lower() in frames:
        return attribution
    mark = next((t for t in verb.doc[verb.i : clause.i] if t.text == ";"), None)
    following = [t for t in clause.subtree if mark is not None and t.i > mark.i]
    return replace(attribution, content=(*content, *trimmed(tuple(words_between(following)), text)))


def _hard_to_believe(verb: Token) -> Token | None:
    """The "believe" of "finds it hard to believe that"."""
    hard = [c for c in verb.rights if c.lower_ in _HARD and c.dep_ in ("ccomp", "acomp", "oprd")]
    believed = (c for h in (*hard, verb) for c in h.rights if hard and c.lemma_ in _BELIEVED and c.i > hard[0].i)
    found = next((c for c in believed if any(g.dep_ == "ccomp" for g in c.rights)), None)
    return found if verb.lemma_ == "find" else None


def _attribution(verb: Token, frame: Frame, content: list[Token], text: str) -> Attribution:
    inside = set(content)
    cue = tuple(t for t in cue_words(verb) if t not in inside)
    source = tuple(t for t in subject_of(verb) if t not in inside and t not in cue)
    aside = [t for t in verb.subtree if t not in inside] if frame is Frame.PARENTHESIS else []
    taken = spans_of({*cue, *source, *aside})
    return Attribution(frame, verb.lemma_.lower(), cue, source, trimmed(subtract(words_between(content), taken), text))


def cue_words(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation and particle."""
    words = [*(c for c in verb.children if c.dep_ in _CUE_PARTS), verb]
    quoting = verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB"
    lets = letting(verb)
    if lets is not None:
        return [*cue_words(lets), *words]
    return [verb.head.head, verb.head, *words] if quoting else words


def letting(verb: Token) -> Token | None:
    """The "let" of "let the crew know that", "let it be known that", by whose subject it is told; the parse may hang it
    on either verb.
    """
    if verb.lemma_ not in _TOLD:
        return None
    under = verb.head if verb.dep_ in ("ccomp", "xcomp") else None
    told = next((c for c in verb.lefts if c.dep_ in _SUBJECTS and c.pos_ != "VERB"), None)
    over = next((c for c in verb.lefts if told is not None and c.lemma_ == "let" and c.i < told.i), None)
    lets = next((t for t in (under, over) if t is not None and t.lemma_ == "let"), None)
    done = lets is not None and (lets.tag_ != "VB" or any(c.dep_ == "aux" and c.lower_ != "to" for c in lets.lefts))
    return lets if done else None  # who only wants to let somebody know has not told yet


def subject_of(verb: Token) -> list[Token]:
    """The words of whoever does the saying; empty where the parse names nobody."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) and letting(verb) is None
    head = (_agent(verb) if verb.tag_ == "VBN" else None) or (None if passive else _subject(verb))
    if head is not None and head.tag_ in _RELATIVE:
        return []
    return noun_phrase(head) if head is not None else []


def _subject(verb: Token) -> Token | None:
    seen: Token | None = verb
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return _quoted(verb.head.head)
    seen = letting(verb) or verb
    for _ in range(6):
        if seen is None:
            return None
        own = [c for c in seen.children if c.dep_ in _SUBJECTS]
        if own:
            return _spoken_to(seen, own[0]) or _antecedent(own[0])
        if seen.dep_ in ("acl", "relcl") and seen.head.pos_ in ("NOUN", "PROPN", "PRON") and seen.tag_ == "VBG":
            return seen.head
        inverted = [c for c in seen.children if c.dep_ in ("dobj", "attr", "dep") and c.i > seen.i]
        if seen == verb and inverted and seen.lemma_ in ("say", "add", "ask", "write") and inverted[0].pos_ == "PROPN":
            return inverted[0]
        seen = seen.head if seen.dep_ in _RAISING and seen.head != seen else None
    return None


def _spoken_to(verb: Token, subject: Token) -> Token | None:
    """Who says it in "Dockers we spoke to say that", where the parse has "to say" be what "we spoke" for."""
    if subject.lower_ not in ("we", "i") or verb.lemma_ not in ("speak", "talk") or verb.i + 1 >= len(verb.doc):
        return None
    before = [c for c in verb.children if c.i < subject.i and c.pos_ in ("NOUN", "PROPN")]
    return before[-1] if before and before[-1].i + 1 == subject.i and verb.nbor().lower_ == "to" else None


def _quoted(governor: Token) -> Token | None:
    """Whose word it is in "quoted X as saying" and "X was quoted as saying"."""
    for relation in ("dobj", "nsubjpass"):
        named = next((c for c in governor.children if c.dep_ == relation), None)
        if named is not None:
            return named
    return governor.head if governor.dep_ in ("acl", "relcl") else None


def _antecedent(subject: Token) -> Token:
    if subject.tag_ not in ("WP", "WDT"):
        return subject
    if subject.head.dep_ != "relcl":  # misread: "according to the Post who reported that"
        before = next((t for t in reversed(subject.doc[subject.sent.start : subject.i]) if t.text != ","), subject)
        return before if subject.lower_ == "who" and before.pos_ in ("NOUN", "PROPN") else subject
    named = subject.head.head
    return named.head if named.dep_ == "appos" else named


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def named_by(source: Sequence[Token]) -> Sequence[Token]:
    """`source`, or what it stands for where it is a relative pronoun alone: "the clerk" of "the clerk, who"."""
    if not source or any(token.tag_ not in _RELATIVE for token in source):
        return source
    head = _antecedent(source[0])
    return source if head == source[0] else noun_phrase(head)


def noun_phrase(head: Token) -> list[Token]:
    """The words of a noun phrase, without a relative clause that is not closed by it and without trailing marks."""
    left_out: set[Token] = set()
    for child in head.children:
        if child.i > head.i and child.dep_ in _ASIDES and not _plain(child):
            left_out.update(child.subtree)
    words = [t for t in head.subtree if t not in left_out]
    return _contiguous(words, head)


def _plain(conjunct: Token) -> bool:
    return conjunct.dep_ == "conj" and conjunct.pos_ in ("NOUN", "PROPN", "PRON")


def _contiguous(words: list[Token], head: Token) -> list[Token]:
    """The run of `words` around `head`, marks at its ends cut off."""
    have = {t.i for t in words}
    first = last = head.i
    while first - 1 in have:
        first -= 1
    while last + 1 in have:
        last += 1
    run = list(head.doc[first : last + 1])
    while run and (run[-1].is_punct or run[-1].is_space) and run[-1] != head:
        run.pop()
    while run and (run[0].is_punct or run[0].is_space) and run[0] != head:
        run.pop(0)
    return run


def _complements(verb: Token) -> Iterator[tuple[Frame, list[Token]]]:
    """What may be the content of `verb`, the likeliest first."""
    children = list(verb.children)
    clauses = [t for child in children if child.dep_ == "ccomp" for t in child.subtree]
    if clauses:
        yield Frame.CLAUSE, _from_first_that(verb, clauses)
    if verb.dep_ in ("parataxis", "intj") or _comments(verb):
        yield Frame.PARENTHESIS, _around(verb)
    elif not clauses:
        yield from _set_off(verb)
    passive = [t for c in children if c.dep_ == "nsubjpass" for t in c.subtree]
    for child in children:
        if child.dep_ == "xcomp" and child.i > verb.i:
            yield Frame.INFINITIVE, [*passive, *child.subtree]
    if passive:
        yield Frame.SUBJECT, [*passive, *(t for c in children if c.dep_ == "prep" and c.i > verb.i for t in c.subtree)]
    objects = [c for c in children if c.dep_ in _PREDICATED and c.i > verb.i]
    if any(c.dep_ in ("dobj", "oprd", "attr") for c in objects):
        yield Frame.OBJECT, [t for c in (*objects, *_as_what(verb)) for t in _alone(c)]
    for child in children:
        if child.dep_ == "prep" and child.i > verb.i:
            yield Frame.PREPOSITION, [t for t in child.subtree if t != child]
            break


def _around(verb: Token) -> list[Token]:
    """The clause in which a verb is set off: in "It is clear: the lamp, she said, was dark" what the colon opens."""
    aside = set(verb.subtree)
    words = [t for t in verb.head.subtree if t not in aside]
    opening = max((t.i for t in words if t.text in (":", ";") and t.i < verb.i), default=-1)
    return [t for t in words if t.i > opening]


def _as_what(verb: Token) -> list[Token]:
    """The clause of "described the story as wholly invented"."""
    return [
        c
        for c in verb.children
        if c.dep_ in ("advcl", "ccomp") and any(g.lower_ == "as" and g.i > verb.i for g in c.children)
    ]


def _alone(head: Token) -> list[Token]:
    """The words of a phrase without what a verb coordinated with it brings."""
    left_out = {t for c in head.conjuncts if c.pos_ == "VERB" and c.i > head.i for t in c.subtree}
    joins = {c for c in head.children if c.dep_ == "cc"} if left_out else set()
    return [t for t in head.subtree if t not in left_out and t not in joins]


def _from_first_that(verb: Token, clauses: list[Token]) -> list[Token]:
    """`clauses` with what stands before them from a "that" on: of "said that A, that B" the parse may give B alone; and
    with their subject, where it took that for the verb's object: "says K-7 was sent".
    """
    first = min(t.i for t in clauses)
    lost = _lost_subject(verb, first)
    if lost:
        return [*lost, *clauses]
    if first < verb.i or clauses[0].lower_ != "that":
        return clauses
    opening = next((t for t in verb.doc[verb.i + 1 : first] if t.lower_ == "that" and t.dep_ == "mark"), None)
    return [*verb.doc[opening.i : first], *clauses] if opening is not None else clauses


def _lost_subject(verb: Token, first: int) -> list[Token]:
    """The subject of the clause that begins at `first`, where the parse took it for the verb's object and left the
    clause its auxiliary or what is set beside it alone: "said a crane on the quay, east of the lock, had fallen".
    """
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.left_edge.i == first), None)
    finite = clause is not None and any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in clause.lefts)
    between = [c for c in verb.rights if c.i < first and c.dep_ in ("dobj", "punct")]
    lost = [t for c in between for t in c.subtree]
    named = next((c for c in between if any(ch.isalnum() for ch in c.text)), None)
    if clause is None or not finite or named is None or len(lost) != first - named.left_edge.i:
        return []
    return lost if clause.left_edge.dep_ in ("aux", "auxpass") or _is_set_beside(clause) else []


def _is_set_beside(clause: Token) -> bool:
    """Whether a comma parts a clause's subject from its verb: "its lamps off," of "its lamps off, had hit"."""
    subject = next((c for c in clause.lefts if c.dep_ in _SUBJECTS), None)
    return subject is not None and any(c.text == "," and c.i > subject.i for c in clause.lefts)


def _set_off(verb: Token) -> Iterator[tuple[Frame, list[Token]]]:
    """The rest of the sentence where commas set cue and source off from it and the parse joined them otherwise."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i and c.tag_ not in _RELATIVE), None)
    sentence = verb.sent
    first = subject.left_edge.i if subject is not None else -1
    if first <= sentence.start + 2 or verb.doc[first - 1].text != ",":
        return
    before = list(verb.doc[sentence.start : first - 1])
    if any(t.dep_ in _SUBJECTS for t in before) and not any(t.dep_ == "mark" for t in before[:1]):
        yield Frame.PARENTHESIS, before


def _comments(verb: Token) -> bool:
    """Whether a clause such as "as he put it" or ", he said," comments on the one it hangs on."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)


def words_between(content: list[Token]) -> list[Span]:
    """The stretch from the first to the last word of `content`."""
    words = [t for t in content if not t.is_space]
    if not words:
        return []
    first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    return [Span(first.idx, last.idx + len(last.text))]


def trimmed(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """`spans` without white space, commas and brackets left over at their ends; those with no letter or digit are
    dropped.
    """
    kept: list[Span] = []
    for start, end in spans:
        while start < end and (text[start].isspace() or text[start] in ",;:-)"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-.("):
            end -= 1
        if any(ch.isalnum() for ch in text[start:end]):
            kept.append(Span(start, end))
    return tuple(kept)
