"""Each assertion of a content as a claim of its own: what is parted, what stays whole, what the parts share."""

import pytest

from sayso.claims import extract_claims
from sayso.model import Claim
from sayso.reading import Reader
from tests.claims.cases import make_document

PARTED = [
    (
        "The memo says that the pump was on its way to Quell and that it would have six blades.",
        ["the pump was on its way to Quell", "it would have six blades"],
    ),
    (
        "A pump is in the valley but did not start on 4 May, Dana Holt said.",
        ["A pump is in the valley", "did not start on 4 May"],
    ),
    (
        "Dana Holt said the weir will have nine gates and is to open in June.",
        ["the weir will have nine gates", "is to open in June"],
    ),
    (
        "“I asked for the pump myself. There will be twelve of them,” Dana Holt said.",
        ["I asked for the pump myself", "There will be twelve of them"],
    ),
    (
        "Two people died and forty houses were flooded, the board said.",
        ["Two people died", "forty houses were flooded"],
    ),
    (
        "No boat hit it, Dana Holt said; you do not sail in a storm.",
        ["No boat hit it", "you do not sail in a storm"],
    ),
    (
        "“No boat hit it,” Dana Holt said: “you do not sail in a storm.”",
        ["No boat hit it", "you do not sail in a storm"],
    ),
    (
        "The boats had been sound, the board said in a note; the pumps had been sold in May.",
        ["The boats had been sound", "the pumps had been sold in May"],
    ),
    (
        "The ferry came in over the weekend of May 3 and 4, they said, and consists of at least a dozen parts.",
        ["The ferry came in over the weekend of May 3 and 4", "consists of at least a dozen parts"],
    ),
    (
        "“The lamp at the lock has been dark since noon,” Dana Holt writes. And then, as a line of its own: “As "
        "agreed, no word until Monday.”",
        ["The lamp at the lock has been dark since noon", "As agreed, no word until Monday"],
    ),
    (
        "Dana Holt said the first stones were thrown by the guards; our crew had done nothing to invite them.",
        ["the first stones were thrown by the guards", "our crew had done nothing to invite them"],
    ),
]
WHOLE = [
    "“It was late,” Dana Holt said, “because the shutter had gone down.”",
    "Dana Holt said the boat dragged its anchor and cut the cable.",
    "Dana Holt said the boat and the barge were sold.",
    "Dana Holt said she believed that the gate was open and that the lamp was lit.",
    "“We sold nothing. Not one boat,” Dana Holt said.",
    "“We sold nothing. Why would we?” Dana Holt said.",
    "Dana Holt said the gate was shut.",
]


def told(reader: Reader, text: str, *, apart: bool = True) -> list[Claim]:
    (annotated,) = reader.read([make_document(text, published="2031-05-08")])
    return [claim for claim in extract_claims(annotated, apart=apart) if not claim.own]


def bare(claim: Claim) -> str:
    return claim.content.text.strip("“”., ")


@pytest.mark.parametrize(("text", "expected"), PARTED)
def test_each_assertion_is_a_claim(text: str, expected: list[str], reader: Reader):
    found = told(reader, text)
    assert [bare(claim) for claim in found] == expected
    assert len({(claim.source, claim.cue, claim.chain) for claim in found}) == 1
    assert len({claim.id for claim in found}) == len(expected)


@pytest.mark.parametrize("text", WHOLE)
def test_one_assertion_stays_whole(text: str, reader: Reader):
    assert told(reader, text) == told(reader, text, apart=False)


@pytest.mark.parametrize(("text", "expected"), PARTED)
def test_an_attribution_is_one_claim_unless_asked(text: str, expected: list[str], reader: Reader):
    assert len(told(reader, text, apart=False)) == 1


def test_an_assertion_is_compared_with_the_subject_that_it_shares(reader: Reader):
    _, other = told(reader, "A pump is in the valley but did not start on 4 May, Dana Holt said.")
    assert other.gist.subject == ("pump",)
    assert other.gist.negated
    assert other.event_time is not None


def test_the_assertions_of_a_denial_are_both_denied(reader: Reader):
    found = told(reader, "The board denied that the gate was open and that the lamp was out.")
    assert len(found) == 2
    assert all(claim.factuality.denied for claim in found)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Two people died and forty houses were flooded on 4 May, the board said.", ["2031-05-04", "2031-05-04"]),
        ("On 4 May two people died and forty houses were flooded, the board said.", ["2031-05-04", "2031-05-04"]),
        ("The pump is in the valley and will be running by 20 May, the board said.", [None, "2031-05-20"]),
    ],
)
def test_a_time_at_the_end_or_the_start_is_that_of_both_clauses(text: str, days: list[str | None], reader: Reader):
    found = told(reader, text)
    last = [claim.event_time.last if claim.event_time else None for claim in found]
    assert [day.isoformat() if day else None for day in last] == days
