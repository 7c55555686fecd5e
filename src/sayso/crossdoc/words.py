"""Words made comparable: a lemma's term is its synonym group, or its stem; opposites share a term and differ in sign.

First step of comparing, used by every other part of `sayso.crossdoc`. Invariant: a term depends on the word and the
word lists alone, never on the story.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.lexicon import load_lexicon

__all__ = ["Term", "Vocabulary", "load_vocabulary", "plain_words", "stem"]

_WORD = re.compile(r"[^\W_]+(?:[-.:][^\W_]+)*")
_SUFFIXES = (
    "isations", "izations", "isation", "ization", "fulness", "ousness", "iveness", "ements", "ations", "itions",
    "ement", "ments", "ation", "ition", "ators", "ating", "ition", "ously", "ingly", "ities", "ness", "ment", "ator",
    "ated", "ates", "ates", "edly", "ions", "ance", "ence", "ally", "ing", "ity", "ies", "ied", "ion", "ate", "ers",
    "ors", "ous", "ive", "ely", "es", "ed", "er", "or", "ly", "al", "y", "e", "s",
)  # fmt: skip
_DEMONYMS = ("ians", "ian", "ans", "an", "ese", "ish", "ia", "a")
_SHORTEST = 4
_LITTLE = 0.35
_SMALL = 12  # numbers up to this are words that two claims may share by chance
_IDIOM = 2  # spaces from which a phrase is found by its words as they stand
_AMBIGUOUS = frozenset({"may", "march", "mar"})  # months that are other words too


@dataclass(frozen=True, slots=True)
class Term:
    """What a word is compared as: "=group", a stem, or "@name"; `opposite` where the word means its contrary."""

    name: str
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists that comparing needs, by lemma and by stem."""

    groups: dict[str, str]
    opposites: dict[str, str]
    function: frozenset[str]
    reporting: frozenset[str]
    vague: frozenset[str]
    pronouns: frozenset[str]
    numerals: frozenset[str]
    calendar: frozenset[str]
    disputing: frozenset[str]
    doubting: frozenset[str]
    answering: frozenset[str]
    withdrawing: frozenset[str]
    idioms: tuple[str, ...]
    reports: frozenset[str]
    tracing: frozenset[str]

    def term(self, word: str) -> Term:
        """The term of a lemma, phrase or plain word, lower case."""
        group = self.groups.get(word) or self.groups.get(stem(word))
        opposite = self.opposites.get(group or word)
        name = opposite or group
        return Term(f"={name}" if name else stem(word), opposite is not None)

    def weight(self, word: str) -> float:
        """How much a word tells by its class: 0 for function words, little for words common to all news, else 1."""
        if word in self.function:
            return 0.0
        small = word.isdigit() and int(word) <= _SMALL
        return _LITTLE if small or word in self.reporting or word in self.vague else 1.0


@cache
def load_vocabulary() -> Vocabulary:
    """The English word lists for comparing."""
    lexicon = load_lexicon("en", "common", "cues", "numbers", "opposites", "stances", "synonyms")
    groups = lexicon.group_of("synonyms")
    stems: dict[str, str] = {}
    for word, group in sorted(groups.items()):
        stems.setdefault(stem(word), group)
    opposites = lexicon.trait("opposites", "of")
    return Vocabulary(
        groups={**stems, **groups},
        opposites=opposites,
        function=lexicon.words("common", "function"),
        reporting=lexicon.words("common", "reporting"),
        vague=lexicon.words("common", "vague"),
        pronouns=lexicon.words("common", "pronouns"),
        numerals=lexicon.words("numbers", "units"),
        calendar=lexicon.words("numbers", "months", "weekdays") - _AMBIGUOUS,
        disputing=lexicon.words("stances", "disputing"),
        doubting=lexicon.words("stances", "doubting"),
        answering=lexicon.words("stances", "answering"),
        withdrawing=lexicon.words("stances", "withdrawing"),
        reports=lexicon.words("cues", "report-noun"),
        tracing=lexicon.words("cues", "origin-verb"),
        idioms=tuple(sorted(word for word in groups if word.count(" ") >= _IDIOM)),
    )


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its endings of inflection and derivation; numbers, phrases and short words stay as they are."""
    if not word.isalpha() or len(word) <= _SHORTEST:
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return _undouble(word[: -len(suffix)])
    return word


def name_stem(word: str) -> str:
    """A name's word without the ending that makes a country its people's adjective ("Ukrainian", "Ukraine")."""
    for suffix in _DEMONYMS:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def _undouble(word: str) -> str:
    doubled = len(word) >= _SHORTEST and word[-1] == word[-2]
    return word[:-1] if doubled and word[-1] not in "lsz" else word


def plain_words(text: str) -> list[str]:
    """The words of running text, lower case, possessive endings cut."""
    straight = text.lower().replace("’s", "").replace("'s", "").replace("’", "'")
    return _WORD.findall(straight)
