"""JSON lines: a report a line; a bad line costs itself alone."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.json_lines import load_line, split_lines
from sayso.intake.limits import Limits

LIMITS = Limits()


def test_a_record_gives_its_text_unchanged_and_its_fields():
    report = load_line(json.dumps({"id": 7, "text": " Bell\r\nsold. ", "title": "Bell"}).encode(), LIMITS)
    assert report.text == " Bell\r\nsold. "
    assert report.fields == {"id": 7, "title": "Bell"}


def test_a_crawlers_text_is_taken_too():
    assert load_line(b'{"maintext": "Bell sold.", "text": null}', LIMITS).text == "Bell sold."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b'{"text": "a\\ud800b"}', "not JSON"),
        (b'{"text": "caf\xe9"}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'["text"]', "not a JSON object"),
        (b'{"title": "Bell"}', "no text"),
        (b'{"text": 7}', "no text"),
        (b'{"text": ""}', "no text"),
    ],
    ids=["broken", "surrogate", "latin", "deep", "list", "missing", "number", "empty"],
)
def test_a_bad_line_says_what_is_wrong(line: bytes, reason: str):
    with pytest.raises(InputError, match=reason):
        load_line(line, LIMITS)


def test_lines_are_counted_as_in_an_editor_and_blank_ones_skipped():
    stream = BytesIO(b"\xef\xbb\xbf{}\n\n  \r\n{}\r\n{}")
    assert [number for number, _ in split_lines(stream, LIMITS)] == [1, 4, 5]


def test_a_byte_order_mark_is_no_fault():
    assert load_line(b'\xef\xbb\xbf{"text": "Bell"}', LIMITS).text == "Bell"


@pytest.mark.parametrize("long", [b"x" * 11, b"x" * 10, b"x" * 500, b"x" * 20])
def test_a_line_that_is_too_long_is_cut_and_the_next_is_whole(long: bytes):
    lines = list(split_lines(BytesIO(long + b"\nnext"), Limits(max_bytes=9)))
    assert [number for number, _ in lines] == [1, 2]
    assert len(lines[0][1]) <= 10
    assert lines[1][1] == b"next"
    with pytest.raises(InputError, match="longer than 9 bytes"):
        load_line(lines[0][1], Limits(max_bytes=9))


@given(st.binary(max_size=60))
def test_any_bytes_are_a_report_or_a_refusal(line: bytes):
    try:
        report = load_line(line, LIMITS)
    except InputError:
        return
    assert report.text
