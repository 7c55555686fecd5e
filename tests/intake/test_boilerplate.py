"""Leftovers of a page: marked by phrase and shape, and the story left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LexiconError
from sayso.intake.boilerplate import mark_boilerplate
from sayso.intake.phrases import Shape
from sayso.lexicon import Lexicon, load_lexicon
from sayso.model import MarkKind

LEXICON = load_lexicon("en", "boilerplate")
STORY = "The bell was sold to a buyer from Brenmark, the harbour master said on Monday, and the goat was not."


def marked(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    return [text[slice(*mark.span)] for mark in mark_boilerplate(text, lexicon)]


def between(line: str) -> str:
    return f"{STORY}\n\n{line}\n\n{STORY}\n"


LINES = [
    "Also Read:- Goat finds its way home across three valleys",
    "ALSO READ: Why bells crack - and who pays",
    "Read More:",
    "READ NEXT: Is your goat spying on you?",
    "Read next: ‘We were never asked’, says tower keeper",
    "READ MORE: Ten signs your bell is cracked",
    "## Related",
    "[Read more](https://letter.example/goat)",
    "0 Comments",
    "Comments (12)",
    "1,204 comments",
    "Advertisement",
    "ADVERTISEMENT",
    "**Advertisement**",
    "— Advertisement —",
    "Advertisement - Scroll to continue",
    "Subscribe to The Larkhaven Letter",
    "👉 Subscribe to Orlin Notebook.",
    "Sign up here",
    "Sign up for our newsletter and never miss a bell.",
    "Our newsletter lands every Friday. Sign up here.",
    "Share this",
    "Share on Facebook",
    "Follow us on every network",
    "Follow Dora Quill on Twitter @doraquill.",
    "Like us and never miss an Orlin story again!",
    "Got a story? Call our newsdesk. We pay for pictures.",
    "We use cookies to count our visitors.",
    "By continuing to use this site you agree to our cookie policy",
    "Accept all cookies",
    "Watch the full interview below:",
    "This is a developing story. Check back for updates.",
    "The Larkhaven Letter will update this story during the night.",
    "About us | Support the Letter | Report an error",
    "https://letter.example/more",
    "Studio mail: desk@letter.example",
]

CREDITS = [
    "Press contact: Hanna Dorr, Harbour Board",
    "Additional reporting by Ansel Birk",
    "(Reporting by Dora Quill; Editing by Ansel van der Birk)",
    "(Reporting by Dora Quill in Orlin and Ansel Birk; Writing by Hanna Dorr.)",
    "Contributing: Dora Quill and Ansel Birk",
    "Ansel Birk in Orlin contributed to this report.",
    "Birk reported from Orlin.",
    "(h/t The Brenmark Bell)",
    "Photo: Dora Quill",
    "Image: Dora Quill.",
    "Getty Images",
    "© 2031 Larkhaven Letter Ltd",
    "All rights reserved",
]


@pytest.mark.parametrize("line", LINES)
def test_leftovers_are_marked_between_paragraphs(line: str):
    text = between(line)
    marks = mark_boilerplate(text, LEXICON)
    assert {mark.kind for mark in marks} == {MarkKind.BOILERPLATE}
    assert " ".join(text[slice(*mark.span)] for mark in marks) == line


@pytest.mark.parametrize("line", CREDITS)
def test_credits_are_marked_as_credits(line: str):
    text = between(line)
    marks = mark_boilerplate(text, LEXICON)
    assert [(text[slice(*mark.span)], mark.kind) for mark in marks] == [(line, MarkKind.CREDIT)]


@pytest.mark.parametrize(
    "line",
    [
        "The minister asked readers to subscribe to the truth.",
        "Subscribe to nothing, the mayor told the crowd.",
        "“Subscribe to my channel,” the goatherd shouted.",
        '"I love you all. Subscribe to my channel. Bye," read the message.',
        "‘I sold it. Follow us on the road. Bye,’ the note read.",
        "Read more than one account, Quill advises, and trust none.",
        "Reporting by the Letter has shown that the bell was cracked.",
        "Reporting from the tower was not allowed.",
        "Photo evidence of the sale does not exist.",
        "Photo: the bell hangs crooked in its tower, as it has for years.",
        "Related: the court said on Monday that the sale was void.",
        "Like us, the goats were cold.",
        "Share prices of bell founders fell.",
        "Comments by the mayor did not help.",
        "Advertisement of the bell began in May.",
        "He clicked “Accept all cookies” and sold the bell.",
        "The company says: we use cookies to track bells.",
        "Contact with the goat was lost at noon.",
        "Got a bell, got a goat, got no sleep.",
        "Editing the footage took two days.",
        "The Press Office of the Harbour Board did not reply.",
        "The goats contributed to the report’s success.",
        "Party | 2031 | 2027",
        "- The bell is sold",
        "Watchers on the coast saw the ship.",
        "Dora Quill is a reporter whose work the ministry calls invention.",
    ],
)
def test_a_sentence_of_the_story_is_left_alone(line: str):
    assert marked(between(line)) == []


def test_a_label_takes_the_list_below_it():
    listed = ["Also Read:- Goat finds home", "- Bells of Brenmark Fall Silent", "- Who Pays for the Tower?"]
    assert marked("\n".join([STORY, *listed, STORY, "- A point of the story."])) == listed


def test_a_bare_label_takes_bare_headlines_but_no_sentence():
    text = f"{STORY}\n\nRead More:\nGoat Finds Its Way Home\nThe bell was sold on Monday\n"
    assert marked(text) == ["Read More:", "Goat Finds Its Way Home"]


def test_a_list_that_no_label_opens_is_story():
    assert marked(f"{STORY}\n- Nine crowns for the bell\n- One goat\n") == []


def test_leftovers_within_a_line_are_marked_alone():
    text = f"{STORY} READ MORE: Ten signs your bell is cracked. {STORY}"
    assert marked(text) == ["READ MORE: Ten signs your bell is cracked."]
    assert marked(f"{STORY} ADVERTISEMENT {STORY}") == ["ADVERTISEMENT"]
    assert marked(f"The bell at dusk. Image: Dora Quill.\n{STORY}") == ["Image: Dora Quill."]
    assert marked(f"The bell at dusk (Photo: Dora Quill) and dawn.\n{STORY}") == ["(Photo: Dora Quill)"]


def test_the_closing_lines_are_taken_whole():
    text = f"{STORY}\n\nDo YOU live near the tower? Call the Letter newsdesk, day or night.\n\n0 Comments"
    assert marked(text) == ["Do YOU live near the tower? Call the Letter newsdesk, day or night.", "0 Comments"]
    assert marked(between("The tower is open. Subscribe to the Letter.")) == ["Subscribe to the Letter."]


@pytest.mark.parametrize(
    "line",
    [
        "Press Office of the Orlin Harbour Board",
        "Orlin Harbour Board, Press Office",
        "Ansel Birk is the Letter's harbour correspondent.",
    ],
)
def test_a_signature_closes_a_report(line: str):
    text = f"{STORY}\n\n{line}"
    assert [mark.kind for mark in mark_boilerplate(text, LEXICON)] == [MarkKind.CREDIT]
    assert marked(text) == [line]
    assert marked(between(line)) == []


@pytest.mark.parametrize("group", LEXICON.lists["boilerplate"], ids=lambda group: group.name)
def test_each_groups_example_shows_it(group):
    shape = Shape(group.traits["shape"])
    if shape in (Shape.STORY, Shape.KICKER):
        assert marked(group.example) == []
    elif shape in (Shape.CLOSING, Shape.ROLE):
        assert marked(f"{STORY}\n{group.example}") == [group.example]
    else:
        assert " ".join(marked(between(group.example))) == group.example


def test_a_lexicon_without_the_list_is_an_error():
    with pytest.raises(LexiconError):
        mark_boilerplate(STORY, Lexicon("xx", {}))


PIECES = st.sampled_from(
    [
        "Also Read:",
        "- Goat",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "Subscribe to ",
        "0 Comments",
        "ORLIN — ",
        "(Reporting by ",
        ")",
        "“",
        "”",
        "'",
        '"',
        "Advertisement",
        "The bell is sold. ",
        "...",
        "| Home ",
        "\ufeff",
        "Press Office",
        "ДЗВІН",
        "👉",
        "\u2028",
        "https://a.b",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_marks_lie_within_any_text_in_order(text: str):
    marks = mark_boilerplate(text, LEXICON)
    assert all(0 <= mark.span.start < mark.span.end <= len(text) for mark in marks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(marks))
    assert mark_boilerplate(text, LEXICON) == marks


@pytest.mark.parametrize(
    "text",
    [
        "Share\n" * 20_000,
        "- Read more\n" * 10_000,
        "Subscribe to X. " * 10_000,
        "." * 300_000,
        "“" * 300_000,
        "(" * 300_000,
        "A " * 150_000,
    ],
    ids=["lines", "labels", "appeals", "stops", "quotes", "brackets", "words"],
)
def test_no_text_takes_long(text: str, deadline):
    with deadline(5):
        mark_boilerplate(text, LEXICON)
