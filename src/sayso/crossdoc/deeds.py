"""A claim as a deed with slots: what is done or happens to which thing, by whom, where, how and why.

Stands between profiles and contrasts. Invariant: a slot is filled only by words of the claim itself; what the claim
leaves out is open, and open slots differ from nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.words import load_vocabulary, name_stem, plain_words
from sayso.lexicon import load_lexicon

__all__ = ["OUTAGE", "Deed", "Filler", "deeds_of", "is_kept", "is_unheld", "load_deeds"]

OUTAGE = "outage"
_EFFECT, _RECORD, _KEEP, _CAUSE, _DIE = "effect", "record", "keep", "cause", "die"
_CAUSES = frozenset({"cause"})
_STARTS = frozenset({"begin", "kindle"})
_RECORDINGS = frozenset({"=video", "=picture"})
_RECORDING = frozenset({"record", "film", "videotape", "photograph"})  # verbs of which "it" is a recording
_WHERE = frozenset({"in", "at", "on", "near", "inside", "outside", "off", "under", "behind", "beside", "into", "onto"})
_REASON = re.compile(r"\b(?:because of|due to|owing to|as a result of|on account of) ((?:[\w'’-]+ ?){1,5})")
_OF_NAME = re.compile(r"\b([\w-]+?)s? (?:of|from) (?:the )?([A-Z][\w-]+)")
_NOT = re.compile(r"\b(?:not|never)\b(?! only)|n[’']t\b")
_FURTHER = re.compile(
    r"\b([\w-]+),? (that|which|who|and) (?:had |has |then |later )?([\w-]+(?: off| out| up| to)?) ((?:[\w'’-]+ ?){1,5})"
)
_REACH = 4  # words between a predicate and the adverb that tells how


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: the term of its noun, the terms of its other words, its names, and its words."""

    noun: str
    others: frozenset[str]
    names: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed or happening of a claim. `thing` is the term of what it is done to ("" for a pronoun), `marks` tell it
    from others of its kind; `act` where somebody does it, and not where it comes of itself; `one` where one thing is
    meant, to which it can be done by one doer, at one place, in one way; `aside` where it is not the claim's predicate.
    """

    profile: Profile
    family: str
    asks: frozenset[str]
    thing: str
    marks: frozenset[str]
    act: bool
    one: bool
    agent: Filler | None = None
    cause: Filler | None = None
    places: tuple[Filler, ...] = ()
    manners: frozenset[str] = frozenset()
    aside: bool = False

    @property
    def planned(self) -> bool:
        """Whether it is said to come, and not to have come."""
        return self.profile.claim.gist.planned

    @property
    def whole(self) -> bool:
        """Whether one thing is meant, or all of several ("the crates")."""
        thing = self.profile.claim.gist.object or self.profile.claim.gist.subject
        text = self.profile.claim.content.text.lower()
        return self.one or bool(thing and re.search(rf"\b(?:the|all|every) (?:\w+ )?{re.escape(thing[-1])}", text))


@dataclass(frozen=True, slots=True)
class DeedWords:
    """The word lists of deeds: term → group, and of each group its family, what it asks, and what it excludes; in those
    of `each`, every predicate is a family of its own.
    """

    groups: Mapping[str, str]
    family: Mapping[str, str]
    each: frozenset[str]
    asks: Mapping[str, frozenset[str]]
    excludes: Mapping[str, frozenset[str]]
    manners: Mapping[str, str]
    marks: frozenset[str]
    mishaps: frozenset[str]


@cache
def load_deeds() -> DeedWords:
    """The English word lists of deeds, by term."""
    lexicon = load_lexicon("en", "deeds", "fillers")
    vocabulary = load_vocabulary()
    groups: dict[str, str] = {}
    for word, group in sorted(lexicon.group_of("deeds").items()):
        groups[word] = group
        term = vocabulary.term(word)
        if " " not in word and not term.opposite:
            groups.setdefault(term.name, group)
    entries = lexicon.lists["deeds"]
    return DeedWords(
        groups=groups,
        family={g.name: g.traits.get("family", g.name) for g in entries},
        each=frozenset(g.name for g in entries if g.traits.get("alike") == "each"),
        asks={g.name: _listed(g.traits.get("asks", "")) for g in entries},
        excludes={g.name: _listed(g.traits["excludes"]) for g in entries if "excludes" in g.traits},
        manners={w: g.name for g in lexicon.lists["fillers"] if "manner" in g.traits for w in g.words},
        marks=lexicon.words("fillers", "part of a place"),
        mishaps=frozenset(vocabulary.term(w).name for w in lexicon.words("fillers", "mishap")),
    )


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def deeds_of(profile: Profile) -> tuple[Deed, ...]:
    """The deeds a claim tells of: that of its predicate, and those of relative clauses in it ("that cut the cable")."""
    main = _main(profile)
    return (*(() if main is None else (main,)), *_further(profile))


def is_kept(profile: Profile) -> bool:
    """Whether the claim says that a thing stayed as it was."""
    return any(deed.family == _KEEP for deed in deeds_of(profile))


def is_unheld(profile: Profile) -> bool:
    """Whether the content says that something is not so at its time or number; "not before May" gives a time."""
    bounded = {"before", "until"} & {a[0] for a in profile.claim.gist.adjuncts}
    return not bounded and bool(_NOT.search(profile.claim.content.text))


def _main(profile: Profile) -> Deed | None:
    gist = profile.claim.gist
    group = _group(profile)
    if group == "move off":
        return _deed(profile, _KEEP, gist.object or gist.subject) if gist.negated else None
    if gist.negated:
        return None
    if group is None:
        dated = gist.head in {"be", "date"} and {"from", "of"} & {a[0] for a in gist.adjuncts}
        found = _deed(profile, _RECORD, gist.subject) if dated else None
        return found if found is not None and found.thing else None
    if group == _CAUSE:
        return _caused(profile)
    return _deed(profile, group, gist.object or gist.subject)


def _group(profile: Profile) -> str | None:
    """The group of the predicate, with the word beside it where both are listed as one ("let go", "went dead")."""
    gist, groups = profile.claim.gist, load_deeds().groups
    pairs = [" ".join(p) for p in pairwise(gist.lemmas) if gist.head in p]
    listed = next((groups[p] for p in pairs if p in groups), None)
    opposite = load_vocabulary().term(gist.head).opposite
    return listed or groups.get(gist.head) or (None if opposite else groups.get(profile.head))


def _deed(profile: Profile, group: str, words: tuple[str, ...]) -> Deed | None:
    """The deed of `group` done to what `words` name; None where a deed of its kind cannot be done to it."""
    if not words:
        return None
    gist, deeds = profile.claim.gist, load_deeds()
    thing = _noun(words, profile)
    if group == _RECORD and thing and thing not in _RECORDINGS:
        return None
    if group == _RECORD and (thing or gist.head in _RECORDING):
        thing = min(_RECORDINGS)
    if group in _STARTS and thing and thing not in deeds.mishaps:
        return None
    does = bool(gist.subject and gist.object and gist.subject != gist.object)
    family = _family(group, profile.head)
    agent = _filler(gist.subject, profile) if does else _by(profile)
    return Deed(
        profile,
        family,
        deeds.asks[group],
        thing,
        _marks(words, profile),
        act=does or bool(gist.object),
        one=family in (_RECORD, _KEEP) or _is_one(words[-1], profile),
        agent=None if family == _EFFECT else agent,
        cause=_because(profile, group) or (agent if family == _EFFECT else None),
        places=tuple(_places(profile)),
        manners=_manners(profile),
    )


def _family(group: str, term: str) -> str:
    """The family of a deed of `group` told by a word of the term `term`."""
    deeds = load_deeds()
    if group in _STARTS:
        return _EFFECT
    return term if group in deeds.each else deeds.family[group]


def _caused(profile: Profile) -> Deed | None:
    """What "X caused Y" and "X was the reason for Y" tell: of an event, or of a deed that a noun names ("silence")."""
    gist = profile.claim.gist
    object_ = () if gist.object[-1:] == (gist.head,) else gist.object
    behind = [w for a in gist.adjuncts if a[0] in {"for", "of"} for w in a[1:]]
    words = object_ or tuple(behind)
    agent = _filler(gist.subject, profile) if gist.subject != gist.object else None
    agent = agent or _by(profile)
    if not words or agent is None:
        return None
    told = next((w for w in (*words, *behind) if _told_group(w, profile) is not None), None)
    group = None if told is None else _told_group(told, profile)
    if told is not None and group is not None and group not in _STARTS:
        of = re.search(rf"\b{re.escape(told)}s? of ((?:[\w'’-]+ ?){{1,5}})", profile.claim.content.text)
        things = [w for w in (*words, *behind) if _told_group(w, profile) is None] or _done_to(of[1] if of else "")
        if things:
            thing, family = _term(things[-1], profile), _family(group, _term(told, profile))
            return Deed(profile, family, _CAUSES, thing, frozenset(), act=False, one=True, cause=agent)
    marks, manners = _marks(words, profile), _manners(profile)
    return Deed(
        profile, _EFFECT, _CAUSES, _noun(words, profile), marks, act=True, one=True, cause=agent, manners=manners
    )


def _told_group(word: str, profile: Profile) -> str | None:
    """The group of the deed that a noun tells ("failure", "sinking"), or None."""
    groups = load_deeds().groups
    return groups.get(_term(word, profile)) or groups.get(word)


def _further(profile: Profile) -> Iterator[Deed]:
    """Deeds told beside the main one: in a relative clause, whose noun did them, or with "and", by the same doer."""
    gist = profile.claim.gist
    if gist.negated:
        return
    for who, link, verb, rest in _FURTHER.findall(profile.claim.content.text):
        group = _written_group(verb.lower(), profile)
        done_to = _done_to(rest)
        if group is None or not done_to or (link == "and" and group == _group(profile)):
            continue
        agent = _filler(gist.subject if link == "and" else (who.lower(),), profile)
        family = _EFFECT if group == _CAUSE else _family(group, _term(verb.lower(), profile))
        asks = load_deeds().asks[group] & {"agent", "cause"}
        as_cause = family == _EFFECT
        if group in _STARTS and _noun(done_to, profile) not in load_deeds().mishaps:
            continue
        thing, marks, one = _noun(done_to, profile), _marks(done_to, profile), _is_one(done_to[-1], profile)
        yield Deed(
            profile,
            family,
            asks,
            thing,
            marks,
            act=True,
            one=one,
            agent=None if as_cause else agent,
            cause=agent if as_cause else None,
            aside=True,
        )


def _written_group(verb: str, profile: Profile) -> str | None:
    """The group of a verb as written, found through the claim's lemmas where it is irregular."""
    groups = load_deeds().groups
    if verb in groups:
        return groups[verb]
    word = verb.partition(" ")[0]
    near = [w for w in profile.claim.gist.lemmas if w in groups and w[:2] == word[:2]]
    return groups.get(_term(word, profile)) or next((groups[w] for w in near), None)


def _done_to(rest: str) -> tuple[str, ...]:
    """The noun phrase that running text begins with, without its article."""
    vocabulary = load_vocabulary()
    words = plain_words(rest)
    while words and words[0] in vocabulary.function:
        del words[0]
    stops = (i for i, w in enumerate(words) if not vocabulary.weight(w) or w in vocabulary.vague)
    return tuple(words[: next(stops, len(words))])


def _term(word: str, profile: Profile) -> str:
    """A word's term as the profile has it: that of a name where the story has one of these words."""
    name = "@" + name_stem(word)
    return name if name in profile.said else load_vocabulary().term(word).name


def _noun(words: tuple[str, ...], profile: Profile) -> str:
    return "" if words[-1] in load_vocabulary().pronouns else _term(words[-1], profile)


def _marks(words: tuple[str, ...], profile: Profile) -> frozenset[str]:
    """What tells the thing from others of its kind: names, numbers and words such as "north"."""
    listed = load_deeds().marks
    marks = {w for w in words[:-1] if w in listed or w.isdigit()}
    return frozenset(marks) | _names(words, profile)


def _names(words: tuple[str, ...], profile: Profile) -> frozenset[str]:
    """The names among the words, and the one after the last of them ("minesweeper of Orland's navy")."""
    mine = {t for w in words if (t := _term(w, profile)).startswith("@")}
    after = (m[2] for m in _OF_NAME.finditer(profile.claim.content.text) if words[-1] in {m[1], m[1] + "s"})
    return frozenset(mine | {_term(name.lower(), profile) for name in after})


def _is_one(word: str, profile: Profile) -> bool:
    """Whether the noun stands in the singular, or is a name."""
    if word in load_vocabulary().pronouns:
        return word in {"it", "he", "she"}
    return word in plain_words(profile.claim.content.text)


def _filler(words: tuple[str, ...], profile: Profile) -> Filler | None:
    if not words or words[-1] in load_vocabulary().pronouns:
        return None
    terms = [_term(w, profile) for w in words]
    return Filler(terms[-1], frozenset(terms[:-1]), _names(words, profile), words)


def _by(profile: Profile) -> Filler | None:
    """Of a passive whose "by" the parser took for means, what stands behind it."""
    words = next((a[1:] for a in profile.claim.gist.adjuncts if a[0] == "by" and len(a) > 1), ())
    manner = any(f"by {w}" in load_deeds().manners for w in words)
    timed = set(words) & (load_vocabulary().calendar | {"end", "night", "day", "then", "time"})
    return None if manner or timed else _filler(words, profile)


def _because(profile: Profile, group: str) -> Filler | None:
    """What is named as the reason: behind "because of", "due to"; of a death also behind "of"."""
    behind = _REASON.search(profile.claim.content.text)
    if behind is not None:
        return _filler(_done_to(behind[1]), profile)
    of = (tuple(a[1:]) for a in profile.claim.gist.adjuncts if a[0] in {"of", "from"} and group == _DIE)
    return next((_filler(words, profile) for words in of if words), None)


def _places(profile: Profile) -> Iterator[Filler]:
    for preposition, *words in profile.claim.gist.adjuncts:
        if preposition in _WHERE and words:
            place = _filler(tuple(words), profile)
            if place is not None:
                yield place


def _manners(profile: Profile) -> frozenset[str]:
    """The listed manners that the claim names, in phrases of its predicate or in adverbs near it."""
    gist, listed = profile.claim.gist, load_deeds().manners
    phrases = {f"{p} {w}" for p, *words in gist.adjuncts for w in words}
    text = plain_words(profile.claim.content.text)
    at = next((i for i, w in enumerate(text) if w == gist.head or _term(w, profile) == profile.head), None)
    near = text if at is None else text[max(0, at - _REACH) : at + _REACH + 1]
    phrases |= set(near) | {" ".join(pair) for pair in pairwise(near)}
    return frozenset(listed[p] for p in phrases if p in listed)
