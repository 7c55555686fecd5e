"""Invented articles in two versions: the second is the first after an editor's hand, and what became of each sentence.

A sentence is what it is by its words and by what it leans on: the same words after another antecedent say something
else, and the same words a second time are another place. Everything follows from the seed.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sayso.model import Document, Mark, MarkKind, Metadata, Span, document_id

__all__ = ["EDITS", "Article", "Meaning", "Sentence", "edit", "write_article"]

_SURNAMES = ["Holt", "Brandvik", "Oduya", "Lantz", "Pereval", "Quist", "Maddern", "Sorrel", "Tannick", "Ibarne"]
_FIRST = {"she": ["Ilse", "Marta", "Odile", "Renna"], "he": ["Jonas", "Petrus", "Abel", "Corin"]}
_OFFICES = ["mayor", "harbour master", "fire chief", "minister of transport", "union leader", "chief engineer"]
_BODIES = ["Karst Rail", "the Harbour Board", "the Ministry of Transport", "Velden Power", "the coast guard"]
_PLACES = ["Tolm", "Lower Vessa", "Ostrand", "Pell Bay", "Karrow", "Linden Quay"]
_THINGS = ["carriages", "houses", "pumps", "lorries", "boats", "cranes"]
_DONE = ["destroyed", "damaged", "flooded", "inspected", "moved", "sold"]
_STATES = ["open", "closed", "safe", "full", "empty", "guarded"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
_CUES = ["said", "insisted", "announced", "claimed"]
_SIGHTS = [
    "Rain fell on",
    "Crowds gathered in",
    "The power failed in",
    "Traffic stood still in",
    "Sirens were heard in",
]
_NUMBER = re.compile(r"\b\d+\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with the places, in them, of source, cue and content; `ident` is kept by an edit that leaves them alone.

    `speaker` is the name of whoever speaks, "" where that is for what stands before to tell (`leans`), None where
    nobody does.
    """

    ident: int
    text: str
    source: str | None
    cue: str | None
    content: str
    speaker: str | None
    pronoun: str = ""
    leans: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """Sentences in order, in paragraphs (`breaks` numbers those that open one), with the foot of the page."""

    sentences: tuple[Sentence, ...]
    breaks: frozenset[int]
    published: str
    foot: str
    marks: tuple[str, str]

    def document(self) -> tuple[Document, tuple[Span, ...]]:
        """The article as a document at an address of its own, and the places of its sentences."""
        text, places = "", []
        for number, sentence in enumerate(self.sentences):
            text += ("\n\n" if number in self.breaks else " ") if number else ""
            words = sentence.text.replace("“", self.marks[0]).replace("”", self.marks[1])
            places.append(Span(len(text), len(text) + len(words)))
            text += words
        foot = Span(len(text) + 2, len(text) + 2 + len(self.foot))
        text += f"\n\n{self.foot}"
        about = Metadata(
            title="An article", outlet="The Pell Courier", published=self.published, url="https://pell.example/a/1"
        )
        marks = (Mark(foot, MarkKind.BOILERPLATE),)
        return Document(document_id(text, about), text, about, "a.html", marks=marks), tuple(places)

    def meanings(self) -> list["Meaning"]:
        """What each sentence is."""
        words = [sentence.text for sentence in self.sentences]
        found: list[Meaning] = []
        for n, sentence in enumerate(self.sentences):
            beside = ("".join(words[max(0, n - 1) : n]), "".join(words[n + 1 : n + 2]))
            alone = sentence.leans or words.count(sentence.text) == 1
            found.append(Meaning(sentence.text, self._leant_on(n, found), sentence.ident, beside, alone))
        return found

    def _leant_on(self, number: int, found: Sequence["Meaning"]) -> tuple[object, ...]:
        """What a sentence leans on: the name of whoever is spoken of as "he", and what "it" is that is denied."""
        sentence = self.sentences[number]
        if not sentence.leans:
            return ()
        said = next((n for n in range(number - 1, -1, -1) if self.sentences[n].cue), None)
        answered = None if said is None or sentence.content != "it" else (found[said].words, found[said].leant_on)
        return self.speaker(number), answered

    def speaker(self, number: int) -> str | None:
        """Whose word a sentence is: for "he" whoever was named last of whom that may be said; None where nobody was."""
        sentence = self.sentences[number]
        if not sentence.leans:
            return sentence.speaker
        pronoun = (sentence.source or "").lower()
        return next((s.speaker for s in reversed(self.sentences[:number]) if s.pronoun == pronoun), None)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence says: its words and what they lean on; and, where the same words stand twice, which it is."""

    words: str
    leant_on: tuple[object, ...]
    ident: int
    beside: tuple[str, str]
    alone: bool

    def is_same(self, other: "Meaning") -> bool:
        """Whether a judgement on the one may bear on the other."""
        if (self.words, self.leant_on) != (other.words, other.leant_on):
            return False
        return self.ident == other.ident or self.beside == other.beside or (self.alone and other.alone)


def write_article(rng: random.Random) -> Article:
    """An article of eight to sixteen sentences."""
    sentences: list[Sentence] = []
    for ident in range(rng.randint(8, 16)):
        sentences.append(_sentence(rng, ident, sentences))
    breaks = frozenset(n for n in range(1, len(sentences)) if rng.random() < 0.4)
    return Article(tuple(sentences), breaks, "2031-04-07", f"Read more: {rng.choice(_PLACES)} in pictures", ("“", "”"))


def edit(article: Article, rng: random.Random) -> Article:
    """The article after one to five edits."""
    for _ in range(rng.randint(1, 5)):
        article = EDITS[rng.choice(sorted(EDITS))](article, rng)
    return article


def _sentence(rng: random.Random, ident: int, before: Sequence[Sentence]) -> Sentence:
    """A sentence of any kind; a pronoun only where it stands for whoever was named last."""
    pronoun = rng.choice(["he", "she"])
    name = f"{rng.choice(_FIRST[pronoun])} {rng.choice(_SURNAMES)}"
    body, cue, day = rng.choice(_BODIES), rng.choice(_CUES), rng.choice(_DAYS)
    said = _assertion(rng)
    he = next((s.pronoun.title() for s in reversed(before) if s.pronoun), "")
    kind = rng.randrange(7) if he else rng.choice([0, 1, 2, 5, 6])
    if kind == 0:
        text = f"{name}, the {rng.choice(_OFFICES)}, {cue} on {day} that {said}."
        return Sentence(ident, text, name, cue, f"that {said}", name, pronoun)
    if kind == 1:
        return Sentence(ident, f"“{_first(said)},” {name} {cue}.", name, cue, _first(said), name, pronoun)
    if kind == 2:
        text = f"According to {body}, {said}."
        return Sentence(ident, text, body, "According to", said, body)
    if kind == 3:
        return Sentence(ident, f"{he} {cue} that {said}.", he, cue, f"that {said}", "", leans=True)
    if kind == 4:
        return Sentence(ident, f"{he} denied it.", he, "denied", "it", "", leans=True)
    if kind == 5:
        text = f"{_first(body)} denied on {day} that {said}."
        return Sentence(ident, text, _first(body), "denied", f"that {said}", body)
    text = f"{rng.choice(_SIGHTS)} {rng.choice(_PLACES)} all through the night of {day}."
    return Sentence(ident, text, None, None, text[:-1], None)


def _assertion(rng: random.Random) -> str:
    place = rng.choice(_PLACES)
    if rng.random() < 0.5:
        return f"{rng.randint(2, 40)} {rng.choice(_THINGS)} had been {rng.choice(_DONE)} in {place}"
    return f"the bridge at {place} was {rng.choice(_STATES)} at that time of the night"


def _first(words: str) -> str:
    return words[0].upper() + words[1:]


def _fresh(article: Article) -> int:
    return max((sentence.ident for sentence in article.sentences), default=0) + 1000


def _with(article: Article, sentences: Sequence[Sentence]) -> Article:
    return replace(article, sentences=tuple(sentences))


def _insert(article: Article, rng: random.Random) -> Article:
    at = rng.randint(0, len(article.sentences))
    new = _sentence(rng, _fresh(article), article.sentences[:at])
    return _with(article, [*article.sentences[:at], new, *article.sentences[at:]])


def _delete(article: Article, rng: random.Random) -> Article:
    if len(article.sentences) < 3:
        return article
    at = rng.randrange(len(article.sentences))
    return _with(article, [*article.sentences[:at], *article.sentences[at + 1 :]])


def _move(article: Article, rng: random.Random) -> Article:
    rest = [*article.sentences]
    moved = rest.pop(rng.randrange(len(rest)))
    rest.insert(rng.randint(0, len(rest)), moved)
    return _with(article, rest)


def _copy(article: Article, rng: random.Random) -> Article:
    """The same words once more, elsewhere."""
    at = rng.randint(0, len(article.sentences))
    twin = replace(rng.choice(article.sentences), ident=_fresh(article))
    return _with(article, [*article.sentences[:at], twin, *article.sentences[at:]])


def _reworded(sentence: Sentence, change: Callable[[str], str], ident: int) -> Sentence:
    content = change(sentence.content)
    return replace(sentence, ident=ident, text=sentence.text.replace(sentence.content, content, 1), content=content)


def _negated(words: str) -> str:
    return re.sub(r"\b(was|had)\b", r"\1 not", words, count=1)


def _twisted(article: Article, sentence: Sentence, rng: random.Random) -> Sentence:
    """A sentence that is almost the same: another number, place or state, the contrary, or the word of another."""
    ident, way = _fresh(article), rng.randrange(5)
    if way == 0:
        return _reworded(sentence, lambda w: _NUMBER.sub(lambda m: str(int(m[0]) + rng.randint(1, 9)), w), ident)
    if way == 1:
        return _reworded(sentence, _negated, ident)
    if way == 2:
        return _reworded(sentence, lambda w: w.replace(rng.choice(_PLACES), rng.choice(_PLACES)), ident)
    if way == 3 and sentence.cue in _CUES:
        new = rng.choice([cue for cue in _CUES if cue != sentence.cue])
        return replace(sentence, ident=ident, cue=new, text=sentence.text.replace(f" {sentence.cue}", f" {new}", 1))
    if sentence.speaker and sentence.source == sentence.speaker:
        name = f"{sentence.speaker.split()[0]} {rng.choice(_SURNAMES)}"
        return replace(
            sentence, ident=ident, source=name, speaker=name, text=sentence.text.replace(sentence.source, name, 1)
        )
    return sentence


def _alter(article: Article, rng: random.Random) -> Article:
    at = rng.randrange(len(article.sentences))
    new = _twisted(article, article.sentences[at], rng)
    return _with(article, [*article.sentences[:at], new, *article.sentences[at + 1 :]])


def _lookalike(article: Article, rng: random.Random) -> Article:
    at = rng.randint(0, len(article.sentences))
    new = _twisted(article, rng.choice(article.sentences), rng)
    return _with(article, [*article.sentences[:at], new, *article.sentences[at:]])


def _replace_by_lookalike(article: Article, rng: random.Random) -> Article:
    """One sentence gone, and one much like it elsewhere."""
    at = rng.randrange(len(article.sentences))
    new = _twisted(article, article.sentences[at], rng)
    if new == article.sentences[at]:
        return article
    rest = [*article.sentences[:at], *article.sentences[at + 1 :]]
    rest.insert(rng.randint(0, len(rest)), new)
    return _with(article, rest)


def _reset(article: Article, rng: random.Random) -> Article:
    """The same words in another layout, with other quotation marks and another foot of the page."""
    breaks = frozenset(n for n in range(1, len(article.sentences)) if rng.random() < 0.4)
    return replace(article, breaks=breaks, foot=f"Also read: {rng.choice(_PLACES)}", marks=('"', '"'))


EDITS: dict[str, Callable[[Article, random.Random], Article]] = {
    "insert": _insert,
    "delete": _delete,
    "move": _move,
    "copy": _copy,
    "alter": _alter,
    "lookalike": _lookalike,
    "replace by lookalike": _replace_by_lookalike,
    "set anew": _reset,
}
