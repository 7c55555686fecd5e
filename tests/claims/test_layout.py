"""What a page's layout tells: which labels speak, which lines are headlines, and what is never taken for a source."""

from collections.abc import Callable

import pytest

from sayso.claims.english.layout.labels import Label, Labels
from sayso.claims.english.layout.lines import lines_of
from sayso.lexicon import load_lexicon
from sayso.reading import Reader
from tests.claims.cases import make_document
from tests.claims.conftest import Claims

LISTS = ("frames", "labels", "places", "sources")
BODY = "The dam at Quell was built in the war. It has been looked after by Dana Holt and by Ilse Brandt since May."


@pytest.fixture(scope="module")
def label_of(reader: Reader) -> Callable[[str], Label | None]:
    """Gives the label that opens a line above a short report."""
    lexicon = load_lexicon("en", *LISTS)

    def read(line: str) -> Label | None:
        (annotated,) = reader.read([make_document(f"{line}\n\n{BODY}")])
        return Labels(annotated.parse, lexicon).read(lines_of(annotated)[0].tokens)

    return read


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Q: Was it open?", "Q"),
        ("Q2: Was it open?", "Q2"),
        ("Holt: It was open.", "Holt"),
        ("Dana Holt: It was open.", "Dana Holt"),
        ("Dr. Brandt: It was open.", "Dr. Brandt"),
        ("MODERATOR: It was open.", "MODERATOR"),
        ("THE CHAIR: It was open.", "THE CHAIR"),
        ("Holt (Harbour Board): It was open.", "Holt"),
        ("ILSE BRANDT, harbour master: It was open.", "ILSE BRANDT"),
        ("[10:02] Holt: It was open.", "Holt"),
        ("Harbour board: gate was open", "Harbour board"),
        ("Ministry of Works: gate was open", "Ministry of Works"),
        ("Holt on gate: It was open", "Holt"),
        ("Breaking: Holt: It was open", "Holt"),
        ("Anna van der Meer: It was open.", "Anna van der Meer"),
    ],
)
def test_who_speaks_before_a_colon(line: str, words: str, label_of: Callable[[str], Label | None]):
    label = label_of(line)
    assert label is not None
    assert " ".join(t.text for t in label.words) == words


@pytest.mark.parametrize(
    "line",
    [
        "Update: The gate was open.",
        "Editor's note: The gate was open.",
        "EDITOR’S NOTE: The gate was open.",
        "Time: 14:00 on Friday",
        "Match update: nothing yet",
        "The answer was this: the gate was open.",
        "Anger at harbour board: nobody was asked",
        "See https://quell.example/dam for the gate",
        "At 14:00 the gate was open.",
        "Asked about the gate, Holt put it so: it was open.",
        "No colon stands here",
        ": a colon alone",
    ],
)
def test_what_is_no_speaker_before_a_colon(line: str, label_of: Callable[[str], Label | None]):
    assert label_of(line) is None


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        ("Dam opens\n\nThe dam was opened. It holds.", ["Dam opens"]),
        ("Dam opens\n\nGates of Quell stand wide\n\nThe dam was opened.", ["Dam opens", "Gates of Quell stand wide"]),
        ("The dam was opened. It holds.\n\nHolt spoke", []),
        ("Dam ‘will hold.’\n\nThe dam was opened.", ["Dam ‘will hold.’"]),
        ("dam " * 40, []),
        ("\n", []),
    ],
)
def test_headlines_are_short_lines_at_the_top(text: str, headlines: list[str], reader: Reader):
    (annotated,) = reader.read([make_document(text)])
    found = [text[line.place.start : line.place.end] for line in lines_of(annotated) if line.headline]
    assert found == headlines


def test_a_line_gives_its_tokens_by_place(reader: Reader):
    (annotated,) = reader.read([make_document("Dam opens\n\nThe dam was opened.")])
    (_, line) = lines_of(annotated)
    assert [t.text for t in line.tokens] == ["The", "dam", "was", "opened", "."]
    assert [t.text for t in line.between(line.tokens[1].idx, line.tokens[3].idx)] == ["dam", "was"]


def test_an_author_behind_a_dash_is_no_source(attributed: Claims):
    text = f"Dam will not hold – Dana Holt\n\n{BODY}"
    assert [c.source.name for c in attributed(text) if c.source] == ["Dana Holt"]
    assert attributed(text, author="Dana Holt") == ()


def test_the_outlet_behind_a_dash_is_no_source(attributed: Claims):
    assert attributed(f"Dam will not hold – the Board\n\n{BODY}", outlet="The Board") == ()
