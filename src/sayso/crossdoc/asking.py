"""The words of a question, made from a claim's own: "When did the lamp go out?" from "the lamp went out at ten".

Used by questions. Invariant: beside question words, auxiliaries and the base form of a predicate, every word is the
claim's; no bracket and no quotation mark is left without its other one; where a clause cannot be turned round, both
wordings are set side by side.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.amounts import CLOCK
from sayso.crossdoc.deeds import is_kept
from sayso.crossdoc.phrasing import as_clause, in_pairs, plain_content
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.words import load_vocabulary, plain_words, stem
from sayso.lexicon import load_lexicon
from sayso.model import Variable

__all__ = ["ask", "ask_whether"]

_LONG = 130  # code points of a wording that still reads as a question
_CHOICE = 6  # of so many wordings, plainest first, the shortest is asked
_ACCUSED = 8  # words in which whoever is accused is named
_TELLING = 5  # words from which a question tells what it is about
_LEADING = {Variable.TIME: "When", Variable.PLACE: "Where", Variable.MANNER: "How", Variable.CAUSE: "Why"}
_RUNNING = frozenset({"that", "which", "who", "when", "if", "while", "and", "but", "-", "–", "—"})
_AND_WAS = re.compile(r",? and (?:was|were|is|are|has|have|had) ")
_SMALL_CHANGE = re.compile(r"^(?:only|just|about|some|around|nearly|almost|at least|up to|no more than) +", re.I)


@dataclass(frozen=True, slots=True)
class _Asking:
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    ends: frozenset[str]
    starts: frozenset[str]
    irregular: frozenset[str]
    forms: Mapping[str, str]


@cache
def _asking() -> _Asking:
    lexicon = load_lexicon("en", "asking")
    return _Asking(
        auxiliaries=lexicon.words("asking", "auxiliary"),
        adverbs=lexicon.words("asking", "adverb"),
        ends=lexicon.words("asking", "phrase"),
        starts=lexicon.words("asking", "starting"),
        irregular=lexicon.words("asking", "irregular"),
        forms=lexicon.trait("asking", "of"),
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause in its parts: subject, auxiliaries, predicate as written and in its base form, what it is done to."""

    subject: str
    auxiliaries: tuple[str, ...]
    verb: str
    base: str
    done_to: str

    @property
    def passive(self) -> bool:
        return bool({"was", "were", "is", "are", "been", "being"} & set(self.auxiliaries))


def ask(variable: Variable, best: Sequence[Profile], profiles: Sequence[Profile]) -> str:
    """The question that the claims answer, in the words of the `best` of them, or of all, that can be turned round."""
    for group in (best, profiles):
        found = _questions(variable, sorted(group, key=_plainness))
        if found:
            text = min(found[:_CHOICE], key=lambda t: (_is_back_to_front(t), len(t.split()) < _TELLING, len(t), t))
            return _asked(text)
    return _side_by_side(variable, sorted(best or profiles, key=_plainness))


def ask_whether(profiles: Sequence[Profile]) -> str | None:
    """The question whether it is so, from the plainest claim that can be turned round; None where none can."""
    found = [text for p in sorted(profiles, key=_plainness) if (text := _whether(p)) is not None]
    text = min(found[:_CHOICE], key=lambda t: (len(t.split()) < _TELLING, len(t), t), default="")
    return _asked(text) if text else None


def _asked(text: str) -> str:
    whole = in_pairs(text)
    return f"{whole[:1].upper()}{whole[1:]}?"


def _whether(profile: Profile) -> str | None:
    """The clause with its auxiliary first ("was the gate open"), or with "did" before it."""
    words = _AND_WAS.split(as_clause(plain_content(profile.claim)))[0].split()
    if profile.claim.gist.negated or not words:
        return None
    order, subject = _accused(words, profile) or _auxiliary_first(words, profile)
    text = " ".join(order).rstrip(".,;:")
    first = _bare(words[0])
    pronouns = load_vocabulary().pronouns - {"there", "this", "that"}
    loose = first in _asking().ends | _asking().auxiliaries - {"there", "this", "that"}
    loose = loose or not pronouns.isdisjoint(map(_bare, subject))
    running = _RUNNING.intersection(map(_bare, subject)) or any(w[-1:] in ",;:" for w in subject)
    return None if loose or running or not subject or len(text) > _LONG else text


def _accused(words: Sequence[str], profile: Profile) -> tuple[list[str], Sequence[str]] | None:
    """Of "accused the mill of hiding a leak" the deed asked for: "did the mill hide a leak"; None where it is none."""
    at = next((i for i, w in enumerate(words[:_ACCUSED]) if i and w in {"of", "for"}), None)
    doing = _bare(words[at + 1]) if at is not None and at + 1 < len(words) else ""
    if at is None or not doing.endswith("ing") or not _is_form(doing, profile.claim.gist.head, ()):
        return None
    return ["did", *words[:at], profile.claim.gist.head.partition(" ")[0], *words[at + 2 :]], words[:at]


def _auxiliary_first(words: Sequence[str], profile: Profile) -> tuple[list[str], Sequence[str]]:
    """The clause in the order of a question, and its subject; both empty where it has no order to turn."""
    gist, bare = profile.claim.gist, [_bare(w) for w in words]
    at = _verb_at(words, profile)
    finite = _asking().auxiliaries - {"be", "been", "being", "do", "having", "not"}
    small = (i for i, w in enumerate(words) if i and w[:1].islower())  # "May" is a month
    first = next((i for i in small if bare[i] in finite and bare[i - 1] != "to"), None)
    if first is not None and (at is None or first < at):
        if bare[first : first + 2] == ["had", "been"]:
            return [_was(words[first - 1]), *words[:first], *words[first + 2 :]], words[:first]
        return [words[first], *words[:first], *words[first + 1 :]], words[:first]
    if at is None or not gist.subject or bare[at] == gist.head:
        return [], ()
    return ["did", *words[:at], gist.head.partition(" ")[0], *words[at + 1 :]], words[:at]


def _was(subject: str) -> str:
    return "were" if subject.endswith("s") else "was"


def _questions(variable: Variable, members: Sequence[Profile]) -> list[str]:
    if variable is Variable.NUMBER:
        return [text for p in members for text in _how_many(p)]
    kept = variable is Variable.MANNER and any(is_kept(p) for p in members)
    clauses = [clause for p in members if (clause := _clause(p)) is not None]
    return [text for clause in clauses if (text := _treated(clause) if kept else _turned(variable, clause))]


def _is_back_to_front(text: str) -> bool:
    """Whether the question word does not come first ("the boat had how many oars")."""
    return text.partition(" ")[0].lower() not in {"how", "what", "when", "where", "why", "who", "by"}


def _plainness(profile: Profile) -> tuple[bool, bool, bool, bool, int, str]:
    """Short whole clauses with a named doer before others."""
    gist, text = profile.claim.gist, profile.claim.content.text
    named = gist.subject or gist.object
    vague = not named or named[-1] in load_vocabulary().pronouns
    whole = bool(gist.subject)
    return vague, not whole, gist.negated, len(text) > _LONG, -len(text), profile.claim.id


def _side_by_side(variable: Variable, members: Sequence[Profile]) -> str:
    about = in_pairs(as_clause(plain_content(members[0].claim)))
    leading = {
        Variable.TIME: "When did this happen",
        Variable.NUMBER: "What is the number",
        Variable.PLACE: "Where did this happen",
        Variable.AGENT: "Who or what did this",
        Variable.MANNER: "How did this happen",
        Variable.CAUSE: "Why did this happen",
    }
    return f"{leading[variable]}: {about}?"


def _clause(profile: Profile) -> _Clause | None:
    """The parts of a clause whose predicate is found in its text; None for a pronoun, a fragment or a negation."""
    gist = profile.claim.gist
    words = as_clause(plain_content(profile.claim)).split()
    if not gist.head or gist.negated or len(words) > 40:
        return None
    particle = gist.head.partition(" ")[2]
    at = _verb_at(words, profile)
    if at is None:
        return None
    first = at
    while first > 0 and _goes_with_verb(_bare(words[first - 1])):
        first -= 1
    auxiliaries = tuple(w for w in map(_bare, words[first:at]) if w in _asking().auxiliaries)
    subject = " ".join(words[:first])
    if not subject or "," in subject or _bare(words[0]) in load_vocabulary().pronouns - {"this", "that", "all"}:
        return None
    rest = words[at + 1 :]
    if particle and rest and _bare(rest[0]) == particle:
        rest = rest[1:]
    return _Clause(subject, auxiliaries, words[at], gist.head, _up_to_phrase(rest))


def _goes_with_verb(word: str) -> bool:
    return word in _asking().auxiliaries or word in _asking().adverbs or word.endswith("ly")


def _bare(word: str) -> str:
    return word.strip(".,;:“”\"‘’'").lower()


def _verb_at(words: Sequence[str], profile: Profile) -> int | None:
    """Where the predicate stands among the words: before its particle, else where a form of it is found."""
    base, _, particle = profile.claim.gist.head.partition(" ")
    bare = [_bare(w) for w in words]
    if particle and particle in bare[2:] and bare[bare.index(particle, 2) - 1][:1] in {base[:1], "w"}:
        return bare.index(particle, 2) - 1
    lemmas = profile.claim.gist.lemmas
    return next((i for i, w in enumerate(bare) if i and _is_form(w, base, lemmas)), None)


def _is_form(word: str, base: str, lemmas: Sequence[str]) -> bool:
    """Whether a word is a form of the verb: by its stem, or, of an irregular one, as a like word that is no lemma."""
    if base == "have":
        return word in {"have", "has", "had"}
    if word == base or stem(word) == stem(base) or _asking().forms.get(word) == base:
        return True
    unlike = word in _asking().auxiliaries or word in lemmas or word in load_vocabulary().function
    return base in _asking().irregular and word[:1] == base[:1] and not unlike and len(word) <= len(base) + 2


def _up_to_phrase(words: Sequence[str]) -> str:
    """The words up to the first that opens a phrase or a clause of its own."""
    kept: list[str] = []
    for word in words:
        bare = _bare(word)
        if bare in _asking().ends or bare.endswith("ly") or bare[:1].isdigit() or bare in load_vocabulary().calendar:
            break
        kept.append(word.rstrip(".,;:"))
        if word[-1:] in ".,;:":
            break
    return " ".join(kept)


def _turned(variable: Variable, clause: _Clause) -> str | None:
    base = clause.base.partition(" ")[0]
    if variable is Variable.AGENT:
        return _by_whom(clause)
    if variable is Variable.CAUSE and clause.base in _asking().starts:
        if clause.base == "ignite" and not clause.passive:
            return None
        return f"What caused {clause.subject if clause.passive or not clause.done_to else clause.done_to}"
    if variable is Variable.CAUSE and base == "reason":
        return None
    return f"{_LEADING[variable]} {_inverted(clause, variable)}"


def _treated(clause: _Clause) -> str | None:
    thing = clause.subject if clause.passive else clause.done_to
    return f"What was done with {thing}" if thing else None


def _by_whom(clause: _Clause) -> str | None:
    if clause.passive:
        return f"by whom or what {_inverted(clause, Variable.AGENT)}"
    return f"who or what {' '.join((*clause.auxiliaries, clause.verb))} {clause.done_to}" if clause.done_to else None


def _inverted(clause: _Clause, variable: Variable) -> str:
    """The clause with its auxiliary before its subject: "did the lamp go out", "has the gate been opened"."""
    if clause.auxiliaries:
        first, *others = clause.auxiliaries
        if [first, *others] == ["had", "been"]:
            first, others = _was(clause.subject), []
        if variable is Variable.TIME and not others and first in {"has", "have", "had"}:
            return " ".join(part for part in ("did", clause.subject, clause.base, clause.done_to) if part)
        particle = clause.base.partition(" ")[2]
        parts = [first, clause.subject, *others, clause.verb.rstrip(".,;:"), particle]
    else:
        parts = ["did", clause.subject, clause.base]
    passive = clause.passive
    return " ".join(part for part in (*parts, "" if passive else clause.done_to) if part)


def _how_many(profile: Profile) -> Iterator[str]:
    """The content with its one number asked for."""
    wanted = [q for q in profile.quantities if q.unit != CLOCK]
    text = as_clause(plain_content(profile.claim))
    if len(wanted) != 1 or wanted[0].high == 1 or text.lower().count(wanted[0].text.lower()) != 1:
        return
    number = wanted[0].text
    at = text.lower().index(number.lower())
    before, after = text[:at], text[at + len(number) :]
    after = re.sub(r"^ ?(?:%|per ?cent)", "", after)
    asked = "what percentage" if wanted[0].unit == "percent" else "how many"
    before = _SMALL_CHANGE.sub("", before) if len(before.split()) <= 3 else before
    if not plain_words(before):
        yield f"{asked}{after}"
        return
    yield _fronted(profile, before.strip(), asked, after) or f"{before}{asked}{after}"


def _fronted(profile: Profile, before: str, asked: str, after: str) -> str | None:
    """The number and what it counts put first: "how many oars did the boat have"."""
    words, base = before.split(), profile.claim.gist.head
    if not profile.claim.gist.subject:
        return None
    at = _verb_at(words, profile)
    counted = _up_to_phrase(after.split())
    if at is None or (not counted and asked == "how many"):
        return None
    first = at
    while first > 0 and _bare(words[first - 1]) in _asking().auxiliaries:
        first -= 1
    subject, auxiliaries, rest = words[:first], words[first:at], words[at + 1 :]
    broken = any(w.endswith(",") for w in subject) or (rest and _bare(rest[-1]) in {"the", "a", "an", "its", "their"})
    if not subject or broken or _bare(subject[0]) in _asking().ends:
        return None
    if auxiliaries:
        order = [auxiliaries[0], *subject, *auxiliaries[1:], words[at], *rest]
    else:
        order = ["did", *subject, base, *rest]
    return " ".join([asked, counted, *order]).replace("  ", " ")
