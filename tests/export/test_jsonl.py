import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export import FORMATS, export_jsonl, export_judgements, json_line
from sayso.export.whole import story_records
from tests.dossier.stories import dam_story, empty_story, hostile_story


def test_every_line_parses_back_to_its_record():
    story = dam_story()
    assert [json.loads(line) for line in export_jsonl(story)] == list(story_records(story))


def test_each_line_begins_with_its_type():
    assert all(line.startswith('{"type": "') for line in export_jsonl(dam_story()))


def test_nothing_read_gives_no_lines():
    assert list(export_jsonl(empty_story())) == []


def test_formats_by_name():
    assert {"jsonl": export_jsonl, "judgements": export_judgements} == FORMATS


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_stays_on_one_encodable_line_and_comes_back(text):
    line = json_line({"type": "document", "text": text})
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert json.loads(line)["text"] == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@pytest.mark.parametrize("nasty", ["\u2028", "\u2029", "\u0085", "\x1b", "\x9b", "\u202e", "\x00", "\r\n"])
def test_characters_that_break_lines_or_steer_terminals_never_come_out_bare(nasty):
    lines = list(export_jsonl(hostile_story(f"a{nasty}b")))
    assert lines
    assert not any(nasty in line for line in lines)


def test_letters_of_all_scripts_stay_as_they_are():
    assert json_line({"type": "entity", "name": "Олена Ріг, 山本"}) == '{"type": "entity", "name": "Олена Ріг, 山本"}'
