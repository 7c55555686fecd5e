"""Contents made readable: a claim's words as a sentence, or as a clause within one.

Used for the texts of propositions and questions. Invariant: nothing is added to a claim's words but a capital letter
and a full stop; what is left out stands at their edges (quotation marks, "that", a second piece of a broken quote).
"""

from sayso.crossdoc.words import load_vocabulary, plain_words
from sayso.model import Claim

__all__ = ["as_clause", "as_sentence", "counted", "in_pairs", "plain_content"]

_MARKS = " ,;:“”\"‘’'«»„"
_PIECE = 4  # words from which the first piece of a broken quotation stands by itself
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "„": "“"}
_STRAIGHT = '"'
_OPENERS = ("that ", "whether ", "as ")


def plain_content(claim: Claim) -> str:
    """The content without quotation marks and conjunction at its edges; of a broken one the first part, where that
    does not break off amid a phrase ("the gate was … opened").
    """
    first = claim.content.text.partition(" … ")[0]
    breaks_off = bool(load_vocabulary().function.intersection(plain_words(first)[-1:]))
    whole = len(first.split()) >= _PIECE and not breaks_off
    text = first if whole else claim.content.text.replace(" … ", " ")
    text = " ".join(text.split()).strip(_MARKS)
    for opener in _OPENERS:
        if text.lower().startswith(opener):
            text = text[len(opener) :]
    return text.strip(_MARKS)


def in_pairs(text: str) -> str:
    """The words without the brackets and quotation marks of which the other one was cut off."""
    opened: list[tuple[int, str]] = []
    lone: list[int] = []
    for at, mark in enumerate(text):
        if opened and mark == opened[-1][1]:
            opened.pop()
        elif mark in _PAIRS:
            opened.append((at, _PAIRS[mark]))
        elif mark == _STRAIGHT:
            opened.append((at, _STRAIGHT))
        elif mark in _PAIRS.values():
            lone.append(at)
    cut = {*lone, *(at for at, _ in opened)}
    return " ".join("".join(mark for at, mark in enumerate(text) if at not in cut).split()) if cut else text


def as_sentence(text: str) -> str:
    """The words with a capital at the start and a full stop at the end."""
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?" else ".")


def as_clause(text: str) -> str:
    """The words as part of a sentence: no full stop, and a small letter where the first word is a common one."""
    first, _, rest = text.rstrip(". ").partition(" ")
    words = load_vocabulary()
    small = first.lower() in words.function | words.numerals
    return f"{first.lower() if small else first} {rest}".strip()


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
