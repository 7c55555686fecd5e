"""Sources as the tagger marks them are made phrases, or left out."""

import pytest

from sayso.claims.english.tagged import whole_source
from sayso.reading import Reader
from tests.claims.cases import make_document


def source_of(reader: Reader, text: str, marked: str, cue: str) -> str:
    (annotated,) = reader.read([make_document(text)])
    words = marked.split()
    cues = {t.i for t in annotated.parse if t.text in cue.split()}
    return " ".join(t.text for t in whole_source([t for t in annotated.parse if t.text in words], cues))


@pytest.mark.parametrize(
    ("text", "marked", "cue", "whole"),
    [
        ("The pilot said that it rained.", "The", "said", "The pilot"),
        ("The allegation that it rained was met with laughter.", "The", "allegation", ""),
        ("An appeal from the leader to Ivo Kren, requesting pumps, failed.", "leader Kren", "requesting", "leader"),
        ("According to Ivo Kren it rained, Marr wrote.", "Marr Kren", "According to", "Kren Marr"),
        (
            "A source close to Ivo Kren said that it rained.",
            "source close to Ivo Kren",
            "said",
            "source close to Ivo Kren",
        ),
    ],
)
def test_a_source_is_a_phrase_or_none(reader: Reader, text: str, marked: str, cue: str, whole: str):
    assert source_of(reader, text, marked, cue) == whole
