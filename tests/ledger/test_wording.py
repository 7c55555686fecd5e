"""Words are cut and stemmed here as both engines do it."""

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.wording import find_phrase, holds_phrase, stem, stems_in, words_in
from sayso.model import Span
from tests.ledger.engines import PostgresEngine

LEXICON = Path(__file__).resolve().parents[2] / "src" / "sayso" / "lexicon" / "en"
WORDS = sorted({w for path in LEXICON.glob("*.yml") for w in re.findall("[a-z]{3,}", path.read_text().lower())})


def test_stems_are_those_of_fts5():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE s USING fts5 (w, tokenize='porter unicode61 remove_diacritics 2')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (s, instance)")
    connection.executemany("INSERT INTO s (rowid, w) VALUES (?, ?)", enumerate(WORDS))
    stems = {WORDS[row]: term for term, row in connection.execute("SELECT term, doc FROM v")}
    assert len(stems) > 2_000
    assert {word: stem(word) for word in WORDS} == stems


def test_stems_are_those_of_postgresql(tmp_path: Path):
    engine = PostgresEngine.in_folder(tmp_path)
    engine.open().close()
    # Snowball's Porter keeps the rules of 1980: that for "-abli" alone, FTS5's has the later one for every "-bli", and
    # none for "-logi".
    words = [word for word in WORDS if not re.search("(?<!a)bly$|log(y|ies)$", word)]
    rows = engine.rows("SELECT w, (ts_lexize('stem', w))[1] FROM unnest(string_to_array(?, ' ')) AS w", " ".join(words))
    assert {word: stem(word) for word in words} == dict(rows)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The piers’ cracks", ["the", "pier", "crack"]),
        ("ÉLODIE Ågård, e\u0301lan", ["elodi", "agard", "elan"]),
        ("S-400 x_y 3,5", ["s", "400", "x", "y", "3", "5"]),
        ("", []),
    ],
)
def test_words_are_cut_and_stemmed(text: str, words: list[str]):
    assert [word for word, _, _ in words_in(text)] == words


def test_places_are_those_of_the_text():
    text = "Three piers — e\u0301lan!"
    assert [text[start:end] for _, start, end in words_in(text)] == ["Three", "piers", "e\u0301lan"]
    assert [start for _, start, _ in words_in("a b", 10)] == [10, 12]


def test_a_phrase_is_found_at_each_of_its_places():
    words = list(words_in("old bridge, new bridge; the old bridges"))
    assert list(find_phrase(words, ("old", "bridg"))) == [Span(0, 10), Span(28, 39)]
    assert list(find_phrase(words, ())) == []


_SOME = st.lists(st.sampled_from(["the", "Naïve", "running", "runs", "d-e", "gate", "Gates", "3"]), max_size=8).map(
    " ".join
)


@given(text=_SOME, phrase=_SOME)
def test_stems_alone_tell_what_their_places_tell(text: str, phrase: str):
    stems = tuple(stems_in(phrase))
    assert stems_in(text) == [word for word, _, _ in words_in(text)]
    assert holds_phrase(stems_in(text), stems) == bool([*find_phrase([*words_in(text)], stems)])
