"""The phrases of the `boilerplate` word list, made ready for matching.

Stands between the lexicon and `sayso.intake.boilerplate`. In a phrase "…" stands for up to 60 characters of one line
and "#" for a number; upper and lower case are alike. Invariant: the patterns depend on the words alone, not on the
order in which a set gives them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.lexicon import Group, Lexicon
from sayso.model import MarkKind

__all__ = ["Rule", "Rules", "Shape", "build_rules"]

_SPECIAL = {"…": r"[^\n]{1,60}?", "#": r"\d[\d.,]*", " ": r"[^\S\n]+", "'": "['’]"}
# Bullets, brackets and emoji may stand before a phrase; an opening quotation mark makes it somebody's words.
_LEAD = r"[^\w\"“„‘«']{0,8}?"
_LABEL_END = r"[^\S\n]*(?:[:»>|]|\]\(|[-–—]{1,2}(?=\s)|['\"”’]?$)[-–—]?"


class Shape(StrEnum):
    """Where in a text the phrases of a group are leftovers of the page."""

    WHOLE = "whole"
    LABEL = "label"
    START = "start"
    WITHIN = "within"
    MENU = "menu"
    CLOSING = "closing"
    ROLE = "role"
    KICKER = "kicker"
    STORY = "story"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Rule:
    """One group: its pattern, the kind of mark it gives, and what else must hold."""

    pattern: re.Pattern[str]
    kind: MarkKind
    names_only: bool
    takes_list: bool


Rules = Mapping[Shape, tuple[Rule, ...]]


def build_rules(lexicon: Lexicon) -> Rules:
    """The `boilerplate` list as patterns, by shape. Raises `LexiconError` where the lexicon has no such list."""
    lexicon.words("boilerplate")
    groups = lexicon.lists["boilerplate"]
    return {shape: tuple(_rule(g, shape) for g in groups if g.traits.get("shape") == shape) for shape in Shape}


def _rule(group: Group, shape: Shape) -> Rule:
    kind = MarkKind(group.traits.get("mark", MarkKind.BOILERPLATE))
    pattern = re.compile(_framed(_alternatives(group.words), shape), re.IGNORECASE)
    return Rule(pattern, kind, group.traits.get("names") == "only", group.traits.get("takes") == "list")


def _framed(words: str, shape: Shape) -> str:
    match shape:
        case Shape.WHOLE:
            return rf"[\W_]*{words}[\W_]*$"
        case Shape.LABEL:
            return rf"[\W_]{{0,8}}?{words}{_LABEL_END}"
        case Shape.START:
            return _LEAD + words
        case _:
            return words


def _alternatives(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(_phrase, ordered)) + ")"


def _phrase(phrase: str) -> str:
    body = "".join(_SPECIAL.get(char) or re.escape(char) for char in phrase)
    return (r"(?<!\w)" if phrase[0].isalnum() else "") + body + (r"(?!\w)" if phrase[-1].isalnum() else "")
