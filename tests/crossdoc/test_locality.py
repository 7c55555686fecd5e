"""A report of another affair changes nothing: what is compared of two affairs is what is compared of each."""

from sayso.model import Comparison
from tests.crossdoc.webs import Web

MILL = {
    "Lark": (
        "Five people were killed when a flour mill burned down in Quell on Monday, fire chief Ola Trim said. "
        "The blaze began in the grain loft of the Quell flour mill, she said. Sacks, beams and ladders fell into the "
        "millrace, and the miller's apprentices carried buckets all night."
    ),
    "Wren": (
        "Seven people were killed in the fire at the flour mill of Quell, coroner Per Hoyle said. "
        "Firemen from Tarn pumped water out of the millrace until the morning, and the grain loft is a heap of beams."
    ),
}
FERRY = {
    "Gull": (
        "Five people were killed when the ferry Orla struck a pier in Sundby on Friday, harbour master Finn Strand "
        "said. The ferry's rudder jammed in the swell, he said. Divers searched the hull, and passengers waited on the "
        "quay with blankets and lanterns."
    ),
    "Tern": (
        "Five people were killed in the wreck of the ferry Orla, deputy Runa Vik said. "
        "The pier of Sundby is closed, its planks and bollards torn out by the hull, and divers go down again today."
    ),
}

SAID = {
    "Lark": ("Five people were killed when a flour mill burned down in Quell", "Ola Trim"),
    "Wren": ("Seven people were killed in the fire at the flour mill of Quell", "Per Hoyle"),
    "Gull": ("Five people were killed when the ferry Orla struck a pier in Sundby", "Finn Strand"),
    "Tern": ("Five people were killed in the wreck of the ferry Orla", "Runa Vik"),
}


def web_of(*reports: dict[str, str]) -> Web:
    web = Web()
    for texts in reports:
        for name, text in texts.items():
            web.report(name, text)
            web.claim(name, name, *SAID[name])
    return web


def told(comparison: Comparison) -> set[object]:
    return {
        *comparison.propositions,
        *comparison.questions,
        *comparison.relations,
        *comparison.reuse,
        *comparison.events,
    }


def test_two_affairs_are_compared_as_if_alone():
    mill, ferry = web_of(MILL).align(), web_of(FERRY).align()
    assert told(web_of(MILL, FERRY).align()) == told(mill) | told(ferry)
    assert len(mill.questions) == 1
    assert any(len(p.claims) == 2 for p in ferry.propositions)


def test_like_words_of_two_affairs_are_of_two_propositions():
    web = web_of(MILL, FERRY)
    home = web.home(web.align(), "Lark")
    assert web.names_of([claim.claim for claim in home.claims]) == {"Lark"}
