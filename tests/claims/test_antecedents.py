"""Whom a pronoun means: the one with most weight before it, by place, gender and number; none where none fits."""

import pytest

from tests.claims.conftest import Claims


@pytest.mark.parametrize(
    ("phenomenon", "text", "name"),
    [
        (
            "the bearer of a title, known in full elsewhere",
            "Runa Dahl leads the island. Prime Minister Dahl was asked about the dam. She said that it would hold.",
            "Runa Dahl",
        ),
        (
            "one who has not spoken, named as an owner",
            "Piet Marr's visit to the dam came late in the day. He said that it would hold.",
            "Piet Marr",
        ),
        (
            "one who is only spoken with",
            "Mayor Anton Reve came early. The police spoke with Agnes Dolm at the lock. She said that it would hold.",
            "Agnes Dolm",
        ),
        (
            "the subject before the object",
            "Piet Marr met Anton Reve on the quay. He said that the dam would hold.",
            "Piet Marr",
        ),
        (
            "the speaker before one who is spoken of",
            "Piet Marr said that Anton Reve had left early. He added that the dam would hold.",
            "Piet Marr",
        ),
        (
            'one who is named after "is"',
            "The head of the board is Agnes Dolm. She said that the dam would hold.",
            "Agnes Dolm",
        ),
        (
            "the one named last before a title's noun",
            "Canal Board director Agnes Dolm said that the lock was old. She added that the dam would hold.",
            "Agnes Dolm",
        ),
        (
            "a body in the possessive's stead",
            "The Canal Board opened the lock. It said that the dam would hold.",
            "Canal Board",
        ),
        (
            "a day is nobody",
            "The Canal Board met. On Tuesday it said that the dam would hold.",
            "Canal Board",
        ),
        (
            "many are not one",
            "Several divers met Piet Marr on the quay. They said that the dam would hold.",
            "Several divers",
        ),
        (
            "what is told of is not who tells it",
            "There was a letter from the Canal Board. The boats had been sold to the Harbour Trust in May, it said.",
            "letter",
        ),
        (
            "a body that the parser took for a name",
            "Quietly, the harbour ministry has dropped one of its explanations. The boats seen around Quell had not "
            "been those of the 3rd Canal Brigade, it said in a note to editors.",
            "harbour ministry",
        ),
        (
            "a spokeswoman by her office alone",
            "Quellmark, the spokeswoman for the port board, said that no pilot was on board. The boats were sold, she "
            "said.",
            "Quellmark",
        ),
    ],
)
def test_whom_a_pronoun_means(phenomenon: str, text: str, name: str, attributed: Claims):
    claim = attributed(text)[-1]
    assert claim.source is not None
    assert claim.source.name.removeprefix("The ") == name, phenomenon


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Agnes Dolm, the mother of two, opened the lock. He said that the dam would hold.", "He"),
        ("The lock was opened at noon. She said that the dam would hold.", "She"),
        ("The board said that no pilot was on board. She said that the dam would hold.", "She"),
        ("It rained on Tuesday. They said that the dam would hold.", "They"),
    ],
)
def test_where_nobody_fits_the_pronoun_keeps_its_own_words(text: str, pronoun: str, attributed: Claims):
    claim = attributed(text)[-1]
    assert claim.source is not None
    assert claim.source.name == pronoun


def test_names_within_anothers_quotation_weigh_little(attributed: Claims):
    text = 'Piet Marr stood on the quay. "Anton Reve never came. Anton Reve is a liar," he said.'
    claim = attributed(text)[-1]
    assert claim.source is not None
    assert claim.source.name == "Piet Marr"
