from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier import build_dossier, render_markdown
from sayso.dossier.markdown import escape_markdown
from sayso.model import Comparison
from tests.dossier.making import make_claim, make_document, make_story
from tests.dossier.stories import dam_story, empty_story, hostile_story

markdown_it = pytest.importorskip("markdown_it")

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "[1.1]: https://evil.example",
    "(https://evil.example)",
    "https://evil.example www.evil.example evil@evil.example",
    "**bold** __bold__ *i* _i_ ~~s~~ `code` $x$",
    "# Heading",
    "- item",
    "1. item",
    "2) item",
    "> quote",
    "---",
    "===",
    "| a | b |",
    "&lt;b&gt; &copy;",
    "back\\slash\\",
    "```",
]


def rendered(text: str) -> list[Any]:
    """The tokens that a Markdown reader with all its extensions sees, links in bare text among them."""
    return list(markdown_it.MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text))


def inner(tokens: list[Any]) -> list[Any]:
    return [child for token in tokens for child in [token, *(token.children or [])]]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_mean_nothing_as_markdown(words):
    plain, hostile = (
        [t.type for t in inner(rendered(render_markdown(build_dossier(hostile_story(text)))))]
        for text in ("quite harmless words", words)
    )
    assert set(hostile) - {"text_special"} <= set(plain)
    assert [kind for kind in hostile if "text" not in kind] == [kind for kind in plain if "text" not in kind]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_they_are(words):
    (inline,) = [t for t in rendered(f"> {escape_markdown(words)}") if t.type == "inline"]
    assert "".join(child.content for child in inline.children) == words
    assert {child.type for child in inline.children} <= {"text", "text_special"}


@given(st.text(alphabet="ab1.)(]#[*_<>-+=:!|~`&\\ \n\u202e\u05d0\x1b", max_size=40))
def test_any_words_are_one_paragraph_of_text(words):
    escaped = escape_markdown(words)
    tokens = [t.type for t in inner(rendered(f"> x\n>\n> {escaped}"))]
    assert "\n" not in escaped
    assert set(tokens) <= {
        "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline", "text", "text_special"
    }  # fmt: skip


def test_turning_characters_become_visible_and_right_to_left_words_stay_isolated():
    assert escape_markdown("a\u202eb") == r"a\[U+202E\]b"
    assert escape_markdown("\u05d0\u05d1") == "\u2068\u05d0\u05d1\u2069"
    assert escape_markdown("a\x1bb\ud800") == "a\ufffdb\ufffd"


def test_web_addresses_in_words_are_no_links():
    assert escape_markdown("https://a.example www.a.example x@y.example") == (
        r"https:\//a.example www\.a.example x\@y.example"
    )


def test_the_words_of_claims_are_followed_by_their_numbers():
    text = render_markdown(build_dossier(dam_story()))
    assert "> The county council said 212 homes were flooded [3.7].\n" in text
    assert "Tamsin Courier ← county council, 15 March 2034 [3.7]" in text


@pytest.mark.parametrize("after", ["(https://evil.example)", ": https://evil.example", "[x]", "[]"])
def test_a_number_and_the_words_after_it_never_make_a_link(after):
    report = make_document(f"It rained{after} today.", "Post", "Rain", "2034-03-14", "")
    story = make_story([report], [make_claim(report, "It rained")], Comparison())
    tokens = inner(rendered(render_markdown(build_dossier(story))))
    assert "link_open" not in {token.type for token in tokens}


def test_every_reference_stands_once_in_the_reports():
    text = render_markdown(build_dossier(dam_story()))
    body = text[text.index("## The reports") :]
    for report in build_dossier(dam_story()).reports:
        numbers = [n for block in report.blocks for piece in block.pieces for n in piece.numbers]
        for number in numbers:
            marks = [
                line for line in body.splitlines() if line.startswith(">") and f"[{report.number}.{number}]" in line
            ]
            assert len(marks) == 1


def test_sections_are_those_of_the_page():
    headings = [line for line in render_markdown(build_dossier(dam_story())).splitlines() if line.startswith("## ")]
    assert headings == [
        "## Where accounts differ",
        "## The sources in short",
        "## What is not known",
        "## What is claimed",
        "## Who says what",
        "## When",
        "## Who copies whom",
        "## Likelihood and confidence",
        "## The reports",
        "## What people decided",
        "## Source references",
    ]


def test_an_empty_story_says_so():
    text = render_markdown(build_dossier(empty_story()))
    assert "Nothing has been read yet." in text
    assert "No question was found." in text


def test_the_same_dossier_gives_the_same_text():
    assert render_markdown(build_dossier(dam_story())) == render_markdown(build_dossier(dam_story()))
