"""What a phrase names by itself: the name that the document gives in full, and what kind of source that is.

Stands under the resolver of sources, which knows what was said before. Invariant: where the document leaves it open, a
phrase is named by its own words.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.claims.english.parsed.clauses import noun_phrase
from sayso.claims.english.sources.animacy import Animacy
from sayso.claims.english.sources.anonymity import Anonymity
from sayso.claims.english.sources.cast import (
    Cast,
    bears_title,
    cast_of,
    is_news_site,
    name_of,
    name_runs,
    owners_of,
    title_end,
)
from sayso.claims.english.sources.genders import Genders
from sayso.lexicon import Lexicon
from sayso.model import SourceKind

__all__ = ["Namer", "described", "head_of", "noun_of", "with_hyphened", "words_of"]

_MISTAKEN = ("NOUN", "VERB", "ADJ")  # what the parser takes a name for that it does not know
_NAMED = frozenset({SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET})
_COUNTRY_SHAPE = re.compile(r"[A-Z][a-z]{2,}(?:ia|land|stan|mark)")
_SINGLE_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself", "his", "i", "me", "who"})
_GIVERS = frozenset({"by", "from", "of", "with"})
_MAKERS = frozenset({"by", "from"})
_PLACED = frozenset({"in", "by", "from", "of", "on"})
_POSSESSIVE = re.compile(r"(?<=s)['’]$")
_LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|our|my|this|that)\s+", re.IGNORECASE)


class Namer:
    """The names of one document and the word lists of kinds, ready to be asked of one phrase after another."""

    def __init__(self, parse: Doc, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._lexicon = lexicon
        self._titles, offices = words("sources", "person-title"), words("sources", "office")
        self._offices, self._publishing = offices, words("sources", "outlet-noun")
        self.cast: Cast = cast_of(parse, self._titles, offices, self._publishing)
        self.genders = Genders.of(self.cast.mentions, lexicon)
        self._animacy = Animacy(lexicon)
        self._anonymity = Anonymity(lexicon, parse)
        self._businesses = words("sources", "business-name")
        self._bodies = words("sources", "organisation", "government", "outlet", "document")
        self._kinds = (
            (SourceKind.RECORDING, words("sources", "recording")),
            (SourceKind.DOCUMENT, words("sources", "document", "container", "examination")),
            (SourceKind.GROUP, words("sources", "group")),
            (SourceKind.GOVERNMENT, words("sources", "government")),
            (SourceKind.ORGANISATION, words("sources", "organisation")),
            (SourceKind.OUTLET, words("sources", "outlet")),
            (SourceKind.OFFICE, words("sources", "office")),
        )

    def name(self, tokens: Sequence[Token], text: str) -> tuple[SourceKind, str]:
        """Kind and name of a phrase, `text` being its words without asides."""
        if len(tokens) == 1 and text.isupper() and text.title() in self.cast.places:
            return SourceKind.GOVERNMENT, text.title()
        lower, head = f" {text.lower()} ", head_of(tokens)
        if head.pos_ == "PROPN" and head.text in self.cast.acronyms and not any(t.pos_ == "NOUN" for t in tokens):
            return SourceKind.ORGANISATION, self.cast.acronyms[head.text]
        if _is_many_as_one(tokens, head):
            return SourceKind.ORGANISATION, _plain(text)
        if self._unnamed(tokens, head):
            return SourceKind.ANONYMOUS, _plain(text)
        giver = self._giver(head) or self._publication(head)
        if giver:
            return self.name(giver, described(giver, words_of(giver)))
        body = self._body(tokens, head)
        if body:
            return body
        return self._named(tokens, head, lower, text)

    def _named(self, tokens: Sequence[Token], head: Token, lower: str, text: str) -> tuple[SourceKind, str]:
        run = next((r for r in name_runs(tokens) if head in r), [])
        if run and name_of(run) in self.cast.outlets:
            return SourceKind.OUTLET, _plain(text)
        person = self.person(tokens)
        if person:
            return SourceKind.PERSON, person
        bearer = self._bearer(tokens, head)
        if bearer:
            return SourceKind.PERSON, bearer
        common = self._by_noun(tokens, head, lower)
        role = self._head_of_state() if " head of state" in lower else self.cast.roles.get(head.lower_)
        if common is SourceKind.OFFICE and role and head.tag_ in ("NN", "NNP") and self._serves(role, head):
            return SourceKind.PERSON, role
        if common:
            return common, _plain(text)
        whole = self.cast.firsts.get(head.text) if len(tokens) == 1 and head.pos_ == "PROPN" else None
        paper = whole is not None and whole.split()[-1].lower() in self._lexicon.words("sources", "outlet")
        if whole and not paper and self._is_body(whole, [head]):
            return SourceKind.ORGANISATION, whole
        return self._by_shape(tokens, head), _plain(text)

    def _serves(self, name: str, role: Token) -> bool:
        """Whether a holder of a role holds it for those named here, as far as the text says for whom: "the union's
        spokesman" is not the ministry's.
        """
        here, there = owners_of(role), self.cast.serving.get((name, role.lower_), frozenset())
        return not here or not there or bool(here & there)

    def _bearer(self, tokens: Sequence[Token], head: Token) -> str | None:
        """The name of one word beside a noun for a person: "her brother, Piet"."""
        persons = self._lexicon.words("sources", "person-noun", "trade", "at-work")
        if head.tag_ != "NN" or head.lower_ not in persons - self._bodies:
            return None
        beside = [t for t in tokens if t.dep_ == "appos" and t.head == head and t.pos_ == "PROPN"]
        named = next((name_of(run) for run in name_runs(tokens) if beside and beside[0] in run), None)
        return None if named is None or named in self.cast.places else self.cast.full.get(named, named)

    def _head_of_state(self) -> str | None:
        """The one person who is called president, king or queen, where the text gives one."""
        offices = self._lexicon.words("sources", "head-of-state")
        holders = {name for office in offices for name in self.cast.holders.get(office, ())}
        return min(holders) if len(holders) == 1 else None

    def _unnamed(self, tokens: Sequence[Token], head: Token) -> bool:
        if head.lower_ in self._lexicon.words("cues", "insider") and self._is_outlets(head):
            return True
        return self._anonymity.is_unnamed(tokens, head, frozenset(self.cast.holders))

    def _is_outlets(self, noun: Token) -> bool:
        """Whether a noun is owned by an outlet: "the Courier's man in the ministry"."""
        outlets = self._lexicon.words("sources", "outlet")
        return any(c.dep_ == "poss" and (c.lower_ in outlets or c.text in self.cast.outlets) for c in noun.children)

    def _giver(self, head: Token) -> list[Token]:
        """Whose words they are in "information from X", "a statement by X", "X's account"."""
        examines = head.lower_ in self._lexicon.words("sources", "examination")
        if not examines and head.lower_ not in self._lexicon.words("sources", "container"):
            return []
        makers = [c for p in head.children if examines and p.lower_ == "of" for c in _makers_behind(p)]
        for child in (*head.children, *makers):
            named = child if child.dep_ == "poss" and child.pos_ != "PRON" else None
            givers = _MAKERS if examines else _GIVERS
            if child.dep_ == "prep" and child.lower_ in givers and child.i > head.i:
                named = next((c for c in child.children if c.dep_ == "pobj"), None)
            if named is not None and self._animacy.may_speak(named):
                return [t for t in noun_phrase(named) if t.tag_ != "POS" and t != head]
        return []

    def _publication(self, head: Token) -> list[Token]:
        """The outlet of "a report in the Courier": whose word it is is never the report's."""
        if head.lower_ not in self._lexicon.words("sources", "press-piece"):
            return []
        owners = [c for c in head.children if c.dep_ in ("poss", "compound", "nmod") and c.i < head.i]
        owners += [g for c in head.children if c.lower_ in _PLACED for g in c.children if g.dep_ == "pobj"]
        phrases = ([t for t in noun_phrase(owner) if t.tag_ != "POS" and t != head] for owner in owners)
        runs = (
            list(name_runs(p))[-1:] if o.dep_ in ("compound", "nmod") else [p]
            for o, p in zip(owners, phrases, strict=True)
        )
        named = (p for run in runs for p in run if any(t.pos_ == "PROPN" for t in p))
        return next((p for p in named if self.name(p, words_of(p))[0] is SourceKind.OUTLET), [])

    def person(self, tokens: Sequence[Token]) -> str | None:
        """The full name of the person that the phrase names, if it names one: not so "Marr" in "Marr's aides"."""
        head = head_of(tokens)
        runs = [r for r in name_runs(tokens) if not _only_tells_whose(r, tokens) and not _is_beyond(r, head)]
        for run in sorted(runs, key=lambda r: head not in r):
            titled = title_end(run, self._titles)
            name = name_of(run[titled:])
            if not name or self._is_body(name, run) or (_possesses(run) and len(tokens) > len(run) + 1):
                continue
            full = self.cast.full.get(name, name)
            if full in self.cast.people or titled or self._is_full_name(full):
                return full
        if len(tokens) == 1 and head.text in self.cast.full and head.pos_ in _MISTAKEN and head.text.istitle():
            return self.person_called(head.text)
        return None

    def person_called(self, last: str) -> str | None:
        """The full name of the person whose last name stands alone, which the parser took for a word: "Sanders"."""
        full = self.cast.full[last]
        return full if full in self.cast.people or self._is_full_name(full) else None

    def _is_full_name(self, name: str) -> bool:
        """Whether a name of several words is a person's as far as the text tells."""
        words = name.lower().split()
        known = self._lexicon.words("places") | self._lexicon.words("sources", "government")
        if len(words) < 2 or name in self.cast.places or name.lower() in known:
            return False
        if self.genders.is_given_name(words[0]):
            return True
        given = any(map(self.genders.is_given_name, words[:-1]))
        return name not in self.cast.bodies and (given or words[-1] not in self._titles)

    def _body(self, tokens: Sequence[Token], head: Token) -> tuple[SourceKind, str] | None:
        """Kind and name of the body in "the operator, Harbour Link", of the outlet in "the channel Tide": a noun with a
        name set beside it.
        """
        prints = head.lower_ in self._publishing or is_news_site(head)
        if head.pos_ != "NOUN" or not (prints or head.lower_ in self._lexicon.words("sources", "organisation")):
            return None
        beside = [t for t in tokens if t.dep_ == "appos" and t.head == head and t.pos_ == "PROPN"]
        runs = [run for run in name_runs(tokens) if beside and beside[0] in run]
        name = name_of(runs[0]) if runs else None
        if name is None or self._is_bearer(head, name):
            return None
        return (SourceKind.OUTLET if prints else SourceKind.ORGANISATION), name

    def _is_bearer(self, noun: Token, name: str) -> bool:
        """Whether the name beside a noun for bodies or persons ("guard", "owner") is a person's."""
        if name in self.cast.people or self.genders.is_given_name(name.split(maxsplit=1)[0]):
            return True
        return self._may_be_person(noun) and " " in name

    def _may_be_person(self, noun: Token) -> bool:
        """Whether a noun such as "guard" is a person: so not in "the coast guard"."""
        if noun.lower_ not in self._lexicon.words("sources", "person-or-body") or noun.tag_ != "NN":
            return False
        bodies = self._lexicon.words("sources", "body-modifier")
        return not any(c.lower_ in bodies for c in noun.children)

    def _is_body(self, name: str, run: Sequence[Token]) -> bool:
        given, *others = name.lower().split()
        words = {*others} if others and self.genders.is_given_name(given) else {given, *others}  # "Bill Marr"
        before = [t for t in run[0].doc[max(0, run[0].i - 2) : run[0].i] if not t.is_quote]
        if words & self._bodies or name.lower().split()[-1] in self._businesses:
            return True
        if not before or before[-1].lower_ == "the":
            return bool(before)
        return before[-1].lower_ in self._bodies and not self._apt(before[-1], name)

    def _apt(self, noun: Token, name: str) -> bool:
        """Whether "guard Rurik Vane" and "mill owner Rurik Vane" name a person and not a body."""
        holds = noun.lower_ in self._offices and " " in name
        return noun.dep_ != "appos" and (holds or self._is_bearer(noun, name))

    def _by_noun(self, tokens: Sequence[Token], head: Token, lower: str) -> SourceKind | None:
        noun = noun_of(tokens, head)
        if head.pos_ == "PROPN" and not _is_common(tokens, head) and not head.text.islower():
            named = _NAMED | {SourceKind.OFFICE} if tokens[0].lower_ == "the" else _NAMED
            kinds = [k for k in self._kinds if k[0] in named]
        elif noun in self._lexicon.words("sources", "official") and head.tag_ == "NNS":
            return SourceKind.GOVERNMENT
        elif self._may_be_person(head):
            return SourceKind.PERSON
        else:
            kinds = list(self._kinds)
        phrases = (kind for kind, words in kinds if any(" " in w and f" {w} " in lower for w in words))
        return next(phrases, None) or next((kind for kind, words in kinds if noun in words), None)

    def _by_shape(self, tokens: Sequence[Token], head: Token) -> SourceKind:
        mistaken = head.pos_ in _MISTAKEN and head.text.istitle() and self._is_written_as_name(head)
        if head.text.islower() or (head.pos_ != "PROPN" and not mistaken):
            single = head.tag_ in ("NN", "NNP") or head.lower_ in _SINGLE_PRONOUNS
            return SourceKind.PERSON if single else SourceKind.GROUP
        name = " ".join(t.text for t in tokens if t.pos_ == "PROPN") or head.text
        known = name.lower() in self._lexicon.words("places") or _COUNTRY_SHAPE.fullmatch(name) is not None
        if known or name in self.cast.places or name in self.cast.demonyms:
            return SourceKind.GOVERNMENT
        return SourceKind.ORGANISATION

    def _is_written_as_name(self, word: Token) -> bool:
        """Whether a word has its capital within a sentence, there or elsewhere in the text."""
        return not word.is_sent_start or any(word.text in name.split() for name, _ in self.cast.mentions)


def _is_many_as_one(tokens: Sequence[Token], head: Token) -> bool:
    """Whether a plural with a name is a body's name, as its verb is singular: "Friends of the Old Pier insists"."""
    named = any(t.pos_ == "PROPN" and t != head for t in tokens) and head.text[:1].isupper()
    plural = head.tag_ in ("NNS", "NNPS") and head.dep_ == "nsubj" and not any(c.dep_ == "det" for c in head.children)
    return named and plural and (head.head.tag_ == "VBZ" or any(c.lower_ == "has" for c in head.head.children))


def _makers_behind(preposition: Token) -> list[Token]:
    """The "by X" that the parse hung on what was examined: "an analysis of the pictures by X"."""
    return [c for thing in preposition.children for c in thing.children if c.lower_ == "by" and c.dep_ == "prep"]


def _is_common(tokens: Sequence[Token], head: Token) -> bool:
    """Whether a capital is but that of a sentence's first word: "Footage showed"."""
    return head.is_sent_start is True and len(tokens) == 1


def _only_tells_whose(run: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether a name stands before a noun of the phrase and only says whose: "Holt" in "Holt campaign aides"."""
    last = run[-1]
    before = last.dep_ in ("compound", "nmod", "poss", "amod") and last.head.i > last.i
    return before and last.head in tokens and last.head not in run


def _is_beyond(run: Sequence[Token], head: Token) -> bool:
    """Whether a name stands behind a preposition in a phrase: "Holt" in "a letter to Holt"."""
    if head in run or head.i > run[-1].i or bears_title(run[0]):
        return False
    word = run[-1]
    while word != head and word.head != word:
        if word.dep_ == "prep":
            return word.i > head.i
        word = word.head
    return False


def _possesses(run: Sequence[Token]) -> bool:
    """Whether a name only says whose: "Harbour Link" in "Harbour Link's director"."""
    return run[-1].i + 1 < len(run[-1].doc) and run[-1].nbor().tag_ == "POS"


def head_of(tokens: Sequence[Token]) -> Token:
    """The word of a phrase on which the others hang."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])


def noun_of(tokens: Sequence[Token], head: Token) -> str:
    """The head's word in lower case; of two parts with a hyphen between them, both."""
    inside = {t.i for t in tokens}
    doc = head.doc
    if head.i + 2 in inside and doc[head.i + 1].text == "-":
        return f"{head.lower_}-{doc[head.i + 2].lower_}"
    return head.lower_


def described(tokens: Sequence[Token], text: str) -> str:
    """The words of a phrase without relative clauses, participles and asides after its head."""
    head = head_of(tokens)
    last = head.i + 2 if "-" in noun_of(tokens, head) and "-" not in head.text else head.i
    for child in head.children:
        if child.i > last and _sets_off(child):
            return words_of([t for t in tokens if t.i < child.left_edge.i]).strip(" ,;-(")
    return text


def words_of(tokens: Sequence[Token]) -> str:
    """The words of neighbouring tokens as they stand."""
    return "".join(t.text_with_ws for t in tokens).strip()


def _sets_off(child: Token) -> bool:
    return child.dep_ in ("relcl", "acl", "appos", "advcl", "amod") or child.text in (",", "(", ";")


def _plain(text: str) -> str:
    """A phrase as a name: without its leading article or possessive, white space made single."""
    return _POSSESSIVE.sub("", _LEADING.sub("", " ".join(text.split())))


def with_hyphened(phrase: list[Token]) -> list[Token]:
    """A phrase with the second part of its last word: "mail" of "a leaked e-mail"."""
    doc, last = phrase[-1].doc, phrase[-1].i
    joined = last + 2 < len(doc) and doc[last + 1].text == "-" and not phrase[-1].whitespace_
    return [*phrase, doc[last + 1], doc[last + 2]] if joined else phrase
