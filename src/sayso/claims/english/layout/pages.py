"""All that a page's layout attributes: labels, headlines, signatures and leads, each judged by its own module.

Stands beside the verbs and phrases and before the quotations. Invariant: no two attributions of one page share a cue.
"""

from collections.abc import Iterator

from sayso.claims.attribution import Attribution
from sayso.claims.english.layout.headlines import find_headline_sources
from sayso.claims.english.layout.labels import Labels
from sayso.claims.english.layout.leads import find_leads
from sayso.claims.english.layout.lines import lines_of
from sayso.claims.english.layout.signatures import find_signatures
from sayso.claims.english.layout.speakers import find_speakers
from sayso.lexicon import Lexicon
from sayso.reading import Annotated

__all__ = ["find_laid_out"]


def find_laid_out(annotated: Annotated, lexicon: Lexicon) -> Iterator[Attribution]:
    """Every attribution that layout tells, in no order; where two would have one cue the first found has it."""
    lines = lines_of(annotated)
    labels = Labels(annotated.parse, lexicon)
    speech = lexicon.words("frames", "quote")
    text = annotated.parse.text
    seen: set[int] = set()
    for found in (
        find_signatures(annotated, lines, labels, text),
        find_headline_sources(
            lines, labels, speech | lexicon.words("labels", "headline-verb"), annotated.document, text
        ),
        find_speakers(lines, labels, text),
        find_leads(lines, speech, text),
    ):
        for attribution in found:
            if not seen & {t.i for t in attribution.cue}:
                seen.update(t.i for t in attribution.cue)
                yield attribution
