"""An invented story as a value: a dam's gate opens at night, and accounts of it differ."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from sayso.model import (
    Answer,
    Change,
    Claim,
    Comparison,
    Event,
    EvidenceKind,
    Factuality,
    FirstReport,
    Interval,
    Judgement,
    Link,
    Proposition,
    Question,
    Relation,
    RelationKind,
    Reuse,
    SourceKind,
    Stance,
    Standing,
    Statement,
    Status,
    Story,
    Timing,
    Turn,
    Variable,
    Verdict,
    Verification,
    refusal,
    tagged,
)
from tests.dossier.making import (
    day,
    entity,
    make_claim,
    make_document,
    make_story,
    origin,
    passage,
    proposition,
    question,
)
from tests.dossier.reports import BRANNOCK, COURIER, NEWSROOM, POST, RADIO, WIRE


def _entity(claim: Claim) -> str:
    """The id of the entity that is a claim's source."""
    assert claim.source is not None
    return tagged("e1", [claim.source.name, claim.source.kind])


@cache
def dam_story() -> Story:
    """Six reports on a dam gate, one more that was partly read and one refused; twenty-five claims."""
    wire = make_document(
        WIRE,
        "Northmoor Wire",
        "Gate fails at Harrowmere Dam, village under water",
        "2034-03-14T09:30:00+01:00",
        "https://wire.example/2034/gate",
        "Read more: Ten walks around Harrowmere",
    )
    brannock = make_document(
        BRANNOCK, "Daily Brannock", "Village flooded", "2034-03-14T18:00:00+01:00", "https://brannock.example/a/19"
    )
    courier = make_document(
        COURIER, "Tamsin Courier", "Memo warned of cracked gate", "2034-03-15", "https://courier.example/memo"
    )
    post = make_document(POST, "Harrow Post", "Did the siren sound?", "2034-03-16", "https://post.example/siren")
    newsroom = make_document(
        NEWSROOM,
        "Corvane Water newsroom",
        "Statement on gate 3",
        "2034-03-16T12:00:00+01:00",
        "https://corvane.example/",
    )
    radio = make_document(
        RADIO, "Valley Radio", "Inspector: gate was wound open", "2034-03-20", "https://radio.example/1", "0 Comments"
    )
    weekly = replace(
        make_document("The week in Brannock.\n", "Brannock Weekly", "The week", "2034-03-18", "ftp://weekly.example/"),
        status=Status.PARTLY,
        reason="only the first of 3 pages has text",
    )
    scan = refusal("reports/scan.pdf", "a PDF without a text layer", "5ca9")

    hand, person, anonymous = SourceKind.ORGANISATION, SourceKind.PERSON, SourceKind.ANONYMOUS
    group, paper, tape = SourceKind.GROUP, SourceKind.DOCUMENT, SourceKind.RECORDING
    night, engineer = day("2034-03-14"), "a former engineer"
    thursday = day("2034-03-16")

    w_gave = make_claim(wire, "A sluice gate at the Harrowmere Dam gave way early on Tuesday", event_time=night)
    w_fail = make_claim(
        wire,
        "gate 3 had failed at 2.40 a.m. after “an unforeseeable fracture” of its hinge",
        "Corvane Water, which runs the dam",
        "said",
        hand,
        "Corvane Water",
        event_time=night,
    )
    w_none = make_claim(
        wire,
        "“No one at the dam opened it,”",
        "its operations director, Petra Quill",
        "told",
        person,
        "Petra Quill",
        factuality=Factuality.NOT_CERTAIN,
    )
    w_homes = make_claim(wire, "40 homes were flooded", "Emergency services", "said", hand, event_time=night)
    w_missing = make_claim(wire, "one person was missing", "Emergency services", "said", hand)
    unnamed = "A former engineer at the dam, who asked not to be named"
    w_hand = make_claim(
        wire,
        "the gate had been opened by hand to spare the main wall",
        unnamed,
        "said",
        anonymous,
        engineer,
        event_time=night,
    )
    b_gave = make_claim(brannock, "A sluice gate at the Harrowmere Dam gave way early on Tuesday", event_time=night)
    b_fail = make_claim(
        brannock,
        "Gate 3 had failed at 2.40 a.m. after “an unforeseeable fracture” of its hinge",
        "Corvane Water",
        "according to",
        event_time=night,
    )
    b_hand = make_claim(
        brannock,
        "the gate had been opened by hand to spare the main wall",
        unnamed,
        "said",
        anonymous,
        engineer,
        event_time=night,
    )
    b_rain = make_claim(brannock, "It was the second night of rain in the county")
    c_crack = make_claim(
        courier,
        "the hinge of gate 3 was cracked and would not last the winter",
        "An internal memo seen by the Courier",
        "warned",
        paper,
        "internal memo",
        evidence=[("An internal memo", EvidenceKind.DOCUMENT, Verification.UNVERIFIED)],
        event_time=Interval(date(2033, 11, 1), date(2033, 11, 30)),
    )
    c_known = make_claim(
        courier, "it had known of any crack", "Corvane Water", "denied", hand, factuality=Factuality.NOT_CERTAIN
    )
    c_record = make_claim(courier, "“We have no record of that document,”", "Ms Quill", "said", person, "Petra Quill")
    c_siren = make_claim(
        courier,
        "no siren had sounded before the water came",
        "Residents of Lower Tamsin",
        "said",
        group,
        factuality=Factuality.NOT_CERTAIN,
        event_time=night,
    )
    c_woke = make_claim(
        courier,
        "he reportedly woke the whole street himself",
        "Idris Fenn, a baker",
        "said",
        person,
        "Idris Fenn",
        hedges=["reportedly"],
        confidence=0.4,
    )
    c_warned = make_claim(courier, "“Nobody warned us.”", "Idris Fenn, a baker", "said", person, "Idris Fenn")
    c_homes = make_claim(courier, "212 homes were flooded", "The county council", "said", hand, "county council")
    c_hand = make_claim(
        courier, "The gate was opened by hand", "a former engineer", "told", anonymous, engineer, event_time=night
    )
    p_siren = make_claim(
        post,
        "The siren sounded at 2.15 a.m.",
        "Corvane Water",
        "said",
        evidence=[("a recording of the control room", EvidenceKind.INTERCEPT, Verification.DISPUTED)],
        event_time=night,
        said_at=thursday,
    )
    p_doubt = make_claim(post, "the siren in the recording is that night's", "Sound analysts", "doubt", group)
    p_rain = make_claim(
        post,
        "“There is rain on the roof in it, and it did not rain,”",
        "Mara Oduin, who teaches acoustics at Brannock College",
        "said",
        person,
        "Mara Oduin",
    )
    p_hand = make_claim(
        post,
        "The gate had been opened by hand to spare the main wall",
        "a former engineer",
        "citing",
        anonymous,
        engineer,
        via=[Link("Tamsin Courier", SourceKind.OUTLET)],
        event_time=night,
    )
    n_siren = make_claim(
        newsroom,
        "The siren at Harrowmere Dam sounded at 2.15 a.m. on 14 March",
        "the control room's recording",
        "shows",
        tape,
        "control room's recording",
        event_time=night,
    )
    n_sound = make_claim(
        newsroom,
        "The hinge was inspected in January 2034 and found sound",
        event_time=Interval(date(2034, 1, 1), date(2034, 1, 31)),
    )
    r_found = make_claim(
        radio,
        "The missing man from Lower Tamsin has been found alive",
        "police",
        "said",
        hand,
        said_at=day("2034-03-20"),
    )
    r_hand = make_claim(
        radio,
        "gate 3 was wound open by hand",
        "the state dam inspector, Lio Varga",
        "told",
        person,
        "Lio Varga",
        evidence=[("Marks on the winch", EvidenceKind.PHYSICAL, Verification.UNSTATED)],
        event_time=night,
    )
    r_cause = make_claim(
        radio,
        "the fracture “most likely a result and not the cause”",
        "She",
        "called",
        person,
        "Lio Varga",
        factuality=Factuality.PROBABLE,
        hedges=["most likely"],
    )
    r_report = make_claim(
        radio, "Her inquiry will report by 30 June", "she", "said", person, "Lio Varga",
        event_time=Interval(None, date(2034, 6, 30)),
    )  # fmt: skip
    claims = [v for k, v in sorted(locals().items()) if isinstance(v, Claim)]

    denies, doubts = Stance.DENIES, Stance.DOUBTS
    by_hand = proposition(
        "Gate 3 was opened by hand.",
        Standing.CONTESTED,
        [
            origin(
                "the same unnamed former engineer; Daily Brannock copies Northmoor Wire, Harrow Post cites the Courier",
                w_hand,
                b_hand,
                c_hand,
                p_hand,
            ),
            origin("her own finding, from marks on the winch", r_hand),
            origin("said by the operator's director", w_none, stance=denies),
        ],
        "two origins affirm it, one denies it",
    )
    failed = proposition(
        "Gate 3 failed because its hinge broke.",
        Standing.CONTESTED,
        [
            origin("Corvane Water speaks in both; Daily Brannock copies Northmoor Wire", w_fail, b_fail),
            origin("said by the inspector", r_cause, stance=doubts),
        ],
        "one origin affirms it and another doubts it",
    )
    siren = proposition(
        "The siren sounded at 2.15 a.m.",
        Standing.CONTESTED,
        [
            origin("both rest on the control room's recording, which Corvane Water released", p_siren, n_siren),
            origin("residents of the village speak", c_siren, stance=denies),
            origin("analysts of the recording speak", p_doubt, stance=doubts),
        ],
        "one origin affirms it, one denies it",
    )
    forty = proposition("40 homes were flooded.", Standing.SINGLE_ORIGIN, [origin("one source", w_homes)], "one origin")
    many = proposition("212 homes were flooded.", Standing.SINGLE_ORIGIN, [origin("one source", c_homes)], "one origin")
    gave = proposition(
        "A sluice gate gave way on 14 March.",
        Standing.SINGLE_ORIGIN,
        [origin("Daily Brannock copies Northmoor Wire", w_gave, b_gave)],
        "two reports, one of which copies the other",
    )
    crack = proposition(
        "Corvane Water knew that the hinge was cracked.",
        Standing.CONTESTED,
        [
            origin("the memo alone", c_crack),
            origin("the company speaks for itself", c_known, c_record, stance=denies),
        ],
        "one origin affirms it, one denies it",
    )
    unwarned = proposition(
        "Nobody warned the village.", Standing.SINGLE_ORIGIN, [origin("one witness", c_warned)], "one origin"
    )
    alone = [
        proposition(c.content.text, Standing.SINGLE_ORIGIN, [origin("one source", c)], "one origin")
        for c in (w_missing, c_woke, p_rain, r_report, r_found, b_rain, n_sound)
    ]
    lone = {held.claims[0].claim: held.id for held in alone}
    november = Interval(date(2033, 11, 1), date(2033, 11, 30))
    january = Interval(date(2034, 1, 1), date(2034, 1, 31))
    propositions = sorted([by_hand, failed, siren, forty, many, gave, crack, unwarned, *alone], key=lambda p: p.id)

    def answer(held: Proposition) -> Answer:
        return Answer(held.text, (held.id,), held.affirming_origins)

    def truth(text: str, held: Proposition) -> Question:
        return question(text, Variable.TRUTH, answer(held), Answer("No", (), held.denying_origins))

    questions = sorted(
        [
            question("Why did gate 3 open?", Variable.CAUSE, answer(by_hand), answer(failed)),
            truth("Did the siren sound?", siren),
            question("How many homes were flooded?", Variable.NUMBER, answer(forty), answer(many)),
            truth("Did Corvane Water know of the crack?", crack),
        ],
        key=lambda q: q.id,
    )
    lower = "ate 3 had failed at 2.40 a.m. after “an unforeseeable fracture” of its hinge"
    lead = "A sluice gate at the Harrowmere Dam gave way early on Tuesday, sending water through the village of Lower"
    whole = "A former engineer at the dam, who asked not to be named, said the gate had been opened by hand to spare"
    reuse = (
        Reuse(
            brannock.id,
            wire.id,
            tuple(passage(brannock, wire, words) for words in (lead, lower, whole)),
            "the same wording, later, without other sources",
        ),
    )
    sources: dict[tuple[SourceKind, str], list[Claim]] = {}
    for claim in claims:
        if claim.source is not None:
            sources.setdefault((claim.source.kind, claim.source.name), []).append(claim)
    comparison = Comparison(
        propositions=tuple(propositions),
        questions=tuple(questions),
        relations=(
            Relation(RelationKind.UPDATES, (r_found.id, w_missing.id), "a later report of the same person", 0.8),
            Relation(RelationKind.REPEATS, (b_hand.id, w_hand.id), "copied wording", 1.0),
        ),
        reuse=reuse,
        entities=tuple(
            sorted(
                (entity(name, kind, said, "one name in all reports") for (kind, name), said in sources.items()),
                key=lambda e: e.id,
            )
        ),
        statements=(
            Statement(siren.id, _entity(p_siren), Stance.AFFIRMS, day("2034-03-15"), Timing.TOLD, (p_siren.id,)),
            Statement(siren.id, _entity(c_siren), Stance.DENIES, day("2034-03-15"), Timing.PUBLISHED, (c_siren.id,)),
            Statement(
                by_hand.id, _entity(w_hand), Stance.AFFIRMS, day("2034-03-14"), Timing.PUBLISHED, (w_hand.id, b_hand.id)
            ),
        ),
        changes=(
            Change(Turn.CHANGED, _entity(r_found), (w_missing.id, r_found.id), "a later word of the same source"),
            Change(Turn.REVERSED, _entity(c_record), (w_none.id, c_record.id), "denied, then affirmed"),
        ),
        firsts=(
            FirstReport(by_hand.id, (w_hand.id,), day("2034-03-14"), True, "published before all others"),
            FirstReport(siren.id, (p_siren.id, n_siren.id), day("2034-03-16"), False, "published at the same time"),
        ),
        events=(
            Event(november, "A memo warns of the cracked hinge", (c_crack.id,), crack.id),
            Event(january, "The hinge is inspected", (n_sound.id,), lone[n_sound.id], (night,)),
            Event(night, "Gate 3 fails", (w_fail.id, b_fail.id), failed.id),
            Event(night, "The siren sounds", (p_siren.id, n_siren.id), siren.id),
            Event(Interval(None, date(2034, 6, 30)), "The inquiry reports", (r_report.id,), lone[r_report.id]),
        ),
    )
    judgements = (
        Judgement("j1:01", c_woke.id, Verdict.REJECT, "A. Lindqvist", datetime(2034, 3, 21, 9, tzinfo=UTC), "garbled"),
        Judgement("j1:02", r_hand.id, Verdict.ACCEPT, "A. Lindqvist", datetime(2034, 3, 21, 10, tzinfo=UTC)),
    )
    documents = [wire, brannock, courier, post, newsroom, radio, weekly, scan]
    return make_story(documents, claims, comparison, judgements=judgements)
