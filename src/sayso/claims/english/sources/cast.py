"""Who appears in a document: names in full, the persons behind short names and roles, and which names are places.

Built once a document, before sources are resolved. Invariant: a short name is led back to a full one only where the
document gives exactly that full name, and to none where it gives two.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from spacy.tokens import Doc, Token

from sayso.lexicon import load_lexicon

__all__ = [
    "NAME_PARTICLES",
    "Cast",
    "bears_title",
    "cast_of",
    "is_news_site",
    "name_of",
    "name_runs",
    "owners_of",
    "title_end",
]

_PLACE_PREPOSITIONS = frozenset({"in", "into", "near", "across", "outside", "inside", "onto", "throughout"})
_DEMONYM_ENDINGS = ("n", "an", "ian", "er", "ish", "ese", "i")
NAME_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ter", "van", "von", "zu"}
)
_RANKS = frozenset(
    {"prime", "vice", "deputy", "foreign", "interior", "defence", "defense", "finance", "home", "acting"}
)
_HONOURS = frozenset({"qc", "kc", "mp", "msp", "mep", "phd", "md", "jr", "sr", "obe", "cbe", "mbe"})
_OF = frozenset({"of", "to", "for"})
_LINKS = frozenset({"of", "for", "the", "and", "on", "in", "to"})
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_NAME_SHAPE = re.compile(r"[^\W\d_]+(?:[-.'’][^\W\d_]+)*")
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "NUM"})
_SHORTEST = 2  # words of a whole name
_INITIAL = re.compile(r"[^\W\d_]\.")


@dataclass(frozen=True, slots=True)
class Cast:
    """`full` leads a last name, with or without its particle, to a full name; `firsts` a name's first word to the
    whole; `roles` a role's noun to the one person who is said to hold it, `holders` to all who are; `places` are
    names that stand where places stand; `people` and `bodies` are names of persons and of bodies, by what is said of
    them and how they are shortened; `outlets` are names that the text calls publications; `demonyms` are names from
    which it makes an adjective; `acronyms` lead "HSB" to the "Harbour Safety Board" that stands before it in
    brackets, or has its initials; `serving` are, by holder and role, the nouns for those who are served; `mentions`
    are all places of names, in order, each with the full name.
    """

    full: Mapping[str, str]
    firsts: Mapping[str, str]
    roles: Mapping[str, str]
    holders: Mapping[str, frozenset[str]]
    places: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    demonyms: frozenset[str]
    acronyms: Mapping[str, str]
    serving: Mapping[tuple[str, str], frozenset[str]]
    mentions: tuple[tuple[str, tuple[Token, ...]], ...]


@dataclass(slots=True)
class _Names:
    """What is gathered while the names of a text are gone through."""

    full: dict[str, str]
    shared: set[str]
    firsts: dict[str, str]
    holders: dict[str, set[str]]
    serving: dict[tuple[str, str], set[str]]
    places: set[str]
    people: set[str]
    alone: set[str]
    outlets: set[str]
    runs: list[tuple[str, Sequence[Token]]]


def cast_of(
    parse: Doc, titles: frozenset[str], offices: frozenset[str], publications: frozenset[str] = frozenset()
) -> Cast:
    """The cast of one document; `publications` are the nouns by which a text says that a name is an outlet's."""
    names = _Names({}, set(), {}, {}, {}, set(), set(), set(), set(), [])
    for run in name_runs(parse):
        _note(run, names, titles, offices)
        if _is_called(run, publications):
            names.outlets.add(name_of(run))
    full = {last: name for last, name in names.full.items() if last not in names.shared}
    full.update({p: n for last, n in list(full.items()) for p in _with_particles(n)})
    people = (
        names.people
        | names.shared
        | {n for last, n in full.items() if last in names.alone and last not in names.places}
    )
    short = {n for n in full.values() if n.split()[0] in names.alone and n.split()[-1] not in names.alone}
    kinds = (frozenset(names.places), frozenset(people), frozenset(short - people), frozenset(names.outlets))
    mentions = tuple((full.get(n, n), tuple(run)) for n, run in names.runs)
    known = (_demonyms(parse), _acronyms(parse, names.runs))
    serving = {holding: frozenset(owners) for holding, owners in names.serving.items()}
    return Cast(full, names.firsts, *_roles_of(names.holders), *kinds, *known, serving, mentions)


def _note(run: list[Token], names: _Names, titles: frozenset[str], offices: frozenset[str]) -> None:
    """What one place of a name tells."""
    bare = _without_honours(run[title_end(run, titles) :])
    name = name_of(bare)
    words = name.split()
    if len(run) == 1 or (len(words) > 1 and _is_surname(words)):
        names.alone.add(name)
    if _is_placed(run):
        names.places.add(name)
    if len(words) >= 2 and not _is_surname(words):
        if _differ(names.full.setdefault(words[-1], name), name):
            names.shared.add(words[-1])
        names.firsts.setdefault(words[0], name)
    titled = len(bare) < len(run) or _has_lower_title(run, titles) or _holds_office(run, offices)
    if bare and (titled or _is_said_person(run)):
        names.people.add(name)
    if len(words) >= 2 and words[-1].lower() not in offices:
        for role in _roles(run, offices):
            names.holders.setdefault(role.lower_, set()).add(name)
            names.serving.setdefault((name, role.lower_), set()).update(owners_of(role))
    if bare:
        names.runs.append((name, run))


def _without_honours(run: list[Token]) -> list[Token]:
    """A name without the letters behind it: "QC", "MP"."""
    return run[:-1] if len(run) > 2 and run[-1].lower_.rstrip(".") in _HONOURS else run


def _is_surname(words: Sequence[str]) -> bool:
    """Whether a name is a last name with its particle: "Van Dell", not "Van Dell Road"."""
    return all(w.lower() in NAME_PARTICLES for w in words[:-1])


def _with_particles(name: str) -> Iterator[str]:
    """The last name of "Joost van Dell" with its particle, as it stands at the start of a sentence and within one."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in NAME_PARTICLES:
        start -= 1
    if start < len(words) - 1:
        last = " ".join(words[start:])
        yield from (last, last[0].upper() + last[1:])
    elif "-" in words[-1]:
        yield words[-1][0].upper() + words[-1][1:]


def _differ(known: str, name: str) -> bool:
    """Whether two names with one last word are of two: not so "Dana Holt" and "Mayor Dana Holt", or "Dana P. Holt"."""
    one, other = known.split(), name.split()
    shorter, longer = sorted((one, other), key=len)
    return one[0] != other[0] and longer[-len(shorter) :] != shorter and len(shorter) == len(longer) == 2


def _is_called(run: Sequence[Token], nouns: frozenset[str]) -> bool:
    """Whether a name stands with a noun for a publication: "the newspaper Volna", "the Red Lamp channel"."""
    doc, first, last = run[0].doc, run[0].i, run[-1].i
    before = doc[first - 1].lower_ if first else ""
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if first and is_news_site(doc[first - 1]):
        return True
    beside = [c.lower_ for t in run for c in t.children if c.dep_ == "appos"]
    beside += [run[-1].head.lower_] if run[-1].dep_ == "appos" else []
    return any(word in nouns for word in (before, after, *beside))


def is_news_site(noun: Token) -> bool:
    """Whether a "site" is one that publishes: "the investigative site Tidewatch", not "the site Mell"."""
    return noun.lower_ == "site" and noun.i > 0 and noun.nbor(-1).lower_ in _site_kinds()


def _roles_of(holders: Mapping[str, set[str]]) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """The roles that one person holds, and the holders of all roles."""
    known = {role: frozenset(names) for role, names in holders.items()}
    return {role: min(names) for role, names in known.items() if len(names) == 1}, known


def _acronyms(parse: Doc, runs: Sequence[tuple[str, Sequence[Token]]]) -> dict[str, str]:
    """What the capitals of a text stand for, by brackets, else by initials; nothing where two names have them."""
    asked = {t.text for t in parse if _ACRONYM.fullmatch(t.text)}
    found: dict[str, set[str]] = {short: set() for short in asked}
    for name, run in runs:
        initials = "".join(t.text[0] for t in run if t.text[:1].isupper())
        if len(run) > 2 and initials in found:
            found[initials].add(name)
    bracketed = {t.text: _spelled_out(t) for t in parse if t.text in asked and t.i > 1 and t.nbor(-1).text == "("}
    long = {short: min(names) for short, names in found.items() if len(names) == 1}
    return {**long, **{short: name for short, name in bracketed.items() if name}}


def _spelled_out(short: Token) -> str:
    """The words before a bracket that have the initials in it: "Ministry of Tides and Dykes (MTD)"."""
    doc, left = short.doc, len(short.text)
    for at in range(short.i - 2, max(short.i - 12, short.sent.start - 1, -1), -1):
        word = doc[at]
        if word.text[:1] == short.text[left - 1 : left]:
            left -= 1
            if left == 0:
                return name_of(doc[at : short.i - 1])
        elif word.text[:1].isupper() or (word.lower_ not in _LINKS and not word.is_punct):
            return ""
    return ""


def _demonyms(parse: Doc) -> frozenset[str]:
    """Names such as "Ruritania" in a text that also says "Ruritanian"."""
    words = {t.text for t in parse if t.text[:1].isupper() and t.is_alpha}
    return frozenset(w for w in words for ending in _DEMONYM_ENDINGS if w + ending in words or w[:-1] + ending in words)


def name_of(run: Iterable[Token]) -> str:
    """The words of a run as a name."""
    return " ".join("".join(t.text_with_ws for t in run).split())


def name_runs(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Runs of proper nouns among `tokens`, with initials, and with hyphens and particles such as "van" inside them; of
    "Mayor of Tolm Ola Brandt" the place and the person apart.
    """
    run: list[Token] = []
    for token in tokens:
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        if run and bears_title(token):
            yield run
            run = []
        if _named(token) or (run and _is_particle(token)) or (run and _is_hyphen(token)):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def bears_title(name: Token) -> bool:
    """Whether a given name stands behind a title and of what that is: "Ola" in "Mayor of Tolm Ola Brandt"."""
    doc, at = name.doc, name.i - 1
    if name.lower_ not in _given_names() or at < 0 or not _named(doc[at]) or not _named(name):
        return False
    if name.i + 1 == len(doc) or not _named(name.nbor()):
        return False
    while at > 0 and _named(doc[at]):
        at -= 1
    return at > 0 and doc[at].lower_ in _OF and doc[at - 1].lower_ in _titles()


def _named(token: Token) -> bool:
    if not token.text[:1].isupper() or (token.pos_ != "PROPN" and not _opens_name(token)):
        return False
    initial = _INITIAL.fullmatch(token.text) is not None and token.i + 1 < len(token.doc)
    if initial:
        following = token.nbor()
        return following.pos_ == "PROPN" and following.text[:1].isupper() and not following.is_sent_start
    return _NAME_SHAPE.fullmatch(token.text) is not None


def _opens_name(token: Token) -> bool:
    """Whether a word that the parser took for a preposition or the like is a given name: "Per Lund", "Will Marr"."""
    if token.pos_ in _CONTENT or token.i + 1 >= len(token.doc) or token.lower_ not in _given_names():
        return False
    following = token.nbor()
    return following.pos_ == "PROPN" and following.text[:1].isupper() and not following.is_sent_start


@cache
def _callings() -> frozenset[str]:
    """What a person may be called by before the name without being titled so: "economist", "nurse", "owner"."""
    return load_lexicon("en", "sources").words("sources", "trade", "at-work", "office", "person-noun")


@cache
def _bodies() -> frozenset[str]:
    """Nouns by which a body may be called too: "Harbour Link, the owner of the ferry"."""
    return load_lexicon("en", "sources").words("sources", "organisation", "person-or-body", "body-role")


@cache
def _site_kinds() -> frozenset[str]:
    return load_lexicon("en", "sources").words("sources", "site-kind")


@cache
def _titles() -> frozenset[str]:
    return load_lexicon("en", "sources").words("sources", "office", "person-title")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(load_lexicon("en", "genders").trait("genders", "pronoun"))


def _is_particle(token: Token) -> bool:
    """Whether it is a "van" or "al" before the rest of a name."""
    if token.lower_ not in NAME_PARTICLES or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    return _named(following) or _is_hyphen(following) or _is_particle(following)


def _is_hyphen(token: Token) -> bool:
    """Whether it joins two parts of a name."""
    if token.text != "-" or token.whitespace_ or token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before = token.nbor(-1)
    return not before.whitespace_ and before.pos_ == "PROPN" and _named(token.nbor())


def title_end(run: Sequence[Token], titles: frozenset[str]) -> int:
    """How many words of a name are titles before it: 2 of "Foreign Minister Ola Brandt", none of "General Staff", and 1
    of "Ferryman Ola Brandt" at the start of a sentence.
    """
    at = max((n + 1 for n, t in enumerate(run) if t.lower_.rstrip(".") in titles), default=0)
    whole = all(t.lower_.rstrip(".") in titles or t.lower_ in _RANKS for t in run[:at])
    if at < len(run) and at and (whole or len(run) - at > 1):
        return at
    return 1 if len(run) > _SHORTEST and run[0].is_sent_start and run[0].lower_ in _callings() else 0


def _is_placed(run: list[Token]) -> bool:
    before = run[0].nbor(-1) if run[0].i > 0 else None
    return before is not None and before.lower_ in _PLACE_PREPOSITIONS and len(run) <= 2


def _has_lower_title(run: list[Token], titles: frozenset[str]) -> bool:
    before = run[0].nbor(-1) if run[0].i > 0 else None
    if before is None or before.pos_ not in ("NOUN", "PROPN"):
        return False
    return before.lower_ in titles or (before.pos_ == "NOUN" and before.tag_ == "NN" and before.lower_ in _callings())


def _holds_office(run: list[Token], offices: frozenset[str]) -> bool:
    """Whether a role that one person holds is set beside a name: "Holt, the spokeswoman for the board"; of a body that
    is only said where "owner" stands alone for what it has.
    """
    beside = (c for t in run for c in t.children if c.dep_ == "appos" and c.i > run[-1].i)
    return any(c.tag_ == "NN" and c.lower_ in offices - _bodies() for c in beside)


def _is_said_person(run: list[Token]) -> bool:
    """Whether what follows the name says that it is a person: an age, "who", "he" or "she" in its clause."""
    parse = run[-1].doc
    if run[-1].dep_ == "pobj":
        return False
    after = list(parse[run[-1].i + 1 : run[-1].i + 5])
    if len(after) > 1 and after[0].text == "," and after[1].like_num and len(after[1].text) == 2:
        return True
    return any(t.lower_ in ("who", "whose", "himself", "herself") for t in after[:2])


def owners_of(role: Token) -> frozenset[str]:
    """The nouns for those whom the holder of a role serves: "board" of "the board's chair", "chair of the board"."""
    links = (g for c in role.children if c.dep_ == "prep" and c.lower_ in _OF and c.i > role.i for g in c.children)
    owners = (c for c in (*role.children, *links) if c.dep_ in ("poss", "pobj"))
    return frozenset(c.lemma_.lower() for c in owners if c.pos_ in ("NOUN", "PROPN"))


def _roles(run: list[Token], offices: frozenset[str]) -> Iterator[Token]:
    """The role nouns that the text joins to the name: before it, or after it in an apposition."""
    head = run[-1]
    before = reversed(head.doc[max(0, run[0].i - 3) : run[0].i])
    near = list(takewhile(lambda t: t.pos_ not in ("ADP", "VERB"), before))  # "the leader told President Marr"
    near += [c for t in run for c in t.children if c.dep_ == "appos"]
    if head.dep_ == "appos":
        near.append(head.head)
    for token in [*near, *run]:
        if token.lower_ in offices:
            yield token
