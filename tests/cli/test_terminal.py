import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.terminal import Table, clean, print_lines, print_table


@given(st.text(st.characters()))
def test_clean_text_is_one_line_without_controls(text: str) -> None:
    cleaned = clean(text)
    assert len((cleaned + "x").splitlines()) == 1
    assert [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}] == []
    assert [
        c for c in cleaned if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
    ] == []


def test_words_stay_as_they_are() -> None:
    text = "“Ніхто не бачив”, — L’Écho de Bréval, مرحبا, 👩‍🚒"
    assert clean(text) == text


def test_breaks_become_one_space_and_controls_show() -> None:
    assert clean("a\r\n\tb\x1b[31mc\u202ed") == "a b\ufffd[31mc\ufffdd"


def test_a_table_in_a_pipe_is_tabs_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(Table(("who", "what"), (("Tollmark", "long " * 100), ("a\tb", "[red]x"))))
    assert capsys.readouterr().out == f"who\twhat\nTollmark\t{'long ' * 100}\na b\t[red]x\n"


def test_lines_are_cleaned(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines(["a\x1bb", "c"])
    assert capsys.readouterr().out == "a\ufffdb\nc\n"
