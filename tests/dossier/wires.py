"""An invented story of one wire report that forty outlets carry, and of two who say the same on their own."""

from sayso.model import Comparison, Reuse, SourceKind, Stance, Standing, Statement, Story, Timing, tagged
from tests.dossier.making import (
    day,
    entity,
    make_claim,
    make_document,
    make_story,
    origin,
    passage,
    proposition,
)

_CLOSED = "the bridge at Ostrel had been closed before the storm"
_WIRE = f"The port authority said {_CLOSED}. Traffic was led over the hill road.\n"


def wire_story(outlets: int = 40) -> Story:
    """A wire report and its copies in as many outlets, one of which it is; a driver; and a harbour pilot who denies."""
    wire = make_document(_WIRE, "Coast Wire", "Bridge was closed in time", "2035-05-02", "https://coast.example/1")
    copies = [
        make_document(
            f"Edition {number}. {_WIRE}",
            f"Paper {number:02}",
            "Bridge closed",
            "2035-05-03",
            f"https://p{number}.example/",
        )
        for number in range(1, outlets)
    ]
    local = make_document(
        f"Mira Tosk, a driver, said {_CLOSED}.\n",
        "Ostrel Echo",
        "What drivers saw",
        "2035-05-04",
        "https://echo.example/",
    )
    pilot = make_document(
        f"Jon Abel, a pilot, denied that {_CLOSED}.\n",
        "Harbour Post",
        "Pilot disagrees",
        "2035-05-05",
        "https://hp.example/",
    )
    body, person = SourceKind.ORGANISATION, SourceKind.PERSON
    carried = [make_claim(d, _CLOSED, "The port authority", "said", body, "Port authority") for d in (wire, *copies)]
    seen = make_claim(local, _CLOSED, "Mira Tosk, a driver", "said", person, "Mira Tosk")
    denied = make_claim(pilot, _CLOSED, "Jon Abel, a pilot", "denied", person, "Jon Abel")
    held = proposition(
        "The bridge at Ostrel had been closed before the storm.",
        Standing.CONTESTED,
        [
            origin("one report's wording is taken from the other", *carried),
            origin("", seen),
            origin("", denied, stance=Stance.DENIES),
        ],
        "one origin denies it",
    )
    authority = entity("Port authority", body, carried, "")
    comparison = Comparison(
        propositions=(held,),
        reuse=tuple(Reuse(copy.id, wire.id, (passage(copy, wire, _WIRE.strip()),), "same words") for copy in copies),
        entities=(authority,),
        statements=(
            Statement(
                held.id, authority.id, Stance.AFFIRMS, day("2035-05-02"), Timing.PUBLISHED, tuple(c.id for c in carried)
            ),
            Statement(held.id, tagged("e1", ["Jon Abel"]), Stance.DENIES, None, Timing.UNDATED, (denied.id,)),
        ),
    )
    return make_story([wire, *copies, local, pilot], [*carried, seen, denied], comparison)
