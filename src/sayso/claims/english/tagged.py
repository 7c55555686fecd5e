"""The sources that the tagger marks, made phrases: it marks word by word, and leaves some in pieces.

Stands between the tagger and what is put together of both. Invariant: a source that is given has a word that may name
somebody, or there is none.
"""

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from sayso.claims.english.parsed.clauses import noun_phrase

__all__ = ["whole_source"]

_BEFORE_NOUN = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "PART"})


def whole_source(source: Sequence[Token], cue: Collection[int]) -> list[Token]:
    """`source` without those whom its first piece speaks to; of an article alone its noun phrase, or nothing where that
    is part of the cue (by places in the parse).
    """
    pieces = _pieces(source)
    kept = [t for n, piece in enumerate(pieces) for t in piece if n == 0 or not _is_spoken_to(piece, source, cue)]
    if any(t.pos_ not in _BEFORE_NOUN for t in kept):
        return kept
    articles = [t for t in kept if t.dep_ == "det" and t.tag_ == "DT"]
    phrase = noun_phrase(articles[0].head) if articles else []
    return phrase if not any(t.i in cue for t in phrase) else []


def _pieces(source: Sequence[Token]) -> list[list[Token]]:
    """The runs of neighbouring words."""
    pieces: list[list[Token]] = []
    for token in source:
        if pieces and pieces[-1][-1].i + 1 == token.i:
            pieces[-1].append(token)
        else:
            pieces.append([token])
    return pieces


def _is_spoken_to(piece: Sequence[Token], source: Sequence[Token], cue: Collection[int]) -> bool:
    """Whether a piece is to whom something is said: "to the governor", where "to" is part of neither source nor cue."""
    word = piece[0]
    for _ in range(len(piece[0].sent)):
        if word.dep_ == "pobj" or word.head == word:
            break
        word = word.head
    return word.dep_ == "pobj" and word.head.lower_ == "to" and word.head not in source and word.head.i not in cue
