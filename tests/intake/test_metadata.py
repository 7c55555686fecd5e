"""Metadata from fields of any origin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.intake.metadata import check_given, clean, read_metadata
from sayso.model import Metadata

NONE_GIVEN = Metadata()


def test_reads_the_names_of_the_contract():
    fields = {
        "title": "Bell of Orlin sold",
        "outlet": "The Larkhaven Letter",
        "author": "Dora Quill",
        "published": "2031-03-12",
        "url": "https://letter.example/bell",
        "language": "en-GB",
    }
    metadata, faults = read_metadata(fields, NONE_GIVEN)
    assert metadata == Metadata(**{**fields, "language": "en"})
    assert faults == ()


def test_reads_the_names_of_a_news_crawler():
    fields = {
        "source_domain": "letter.example",
        "date_publish": "2031-03-12 00:00:00",
        "authors": ["Dora Quill", "A. Birk"],
    }
    metadata, faults = read_metadata(fields, NONE_GIVEN)
    assert (metadata.outlet, metadata.published) == ("letter.example", "2031-03-12T00:00:00")
    assert metadata.author == "Dora Quill, A. Birk"
    assert faults == ()


def test_the_contract_wins_over_the_crawler_and_the_command_line_over_both():
    fields = {"outlet": "Letter", "source_domain": "letter.example", "published": "2031-03-12"}
    metadata, _ = read_metadata(fields, Metadata(published="2031-03-14"))
    assert (metadata.outlet, metadata.published) == ("Letter", "2031-03-14")


def test_a_date_that_cannot_be_read_is_dropped_with_a_reason():
    metadata, faults = read_metadata({"published": "the other day"}, NONE_GIVEN)
    assert metadata.published is None
    assert faults == ("its date can't be read (the other day); write YYYY-MM-DD",)


def test_a_given_date_stands_in_for_one_that_cannot_be_read():
    metadata, faults = read_metadata({"published": "the other day"}, Metadata(published="12 March 2031"))
    assert (metadata.published, faults) == ("2031-03-12", ())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/ b", 'https://a.example/"x']
)
def test_only_addresses_of_the_web_are_kept(url: str):
    assert read_metadata({"url": url}, NONE_GIVEN)[0].url is None


@pytest.mark.parametrize("language", ["English", "", "x", "en; DROP", None, 7])
def test_what_is_no_language_tag_is_not_kept(language: object):
    assert read_metadata({"language": language}, NONE_GIVEN)[0].language is None


def test_a_given_date_must_be_a_date():
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        check_given(Metadata(published="soonish"))


def test_values_become_one_clean_line():
    assert clean("  The\n\x1b[31mBell\t\0 ") == "The [31mBell"
    assert clean("a" * 9999) == "a" * 1000
    assert clean(["", "  "]) is None
    assert clean({"not": "a value"}) is None
    assert clean(True) is None


@given(st.dictionaries(st.sampled_from(["title", "outlet", "author", "published", "url", "language"]), st.text()))
def test_any_fields_give_lines_that_can_be_written(fields: dict[str, str]):
    metadata, _ = read_metadata(fields, NONE_GIVEN)
    for value in (metadata.title, metadata.outlet, metadata.author, metadata.url, metadata.published):
        assert value is None or (value.encode() and "\n" not in value and len(value) <= 1000)
