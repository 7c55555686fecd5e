"""Attributions whose cue is a noun: "the claim that", "a denial by X that", "claims of Y", "doubts about Y".

Stands beside the verbs' complements. Invariant: a noun is a cue only where the text gives what it reports, so not in
"the claim was rejected" nor in "the claim that he made".
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame
from sayso.claims.english.parsed.clauses import cue_words, noun_phrase, subject_of, trimmed, words_between
from sayso.claims.english.parsed.verdicts import Verdicts, reported
from sayso.claims.english.sources.animacy import Animacy
from sayso.lexicon import Lexicon

__all__ = ["ReportNouns"]

_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_OPENERS = frozenset({"that", "whether"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_GIVERS = frozenset({"by", "from", "of", "among"})
_CASTING = frozenset({"cast", "throw"})
_HOLDING = frozenset({"by", "in", "to", "with"})
_KEEPING = frozenset({"be", "remain", "stand", "stick", "stay"})
_REPEATING = frozenset({"reiterate", "renew", "repeat", "spread"})
_OBJECTS = frozenset({"acomp", "attr", "dobj"})
_ARTICLES = frozenset({"a", "an"})
_CALLED = frozenset({"npadvmod", "oprd", "appos", "dep"})
_ABOUT = frozenset({"about", "over"})


class ReportNouns:
    """The nouns that report, and the words by which their content and their owner are found."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._nouns = words("cues", "report-noun")
        self._of_what = words("cues", "report-noun-of")
        self._about = words("cues", "doubt-noun")
        self._light = words("cues", "light-verb")
        self._object_of = words("cues", "report-object")
        self._made = words("cues", "report-made")
        self._origin = words("cues", "origin-verb")
        self._spread = words("cues", "spread-verb")
        self._plaintiffs = words("cues", "complainant")
        self._speech = words("frames", "clause")
        self._animacy = Animacy(lexicon)
        self._verdicts = Verdicts(lexicon)
        self._calling = words("predicates", "calling")

    def find(self, parse: Doc) -> Iterator[Attribution]:
        """Every attribution in `parse` by a report noun, and every verdict on one."""
        text = parse.text
        for token in parse:
            if self._reports(token):
                yield from self._found(token, text)

    def folded(self, attribution: Attribution, text: str) -> Attribution | None:
        """The noun's attribution where that of a verb only has the noun as its object: "made the claim that"."""
        verb = attribution.cue[-1] if attribution.cue else None
        if verb is None or verb.pos_ != "VERB" or verb.lemma_.lower() not in self._light:
            return None
        noun = next((c for c in verb.children if c.dep_ == "dobj" and self._reports(c)), None)
        return self.attribution(noun, text) if noun is not None else None

    def attribution(self, noun: Token, text: str) -> Attribution | None:
        """What `noun`, one of the list, reports and on whose word; None where the text does not give the content."""
        clause = self._clause(noun)
        if clause is not None:
            return self._of_clause(noun, clause, text)
        thing = self._thing(noun)
        if thing is None:
            return self._cast_on(noun, text)
        owner = self._owner(noun) or self._plaintiff(thing)
        lower = noun.lemma_.lower()
        told = owner or (lower in self._of_what and noun.tag_ == "NNS" and _is_there(noun))
        words = [t for t in thing.subtree if t not in owner and not (t.lower_ in _GIVERS and _leads(t, owner))]
        return _attribution(_cue(noun), lower, owner, words, text) if told else None

    def _found(self, noun: Token, text: str) -> Iterator[Attribution]:
        """What a noun reports on somebody's word, and the verdict on it, which alone counts where it is nobody's."""
        told, verdict = self.attribution(noun, text) or self._announced(noun, text), self._verdict(noun, text)
        if told is not None and (verdict is None or told.source):
            yield told
        if verdict is not None:
            yield verdict

    def _announced(self, noun: Token, text: str) -> Attribution | None:
        """Of "she has a theory of her own: the gate was open" what the colon opens."""
        doc, verb, mark = noun.doc, noun.head, noun.right_edge.i + 1
        if noun.dep_ != "dobj" or verb.lemma_.lower() not in self._light or mark >= len(doc) or doc[mark].text != ":":
            return None
        owner, words = subject_of(verb), list(doc[mark + 1 : noun.sent.end])
        told = any(c.dep_ in _SUBJECTS for t in words if t.pos_ in ("VERB", "AUX") for c in t.lefts)
        denied = any(c.lower_ == "no" for c in noun.children)
        if not owner or not told or denied or words[0].is_quote or words[-1].text == "?":
            return None
        return _attribution((*cue_words(verb), noun), noun.lemma_.lower(), owner, words, text)

    def _verdict(self, noun: Token, text: str) -> Attribution | None:
        clause = self._clause(noun) or self._displaced(noun)
        verdict = self._verdicts.on(noun, clause) if clause is not None else ()
        return self._verdicts.attribution(noun, verdict, _that_clause(clause), text) if clause and verdict else None

    def _displaced(self, noun: Token) -> Token | None:
        """The clause of "no truth in the rumour that", where the parse hangs it on "truth"."""
        above = noun.head.head if noun.dep_ == "pobj" else noun
        clauses = (c for c in above.children if c.dep_ in _CLAUSES and c.left_edge.i == noun.i + 1)
        return next((c for c in clauses if self._is_content(c)), None)

    def _cast_on(self, noun: Token, text: str) -> Attribution | None:
        """Of "cast doubt on X": X is doubted."""
        verb = noun.head
        if noun.dep_ != "dobj" or verb.lemma_ not in _CASTING or noun.lemma_.lower() not in self._about:
            return None
        links = [c for h in (verb, noun) for c in h.children if c.lower_ in ("on", "over", "upon") and c.i > noun.i]
        thing = next((c for link in links for c in link.children if c.dep_ == "pobj"), None)
        cue = (*cue_words(verb), noun)
        return _attribution(cue, noun.lemma_.lower(), subject_of(verb), list(thing.subtree), text) if thing else None

    def _reports(self, token: Token) -> bool:
        mistaken = token.pos_ == "PROPN" or token.dep_ in ("nsubj", "nsubjpass")  # "Rumours spread that"
        if mistaken and token.pos_ != "NOUN" and token.is_sent_start:
            return token.lower_.removesuffix("s") in self._nouns
        return token.pos_ == "NOUN" and token.lemma_.lower() in self._nouns

    def _of_clause(self, noun: Token, clause: Token, text: str) -> Attribution | None:
        words = reported(self._uncalled(noun, clause), self._verdicts.on(noun, clause))
        content = trimmed(tuple(words_between(words)), text)
        if not content:
            return None
        verb = self._speaking(noun)
        if verb is not None:
            return Attribution(
                Frame.CLAUSE, verb.lemma_.lower(), tuple(cue_words(verb)), tuple(subject_of(verb)), content
            )
        return Attribution(Frame.NOUN, noun.lemma_.lower(), _cue(noun), tuple(self._owner(noun)), content)

    def _uncalled(self, noun: Token, clause: Token) -> list[Token]:
        """The words of a noun's clause without what the whole is called: in "called the claim that it was open a lie"
        the parse hangs "a lie" on the clause.
        """
        words = _that_clause(clause)
        if noun.dep_ != "dobj" or noun.head.lemma_.lower() not in self._calling:
            return words
        passive = any(c.dep_ == "auxpass" for c in clause.children)
        below = [c for t in (clause, *clause.children) for c in t.children if c.i > clause.i]
        called = (c for c in below if c.dep_ in _CALLED or (c.dep_ in _OBJECTS and (passive or _is_second(c))))
        start = next((c.left_edge.i for c in called if c.left_edge.lower_ in _ARTICLES), None)
        return words if start is None else [t for t in words if t.i < start]

    def _speaking(self, noun: Token) -> Token | None:
        """The verb of "said in a statement that", on which the clause hangs in truth."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in ("in", "at", "with") or preposition.head.pos_ != "VERB":
            return None
        return preposition.head if preposition.head.lemma_.lower() in self._speech else None

    def _clause(self, noun: Token) -> Token | None:
        """The verb of the clause that says what is reported: under the noun, or under who reports it."""
        beside = [c for c in noun.children if c.tag_ == "VBN" and c.i > noun.i]
        links = [c for h in (noun, *beside) for c in h.children if c.lower_ in ("by", "from", "among", "to")]
        givers = [g for link in links for g in link.children]
        for child in (*noun.children, *(c for g in givers for c in g.children)):
            if child.i > noun.i and child.dep_ in _CLAUSES and self._is_content(child):
                return child
        verb = noun.head
        if noun.dep_ not in ("nsubj", "nsubjpass", "attr") or not self._lets_out(noun, verb):
            return None
        further = [g for c in verb.children if c.dep_ == "prep" for p in c.children for g in p.children]
        clauses = (c for c in (*verb.children, *further) if c.dep_ in _CLAUSES or _asks(c))
        return next((c for c in clauses if self._is_content(c)), None)

    def _lets_out(self, noun: Token, verb: Token) -> bool:
        """Whether the content may stand behind the verb: "word spread that", "her claim is that"."""
        lemma = verb.lemma_.lower()
        if noun.dep_ == "nsubjpass":
            return lemma in self._light
        if noun.dep_ == "attr":
            return _is_there(noun)
        return lemma in self._spread or (lemma == "be" and bool(self._possessor(noun) or self._giver(noun)))

    def _is_content(self, clause: Token) -> bool:
        """Whether a clause is no relative one: it has a subject, and its "that" is no object of its verb."""
        openers = [c for c in clause.children if c.lower_ in _OPENERS and c.i < clause.i]
        subjects = [c for c in clause.children if c.dep_ in _SUBJECTS and c not in openers]
        if not openers or not subjects:
            return False
        complements = ("dobj", "ccomp", "xcomp", "nsubjpass")
        complete = any(c.dep_ in complements and c not in openers for c in clause.children)
        leaves_gap = self._made if openers[0].dep_ == "mark" else self._object_of
        made = clause.lemma_.lower() in leaves_gap and self._animacy.may_speak(subjects[0])
        return complete or not made

    def _thing(self, noun: Token) -> Token | None:
        """What a noun with "of" or "about" is about, if that is no person: "claims of fraud", "doubts about it"."""
        lower = noun.lemma_.lower()
        links = ("of",) if lower in self._of_what else _ABOUT if lower in self._about else ()
        for child in noun.children:
            if child.dep_ == "prep" and child.i > noun.i and child.lower_ in links:
                thing = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
                if thing is not None and not (child.lower_ == "of" and self._animacy.may_speak(thing)):
                    return thing
        return None

    def _plaintiff(self, thing: Token) -> list[Token]:
        """Who complains in "claims of torture by prisoners", where the parse has them do the deed."""
        for child in thing.children:
            if child.lower_ in ("by", "from"):
                named = next((c for c in child.children if c.dep_ == "pobj"), None)
                if named is not None and (child.lower_ == "from" or named.lower_ in self._plaintiffs):
                    return noun_phrase(named) if self._animacy.may_speak(named) else []
        return []

    def _owner(self, noun: Token) -> list[Token]:
        """Whose word it is: the subject of "made the claim", a possessor, who is named by "by" or as its origin."""
        governor = noun.head
        if noun.dep_ == "dobj" and governor.lemma_.lower() in self._light and governor.pos_ == "VERB":
            return subject_of(governor)
        if noun.dep_ == "pobj" and governor.lower_ in _HOLDING and governor.head.lemma_ in _KEEPING:
            return subject_of(governor.head)
        return self._possessor(noun) or self._giver(noun) or self._traced(noun) or self._maker(noun)

    def _possessor(self, noun: Token) -> list[Token]:
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        return [t for t in noun_phrase(owner) if t.tag_ != "POS"] if owner is not None else []

    def _maker(self, noun: Token) -> list[Token]:
        """Who is named by "made by X", beside the noun or as its verb."""
        verbs = [c for c in noun.children if c.tag_ == "VBN" and c.i > noun.i]
        verbs += [noun.head] if noun.dep_ == "nsubjpass" else []
        made = (v for v in verbs if v.lemma_.lower() in self._light - _REPEATING)
        agents = (c for v in made for c in v.children if c.dep_ == "agent")
        named = next((c for agent in agents for c in agent.children if c.dep_ == "pobj"), None)
        return noun_phrase(named) if named is not None else []

    def _giver(self, noun: Token) -> list[Token]:
        for child in noun.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in _GIVERS and child.i > noun.i:
                named = next((c for c in child.children if c.dep_ == "pobj"), None)
                counted = named is not None and any(c.like_num for c in named.children)
                if named is not None and not counted and self._animacy.may_speak(named):
                    return [t for t in noun_phrase(named) if t.i > child.i]
        return []

    def _traced(self, noun: Token) -> list[Token]:
        """Who is named by "attributed to X", "goes back to X", "came from X"."""
        verbs = [c for c in noun.children if c.tag_ == "VBN" and c.i > noun.i]
        verbs += [noun.head] if noun.dep_ in ("nsubj", "nsubjpass") else []
        for verb in verbs:
            if verb.lemma_.lower() in self._origin:
                for link in (d for c in (verb, *verb.children) for d in c.children):
                    named = next((c for c in link.children if c.dep_ == "pobj"), None)
                    if link.lower_ in ("to", "from", "with") and named is not None and self._animacy.may_speak(named):
                        return noun_phrase(named)
        return []


def _is_second(child: Token) -> bool:
    """Whether a verb has an object or complement before this one, which an adjective never takes."""
    return child.head.pos_ == "ADJ" or any(
        c.dep_ in _OBJECTS and child.head.i < c.i < child.i for c in child.head.children
    )


def _that_clause(clause: Token) -> list[Token]:
    """The words of a clause from its "that" on."""
    start = next((c.i for c in clause.children if c.lower_ in _OPENERS), clause.left_edge.i)
    return [t for t in clause.subtree if t.i >= start]


def _attribution(
    cue: tuple[Token, ...], lemma: str, owner: list[Token], words: list[Token], text: str
) -> Attribution | None:
    content = trimmed(tuple(words_between(words)), text)
    return Attribution(Frame.NOUN, lemma, cue, tuple(owner), content) if content else None


def _cue(noun: Token) -> tuple[Token, ...]:
    """The noun, with the "no" of "had no doubt"."""
    denial = [c for c in noun.children if c.dep_ == "det" and c.lower_ == "no"]
    return (*denial, noun)


def _asks(clause: Token) -> bool:
    """Whether it is the "whether" clause of "there is doubt whether"."""
    return clause.dep_ == "advcl" and clause.left_edge.lower_ == "whether"


def _is_there(noun: Token) -> bool:
    """Whether it stands in "there were claims of"."""
    return noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children)


def _leads(preposition: Token, owner: list[Token]) -> bool:
    return any(c in owner for c in preposition.children)
