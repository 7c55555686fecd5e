"""The front matter of a text file: parsed, and kept in the text."""

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.front_matter import read_front_matter

STORY = "The bell of Orlin was sold.\n"


def test_reads_fields_and_says_where_the_story_starts():
    text = f"---\ntitle: Bell sold\npublished: 2031-03-12\nauthor: [Dora Quill, Ansel Birk]\n---\n{STORY}"
    front = read_front_matter(text)
    assert front.fields == {"title": "Bell sold", "published": "2031-03-12", "author": ["Dora Quill", "Ansel Birk"]}
    assert text[front.end :] == STORY
    assert front.fault is None


@pytest.mark.parametrize(
    "text", ["\ufeff---\r\ntitle: Bell\r\n---\r\nStory", "---  \ntitle: Bell\n...\nStory", "---\ntitle: Bell\n---"]
)
def test_a_byte_order_mark_other_line_ends_and_a_missing_story_are_no_obstacle(text: str):
    front = read_front_matter(text)
    assert front.fields == {"title": "Bell"}
    assert text[front.end :] in ("Story", "")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "---\n" + STORY,
        "---\n---\n" + STORY,
        "---\nA line between dashes\n---\n" + STORY,
        "---\nDora: I saw the bell.\nAnsel: So did I.\n---\n" + STORY,
        "---\n- title\n- outlet\n---\n" + STORY,
        " ---\ntitle: Bell\n---\n" + STORY,
        "---\ntitle: Bell\n" + "x: y\n" * 5000 + "---\n" + STORY,
    ],
    ids=["none", "open", "empty", "rule", "dialogue", "list", "indented", "too long"],
)
def test_lines_of_dashes_around_something_else_are_left_in_the_story(text: str):
    assert read_front_matter(text) == ({}, 0, None)


def test_what_looks_like_front_matter_and_is_not_yaml_is_said():
    text = f"---\ntitle: Orlin: the bell\n  - x\n---\n{STORY}"
    front = read_front_matter(text)
    assert front.fields == {}
    assert text[front.end :] == STORY
    assert front.fault is not None


def test_a_hostile_front_matter_builds_nothing():
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{n}: &{n} [*{m}, *{m}, *{m}]" for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    front = read_front_matter(f"---\n{bomb}\ntitle: !!python/object/apply:os.getcwd []\noutlet: Letter\n---\n{STORY}")
    assert front.fields["outlet"] == "Letter"
    assert front.fields["title"] == []


def test_a_deep_front_matter_is_no_crash():
    front = read_front_matter(f"---\ntitle: {'[' * 15_000}\n---\n{STORY}")
    assert front.fields == {}
    assert front.fault is not None


values = (
    st.text(string.ascii_letters + string.digits + " '\"#:-äЖ漢", min_size=1, max_size=40).map(str.strip).filter(bool)
)


@given(
    st.dictionaries(st.sampled_from(["title", "outlet", "author", "url"]), values, min_size=1), st.text(max_size=200)
)
def test_what_was_written_is_read(fields: dict[str, str], story: str):
    text = "---\n" + yaml.safe_dump(fields, allow_unicode=True) + "---\n" + story
    front = read_front_matter(text)
    assert {name: value for name, value in front.fields.items() if value is not None} == fields
    assert text[front.end :] == story


@given(st.text(alphabet=st.sampled_from("-\n\r\ufeff: []{}&*!|>'\"atitle"), max_size=120))
def test_any_text_has_a_story_within_it(text: str):
    front = read_front_matter("---\n" + text)
    assert 0 <= front.end <= len(text) + 4
