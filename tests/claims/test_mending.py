"""What the parse gets wrong and is put right: passives, the start of a clause, the ends of a source."""

import pytest

from tests.claims.conftest import Claims


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor was accused by divers of hiding it.", "divers", "The mayor … of hiding it"),
        ("The lock is said by divers to leak.", "divers", "The lock … to leak"),
        ("The lock is alleged to have leaked.", None, "The lock … to have leaked"),
        ("The closure was announced by the trustees on Thursday.", "the trustees", "The closure"),
        ("The lock, it is claimed, was sound.", None, "The lock … was sound"),
        ("The board said earlier in the day that the lock leaked.", "The board", "that the lock leaked"),
        ("The clip appears to show the lock open.", "The clip", "the lock open"),
        ("Joost van der Dell said the lock leaked.", "Joost van der Dell", "the lock leaked"),
        (
            "The Harbour Union, which runs the pier, said a crane near the north lock, east of Tarn, had sunk it.",
            "The Harbour Union",
            "a crane near the north lock, east of Tarn, had sunk it",
        ),
        (
            "Dana Holt said a lorry from the quarry, its lamps off, had hit the wall.",
            "Dana Holt",
            "a lorry from the quarry, its lamps off, had hit the wall",
        ),
        (
            "The lock that failed in the old port very probably broke in the night, two divers said on Monday in an "
            "interim report that does not say who opened it.",
            "two divers",
            "The lock that failed in the old port very probably broke in the night",
        ),
        ("The board let the crew know that the pier was shut.", "The board", "that the pier was shut"),
        ("The pilot let it be known that he would not sail.", "The pilot", "that he would not sail"),
        (
            "It was late. In it the head of the control room lets director Orla Quist know that the lamp is dark.",
            "the head of the control room",
            "that the lamp is dark",
        ),
        (
            "The gate was left open on purpose, the harbour board has established.",
            "the harbour board",
            "The gate was left open on purpose",
        ),
        ("Dana Holt stuck to it on Monday that the lock leaked.", "Dana Holt", "that the lock leaked"),
        ("An internal e-mail shows that the lock leaked.", "An internal e-mail", "that the lock leaked"),
    ],
)
def test_source_and_content_stand_as_in_the_text(text: str, source: str | None, content: str, attributed: Claims):
    (claim,) = attributed(text)
    assert (claim.source.text if claim.source else None) == source
    assert claim.content.text == content


def test_who_wants_to_let_another_know_has_not_told_it(attributed: Claims):
    claims = attributed("Dana Holt said she wanted to calm the crew and let divers know that the lock leaked.")
    assert [claim.source.text for claim in claims if claim.source] == ["Dana Holt"]


def test_who_appears_to_dismiss_something_dismisses_nothing_twice(attributed: Claims):
    claims = attributed("The footage seems to confirm that the lock leaked.")
    assert [claim.cue.text if claim.cue else None for claim in claims] == ["seems to confirm"]
