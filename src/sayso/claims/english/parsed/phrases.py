"""Attributions whose cue is not a full verb: "according to", "reportedly", "is sceptical that", "it emerged that".

Stands beside the verbs' complements, and gathers what nouns and figures give. Invariant: the cue and its source are cut
out of the content.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract
from sayso.claims.english.parsed.clauses import cue_words, noun_phrase, subject_of, trimmed, words_between
from sayso.claims.english.parsed.crediting import find_credited
from sayso.claims.english.parsed.figures import find_figure_attributions
from sayso.claims.english.parsed.nouns import ReportNouns
from sayso.claims.english.sources.animacy import Animacy
from sayso.lexicon import Lexicon
from sayso.model import Span

__all__ = ["find_phrase_attributions"]

_NOBODY = frozenset(
    {"everything", "anything", "something", "all", "what", "nothing", "plan", "schedule", "law", "rules"}
)
_CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "dep", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAID = frozenset({"ccomp", "csubj", "csubjpass", "acl", "advcl", "relcl"})
_COPULAS = frozenset({"be", "remain", "feel", "seem", "become", "stay", "sound", "grow", "appear"})


def find_phrase_attributions(parse: Doc, lexicon: Lexicon) -> Iterator[Attribution]:
    """Every attribution in `parse` by a preposition, an adverb, an adjective, a noun, or a verb without a speaker."""
    yield from ReportNouns(lexicon).find(parse)
    yield from find_figure_attributions(parse, lexicon)
    adverbs = lexicon.words("cues", "report-adverb")
    adjectives = lexicon.words("cues", "report-adjective")
    frames = lexicon.words("cues", "words-of")
    reception = lexicon.words("responses", "reception")
    speech = lexicon.words("frames", "quote")
    unsaid, displaced = _Unsaid(lexicon), _Displaced(lexicon)
    animacy = Animacy(lexicon)
    yield from find_credited(parse, animacy)
    text = parse.text
    for token in parse:
        lower = token.lower_
        if lower == "according":
            yield from _according(token, text, animacy)
        elif lower in adverbs and token.head.lemma_.lower() not in speech:
            yield from _adverb(token, text)
        elif lower in adjectives:
            yield from _adjective(token, text)
        elif lower in reception and token.head.lower_ == "with":
            yield from _reception(token, text)
        elif lower in frames and token.head.lower_ in ("by", "in"):
            yield from _words_of(token, text)
        elif token.pos_ == "VERB":
            yield from unsaid.find(token, text)
            yield from displaced.find(token, text)


def _according(token: Token, text: str, animacy: Animacy) -> Iterator[Attribution]:
    """Of "according to X, Y": X is the source, the clause it hangs on the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    named = next((c for c in to.children if c.dep_ == "pobj" or _is_name(c)), None) if to is not None else None
    if to is None or named is None or named.lower_ in _NOBODY:
        return
    bare = named.tag_ == "NN" and not list(named.children) and not _is_name(named)
    if bare and not animacy.may_be_cited(named):
        return  # "according to size"
    yield from _clause_attribution(Frame.ACCORDING, "according", (token, to), tuple(noun_phrase(named)), token, text)


def _is_name(token: Token) -> bool:
    """Whether a word within a sentence is written as a name is, whatever the parse takes it for ("Pettering")."""
    return token.text.istitle() and not token.is_sent_start


def _adverb(token: Token, text: str) -> Iterator[Attribution]:
    """Of "reportedly": nobody is named; the clause is the content."""
    yield from _clause_attribution(Frame.ADVERB, token.lower_, (token,), (), token, text)


def _adjective(token: Token, text: str) -> Iterator[Attribution]:
    """Of "X is sceptical that Y": X is the source; "it is clear that" has none and is the report's own word."""
    if token.dep_ in ("pobj", "pcomp", "prep", "advmod", "compound"):
        return  # "for sure"
    verb = token.head if token.dep_ in ("acomp", "oprd", "conj") else token
    holders = (token, verb) if token.dep_ == "acomp" else (token,)
    clause = next((c for h in holders for c in h.children if c.i > token.i and _is_that_clause(c)), None)
    if clause is None or (verb != token and verb.lemma_ not in _COPULAS and verb.pos_ != "ADJ"):
        return
    if verb.dep_ != "xcomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return  # "to be sure that"
    source = _experiencer(token)
    content = trimmed(tuple(words_between(list(clause.subtree))), text)
    if source and source[0].lower_ not in ("it", "there") and content:
        cue = (*(t for t in cue_words(verb) if t != token and t.i < token.i), token)
        yield Attribution(Frame.CLAUSE, token.lower_, cue, tuple(source), content)


def _experiencer(adjective: Token) -> list[Token]:
    """Who is sure: the subject of the adjective's verb."""
    passive = next((c for c in adjective.children if c.dep_ == "nsubjpass"), None)
    if passive is not None:
        return noun_phrase(passive)
    if adjective.dep_ == "amod" and adjective.i > adjective.head.i:
        return [t for t in noun_phrase(adjective.head) if t.i <= adjective.head.i]
    if adjective.dep_ in ("acomp", "oprd"):
        return subject_of(adjective.head)
    return subject_of(adjective.head.head) if adjective.dep_ == "conj" else subject_of(adjective)


def _is_that_clause(clause: Token) -> bool:
    """Whether it is a finite clause with a subject, not a question or an infinitive."""
    openers = [c.lower_ for c in clause.children if c.dep_ == "mark"]
    finite = any(c.dep_ in (*_SUBJECTS, "expl") and c.tag_ not in ("WP", "WDT") for c in clause.children)
    return clause.dep_ in ("ccomp", "advcl") and finite and (clause.dep_ == "ccomp" or openers[:1] == ["that"])


def _reception(token: Token, text: str) -> Iterator[Attribution]:
    """Of "the claim was met with scepticism by X": X is the source, what was met is the content."""
    preposition, verb = token.head, token.head.head
    met = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if met is None:
        return
    agents = [c for h in (verb, preposition, token) for c in h.children if c.dep_ == "agent" or c.lower_ == "by"]
    named = next((g for c in agents for g in c.children if g.dep_ == "pobj"), None)
    content = trimmed(tuple(words_between(noun_phrase(met))), text)
    if named is not None and content:
        yield Attribution(Frame.NOUN, token.lower_, (verb, preposition, token), tuple(noun_phrase(named)), content)


def _words_of(token: Token, text: str) -> Iterator[Attribution]:
    """Of "by her account", "in the words of X": the possessor is the source."""
    preposition = token.head
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    of = next((c for c in token.children if c.lower_ == "of"), None)
    if any(c.dep_ in ("acl", "relcl", "ccomp") for c in token.children):
        return  # "by their assessment that"
    if owner is None and of is not None and any(c.dep_ == "det" for c in token.children):
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
    if owner is not None:
        cue, source = (preposition, token), tuple(t for t in noun_phrase(owner) if t.tag_ != "POS")
        yield from _clause_attribution(Frame.ACCORDING, token.lower_, cue, source, preposition, text)


def _clause_attribution(
    frame: Frame, lemma: str, cue: tuple[Token, ...], source: tuple[Token, ...], hook: Token, text: str
) -> Iterator[Attribution]:
    clause = _clause_of(hook)
    phrase = Span(min(t.idx for t in hook.subtree), max(t.idx + len(t.text) for t in hook.subtree))
    taken = [phrase, *spans_of((*cue, *source))]
    content = trimmed(subtract(words_between(clause), taken), text)
    if content:
        yield Attribution(frame, lemma, cue, source, content)


def _clause_of(token: Token) -> list[Token]:
    head = token.head
    while head.dep_ not in _CLAUSE_HEADS and head.head != head:
        head = head.head
    left_out = {t for c in head.children if c.dep_ in ("cc", "conj") and c.i > head.i > token.i for t in c.subtree}
    return [t for t in head.subtree if t not in left_out]


class _Displaced:
    """Clauses that the parse hangs on what stands between them and their verb: "said, citing X, that"."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._says = lexicon.words("frames", "clause")
        self._circumstances = lexicon.words("cues", "circumstance")

    def find(self, verb: Token, text: str) -> Iterator[Attribution]:
        if any(c.dep_ == "ccomp" for c in verb.children):
            return
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as":  # "Y, the paper quoted X as saying"
            before = [c for c in verb.head.head.children if c.dep_ == "ccomp" and c.i < verb.i]
            yield from _of_clause(verb, before, text)
        elif verb.lemma_.lower() in self._says:
            behind = [c for c in self._behind(verb) if c.left_edge.lower_ == "that"]
            yield from _of_clause(verb, behind, text)

    def _behind(self, verb: Token) -> Iterator[Token]:
        """The clauses under a time, an adverb or a participle set apart by commas."""
        for aside in verb.children:
            if aside.i > verb.i and aside.dep_ == "advcl" and aside.tag_ == "VBG":
                yield from (c for c in aside.children if c.dep_ == "ccomp" and _follows_comma(c.left_edge))
            elif aside.i > verb.i and aside.dep_ in ("advmod", "npadvmod", "prep"):
                words = (w for w in aside.subtree if w.dep_ == "advmod" or w.lower_ in self._circumstances)
                yield from (c for w in words for c in w.children if c.dep_ in _SAID)


def _follows_comma(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text == ","


def _of_clause(verb: Token, told: list[Token], text: str) -> Iterator[Attribution]:
    if told:
        cue, source = tuple(cue_words(verb)), tuple(subject_of(verb))
        content = trimmed(subtract(words_between(list(told[0].subtree)), spans_of((*cue, *source))), text)
        if source and content:
            yield Attribution(Frame.CLAUSE, verb.lemma_.lower(), cue, source, content)


class _Unsaid:
    """Verbs by which nobody is named as speaking: "it emerged that", "it is rumoured that", "is thought to have"."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._impersonal = lexicon.words("cues", "impersonal")
        self._hearsay = lexicon.words("cues", "hearsay-passive")
        self._clause = lexicon.words("frames", "clause")
        self._infinitive = lexicon.words("frames", "infinitive", "subject")

    def find(self, verb: Token, text: str) -> Iterator[Attribution]:
        lemma = verb.lemma_.lower()
        passive = verb.tag_ == "VBN" and lemma in self._hearsay and any(c.dep_ == "auxpass" for c in verb.children)
        if lemma in self._impersonal or (passive and lemma not in self._clause):
            yield from self._it(verb, text)
        if passive and lemma not in self._infinitive:
            yield from self._raised(verb, text)

    def _it(self, verb: Token, text: str) -> Iterator[Attribution]:
        """Of "it emerged that Y": Y is the content."""
        if verb.lemma_ == "turn" and not any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children):
            return
        it = next((c for c in verb.children if c.dep_ in (*_SUBJECTS, "expl") and c.lower_ == "it"), None)
        clause = next((c for c in verb.children if c.i > verb.i and c.dep_ in _SAID and _opens_with_that(c)), None)
        if it is not None and clause is not None:
            content = trimmed(tuple(words_between(list(clause.subtree))), text)
            yield Attribution(Frame.CLAUSE, verb.lemma_.lower(), tuple(cue_words(verb)), (), content)

    def _raised(self, verb: Token, text: str) -> Iterator[Attribution]:
        """Of "X is thought to have Y": "X … to have Y" is the content."""
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass" and c.tag_ not in ("WDT", "WP")), None)
        deed = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
        if subject is not None and deed is not None and subject.lower_ != "it":
            pieces = [*words_between(noun_phrase(subject)), *words_between(list(deed.subtree))]
            cue = tuple(cue_words(verb))
            content = trimmed(subtract(pieces, spans_of(cue)), text)
            yield Attribution(Frame.INFINITIVE, verb.lemma_.lower(), cue, (), content)


def _opens_with_that(clause: Token) -> bool:
    return any(c.lower_ in ("that", "whether") and c.i < clause.i for c in clause.children)
