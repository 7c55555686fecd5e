"""Who passes a word on: every wording gives the same chain, and what only looks like it gives none."""

import pytest

from tests.claims.conftest import Claims

CLOSED = "the port will close"


def chains(claims: Claims, text: str, **known: str) -> list[list[str]]:
    return [[link.name for link in claim.chain[1:]] for claim in claims(text, **known)]


@pytest.mark.parametrize(
    "text",
    [
        f"Lena Ost told the Tarn Echo that {CLOSED}.",
        f"Lena Ost confirmed to the Tarn Echo that {CLOSED}.",
        f"Asked by the Tarn Echo about the boats, Lena Ost said {CLOSED}.",
        f"Lena Ost, in an interview on Monday with the Tarn Echo, said {CLOSED}.",
        f"In a letter published by the Tarn Echo, Lena Ost said {CLOSED}.",
        f"The Tarn Echo quoted Lena Ost as saying on Monday that {CLOSED}.",
        f"Lena Ost said on Monday that {CLOSED}, the Tarn Echo reported in its morning edition.",
        f"The Tarn Echo, quoting Lena Ost, reported that {CLOSED}.",
        f"Lena Ost says, as the Tarn Echo reported on Tuesday, that {CLOSED}.",
    ],
)
def test_another_outlet_stands_before_who_spoke_to_it(text: str, attributed: Claims):
    assert chains(attributed, text)[-1] == ["Tarn Echo", "Lena Ost"]
    assert chains(attributed, text, outlet="The Tarn Echo")[-1] == ["Lena Ost"]


@pytest.mark.parametrize(
    "text",
    [
        f"Lena Ost told a news conference in Quell that {CLOSED}.",
        f"Lena Ost told her brother that {CLOSED}.",
        f"Lena Ost wrote on her Telegram channel that {CLOSED}.",
        f"Lena Ost said in a post on X that {CLOSED}.",
        f"Lena Ost told the newspaper that {CLOSED}.",
    ],
)
def test_who_is_no_outlet_is_no_link(text: str, attributed: Claims):
    assert chains(attributed, text) == [["Lena Ost"]]


def test_the_report_of_an_outlet_is_the_outlet_s_word(attributed: Claims):
    (claim,) = attributed(f"According to a report in the Tarn Echo, {CLOSED}.")
    assert claim.source is not None
    assert (claim.source.name.removeprefix("the "), [link.name for link in claim.chain[1:]]) == (
        "Tarn Echo",
        ["Tarn Echo"],
    )


def test_a_chain_of_several(attributed: Claims):
    text = "The minister said that the memo, which was leaked to the Tarn Echo by a clerk, says the port will close."
    assert ["minister", "Tarn Echo", "clerk", "memo"] in chains(attributed, text)
