"""Speakers set before a colon: interviews, transcripts and headlines ("Poll: most want the bridge closed").

Stands beside the verbs and phrases. Invariant: only a name, or a noun for a source, may be such a speaker.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, tokens_in
from sayso.claims.english.clauses import trimmed
from sayso.lexicon import Lexicon
from sayso.model import Span
from sayso.reading import Annotated

__all__ = ["find_speakers"]

_LONGEST = 5  # words of a speaker's label
_SHORTEST = 3  # words of what is said


def find_speakers(annotated: Annotated, lexicon: Lexicon) -> Iterator[Attribution]:
    """One attribution for each paragraph that opens with a speaker and a colon."""
    nouns = lexicon.words("sources", "document", "office", "person-title", "outlet", "organisation", "government")
    for paragraph in annotated.paragraphs:
        label = tokens_in(annotated.parse, [Span(paragraph.start, min(paragraph.end, paragraph.start + 80))])
        at = next((n for n, t in enumerate(label[: _LONGEST + 1]) if t.text == ":"), 0)
        if not at or not _names_somebody(label[:at], nouns):
            continue
        colon = label[at]
        content = trimmed((Span(colon.idx + 1, paragraph.end),), annotated.document.text)
        if content and len(annotated.document.text[content[0].start : content[0].end].split()) >= _SHORTEST:
            yield Attribution(Frame.SPEAKER, ":", (colon,), tuple(label[:at]), content)


def _names_somebody(label: list[Token], nouns: frozenset[str]) -> bool:
    last = label[-1]
    capital = all(t.text[:1].isupper() or t.pos_ in ("ADP", "DET", "PUNCT") for t in label)
    return capital and (last.lower_ in nouns or (last.pos_ == "PROPN" and len(label) > 1))
