"""Who appears in a document: names in full, the persons behind short names and roles, and which names are places.

Built once a document, before sources are resolved. Invariant: a short name is led back to a full one only where the
document gives exactly that full name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

__all__ = ["Cast", "cast_of", "name_runs", "title_end"]

_PLACE_PREPOSITIONS = frozenset({"in", "into", "near", "across", "outside", "inside", "onto", "throughout"})
_DEMONYM_ENDINGS = ("n", "an", "ian", "er", "ish", "ese", "i")
_NAME_PARTICLES = frozenset({"de", "van", "von", "der", "den", "al", "bin", "la", "le", "du", "da", "di", "el"})


@dataclass(frozen=True, slots=True)
class Cast:
    """`full` leads a last name to a full name; `firsts` a name's first word to the whole; `roles` a role's noun to the
    person who is said to hold it; `places` are names that stand where places stand; `people` and `bodies` are names of
    persons and of bodies, by what is said of them and how they are shortened; `demonyms` are names from which the text
    makes an adjective.
    """

    full: Mapping[str, str]
    firsts: Mapping[str, str]
    roles: Mapping[str, str]
    places: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    demonyms: frozenset[str]


def cast_of(parse: Doc, titles: frozenset[str], offices: frozenset[str]) -> Cast:
    """The cast of one document."""
    full: dict[str, str] = {}
    firsts: dict[str, str] = {}
    roles: dict[str, str] = {}
    places: set[str] = set()
    people: set[str] = set()
    alone: set[str] = set()
    for run in name_runs(parse):
        words = [t.text for t in run]
        bare = words[title_end(run, titles) :]
        name = " ".join(bare)
        if len(words) == 1:
            alone.add(name)
        if _is_placed(run):
            places.add(name)
        if len(bare) >= 2:
            full.setdefault(bare[-1], name)
            firsts.setdefault(bare[0], name)
        titled = len(bare) < len(words) or _has_lower_title(run, titles)
        if bare and (titled or _is_said_person(run)):
            people.add(name)
        for role in _roles(run, offices):
            if len(bare) >= 2:
                roles.setdefault(role, name)
    people.update(name for last, name in full.items() if last in alone and last not in places)
    bodies = {n for n in full.values() if n.split()[0] in alone and n.split()[-1] not in alone} - people
    return Cast(full, firsts, roles, frozenset(places), frozenset(people), frozenset(bodies), _demonyms(parse))


def _demonyms(parse: Doc) -> frozenset[str]:
    """Names such as "Ruritania" in a text that also says "Ruritanian"."""
    words = {t.text for t in parse if t.text[:1].isupper() and t.is_alpha}
    return frozenset(w for w in words for ending in _DEMONYM_ENDINGS if w + ending in words or w[:-1] + ending in words)


def name_runs(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Runs of proper nouns among `tokens`, with particles such as "van" inside them, in order."""
    run: list[Token] = []
    for token in tokens:
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        if _named(token) or (run and _is_particle(token)):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.text.replace("-", "").isalpha()


def _is_particle(token: Token) -> bool:
    return token.lower_ in _NAME_PARTICLES and token.i + 1 < len(token.doc) and _named(token.nbor())


def title_end(run: Sequence[Token], titles: frozenset[str]) -> int:
    """How many words of a name are titles before it: 2 of "Foreign Minister Ola Brandt", none of "General Staff"."""
    at = max((n + 1 for n, t in enumerate(run) if t.lower_.rstrip(".") in titles), default=0)
    whole = all(t.lower_.rstrip(".") in titles for t in run[:at])
    return at if at < len(run) and (whole or len(run) - at > 1) else 0


def _is_placed(run: list[Token]) -> bool:
    before = run[0].nbor(-1) if run[0].i > 0 else None
    return before is not None and before.lower_ in _PLACE_PREPOSITIONS and len(run) <= 2


def _has_lower_title(run: list[Token], titles: frozenset[str]) -> bool:
    before = run[0].nbor(-1) if run[0].i > 0 else None
    return before is not None and before.lower_ in titles and before.pos_ in ("NOUN", "PROPN")


def _is_said_person(run: list[Token]) -> bool:
    """Whether what follows the name says that it is a person: an age, "who", "he" or "she" in its clause."""
    parse = run[-1].doc
    if run[-1].dep_ == "pobj":
        return False
    after = list(parse[run[-1].i + 1 : run[-1].i + 5])
    if len(after) > 1 and after[0].text == "," and after[1].like_num and len(after[1].text) == 2:
        return True
    return any(t.lower_ in ("who", "whose", "himself", "herself") for t in after[:2])


def _roles(run: list[Token], offices: frozenset[str]) -> Iterator[str]:
    """The role nouns that the text joins to the name: before it, or after it in an apposition."""
    head = run[-1]
    near = list(head.doc[max(0, run[0].i - 3) : run[0].i])
    near += [c for t in run for c in t.children if c.dep_ == "appos"]
    if head.dep_ == "appos":
        near.append(head.head)
    for token in [*near, *run]:
        if token.lower_ in offices:
            yield token.lower_
