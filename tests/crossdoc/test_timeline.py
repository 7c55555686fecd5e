"""What happened when, what was said when, what changed, what was first: over small invented webs."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.crossdoc.affiliations import find_affiliations
from sayso.crossdoc.align import profile_claims
from sayso.crossdoc.changes import find_changes
from sayso.crossdoc.entities import resolve_sources
from sayso.crossdoc.sayings import build_sayings
from sayso.crossdoc.ties import build_ties
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Comparison, Course, Factuality, FirstReport, Form, Interval, RelationKind, Stance, Timing, Turn
from tests.crossdoc.webs import BODY, UNNAMED, Web


def day(text: str) -> tuple[date, date]:
    return date.fromisoformat(text), date.fromisoformat(text)


def spoke(web: Web, name: str, on: str) -> None:
    """The report tells on which day a claim was said."""
    web.claims[name] = replace(web.claims[name], said_at=Interval(*day(on)))


def changes(web: Web, compared: Comparison) -> set[tuple[Turn, str, str]]:
    names = {claim.id: name for name, claim in web.claims.items()}
    return {(c.turn, names[c.claims[0]], names[c.claims[1]]) for c in compared.changes}


def first(web: Web, compared: Comparison, name: str) -> FirstReport:
    home = web.home(compared, name).id
    return next(f for f in compared.firsts if f.proposition == home)


def bell(*days: str) -> Web:
    """One board says of one bell the same thing in a report each day."""
    web = Web()
    for number, published in enumerate(days):
        name = "abcdef"[number]
        web.report(name, "The Quarry Board said the bronze bell had cracked in the frost.", published=published)
        web.claim(name, name, "the bronze bell had cracked in the frost", "The Quarry Board", kind=BODY, cue="said")
    return web


def test_later_reports_of_the_same_words_are_one_statement_and_no_change() -> None:
    web = bell("2040-05-01", "2040-05-02", "2040-05-09")
    compared = web.align()
    (statement,) = compared.statements
    assert [web.names_of([c]) for c in statement.claims] == [{"a"}, {"b"}, {"c"}]
    assert (statement.said, statement.timing) == (Interval(*day("2040-05-01")), Timing.PUBLISHED)
    assert compared.changes == ()


def test_what_is_told_to_be_said_on_another_day_is_another_statement() -> None:
    web = bell("2040-05-01", "2040-05-09")
    spoke(web, "b", "2040-05-08")
    compared = web.align()
    assert [s.timing for s in compared.statements] == [Timing.PUBLISHED, Timing.TOLD]
    assert changes(web, compared) == {(Turn.HELD, "a", "b")}


@pytest.mark.parametrize(("second", "held"), [("2040-04-21", set()), ("2040-04-22", {(Turn.HELD, "a", "b")})])
def test_of_two_days_next_to_each_other_one_may_be_the_other(second: str, held: set[tuple[Turn, str, str]]) -> None:
    web = bell("2040-05-01", "2040-05-09")
    spoke(web, "a", "2040-04-20")
    spoke(web, "b", second)
    assert changes(web, web.align()) == held


def test_words_said_before_the_first_report_are_no_later_statement() -> None:
    web = bell("2040-05-01", "2040-05-09")
    spoke(web, "b", "2040-04-30")
    assert changes(web, web.align()) == set()


def test_what_is_said_to_be_repeated_is_held() -> None:
    web = bell("2040-05-01")
    text = "The Quarry Board repeated that the bronze bell had cracked in the frost."
    web.report("b", text, published="2040-05-09")
    web.claim(
        "b", "b", "the bronze bell had cracked in the frost", "The Quarry Board", kind=BODY, cue="repeated"
    )  # fmt: skip
    compared = web.align()
    assert changes(web, compared) == {(Turn.HELD, "a", "b")}
    assert compared.changes[0].why == "said again, as the report tells"


def test_undated_words_have_no_day() -> None:
    web = bell("2040-05-01")
    document = web.documents["a"]
    undated = replace(document, metadata=replace(document.metadata, published=None))
    web.documents["a"] = undated
    (statement,) = web.align().statements
    assert (statement.said, statement.timing) == (None, Timing.UNDATED)


def reversal(kind: str = "The Quarry Board", said: str = "2040-05-08", told: bool = True) -> Web:
    """Somebody who says that the bell had cracked denies it in a later report."""
    web = bell("2040-05-01")
    web.report("b", f"{kind} denied that the bronze bell had cracked in the frost.", published="2040-05-09")
    web.claim(
        "b", "b", "the bronze bell had cracked in the frost", kind, kind=BODY, cue="denied",
        factuality=Factuality.NOT_CERTAIN,
    )  # fmt: skip
    if told:
        spoke(web, "b", said)
    return web


def test_who_affirmed_and_later_denies_has_reversed_it() -> None:
    web = reversal()
    compared = web.align()
    assert web.stance(compared, "b") is Stance.DENIES
    assert changes(web, compared) == {(Turn.REVERSED, "a", "b")}


def test_a_word_taken_back_is_withdrawn() -> None:
    web = bell("2040-05-01")
    text = "The Quarry Board withdrew its claim that the bronze bell had cracked in the frost."
    web.report("b", text, published="2040-05-09")
    web.claim(
        "b", "b", "the bronze bell had cracked in the frost", "The Quarry Board", kind=BODY, cue="withdrew",
        factuality=Factuality.NOT_CERTAIN,
    )  # fmt: skip
    compared = web.align()
    assert web.together(compared, "b") == {"a", "b"}
    assert changes(web, compared) == {(Turn.WITHDRAWN, "a", "b")}


def test_a_body_takes_back_its_word_on_its_own_page() -> None:
    web = bell("2040-05-01")
    page = "The statement that the bronze bell had cracked in the frost is withdrawn."
    web.report("b", page, outlet="Quarry Board", published="2040-05-09")
    web.claim("b", "b", "The statement that the bronze bell had cracked in the frost is withdrawn")
    compared = web.align()
    assert web.together(compared, "b") == {"a", "b"}
    assert changes(web, compared) == {(Turn.WITHDRAWN, "a", "b")}


def test_somebody_else_who_denies_it_has_reversed_nothing() -> None:
    web = reversal("The Rope Guild")
    assert changes(web, web.align()) == set()


def test_a_denial_from_before_the_first_report_reverses_nothing() -> None:
    web = reversal(said="2040-04-20")
    assert changes(web, web.align()) == set()


def test_a_denial_that_the_report_tells_of_as_older_reverses_nothing() -> None:
    web = bell("2040-05-01")
    web.report(
        "b", "The Quarry Board had denied that the bronze bell had cracked in the frost.", published="2040-05-09"
    )
    web.claim(
        "b", "b", "the bronze bell had cracked in the frost", "The Quarry Board", kind=BODY, cue="had denied",
        factuality=Factuality.NOT_CERTAIN,
    )  # fmt: skip
    compared = web.align()
    assert web.stance(compared, "b") is Stance.DENIES
    assert changes(web, compared) == set()


def test_a_hedge_dropped_in_its_own_words_is_hardening() -> None:
    web = bell("2040-05-01", "2040-05-09")
    web.claims["a"] = replace(web.claims["a"], factuality=Factuality.POSSIBLE, form=Form.DIRECT)
    web.claims["b"] = replace(web.claims["b"], form=Form.DIRECT)
    spoke(web, "b", "2040-05-09")
    assert changes(web, web.align()) == set()  # the day of the report is no day that is told
    spoke(web, "b", "2040-05-08")
    assert changes(web, web.align()) == {(Turn.HARDENED, "a", "b")}


def test_a_hedge_that_may_be_the_other_outlets_is_no_hardening() -> None:
    web = bell("2040-05-01", "2040-05-09")
    web.claims["a"] = replace(web.claims["a"], factuality=Factuality.POSSIBLE)
    spoke(web, "b", "2040-05-08")
    assert changes(web, web.align()) == {(Turn.HELD, "a", "b")}


def test_who_is_not_named_is_held_to_nothing() -> None:
    web = bell("2040-05-01", "2040-05-09")
    for name in ("a", "b"):
        claim = web.claims[name]
        assert claim.source is not None
        web.claims[name] = replace(claim, source=replace(claim.source, kind=UNNAMED))
    spoke(web, "b", "2040-05-08")
    assert changes(web, web.align()) == set()


def opening(reported: str) -> Web:
    """A board names a day on which its bridge will open, and in a later report, in other words, another one."""
    web = Web()
    for name, published, words, to_come in (
        ("a", "2040-05-01", "the rope bridge will open with eels, cider and a fiddler from Marrow Hill", "2040-06-01"),
        (
            "b",
            reported,
            "the rope bridge will open once the council has paid the ferrymen what it owes them",
            "2040-07-01",
        ),
    ):
        web.report(name, f"The Bridge Board said {words}.", published=published)
        web.claim(name, name, words, "The Bridge Board", kind=BODY, cue="said", time=day(to_come))
        web.claims[name] = replace(web.claims[name], course=Course.PLANNED)
    return web


def put_off(web: Web) -> set[tuple[Turn, str, str]]:
    """The changes of claims that comparing neither joins nor calls an update."""
    documents, claims, vocabulary = list(web.documents.values()), list(web.claims.values()), load_vocabulary()
    cast = resolve_sources(documents, claims)
    ties = build_ties(documents, claims, (), cast, find_affiliations(documents, cast))
    profiles = profile_claims(documents, claims, ties, vocabulary)
    found = find_changes((), profiles.values(), (), (), build_sayings(documents, claims, ties), vocabulary)
    return changes(web, Comparison(changes=found))


def test_another_day_for_what_is_still_to_come_is_a_change() -> None:
    assert put_off(opening("2040-05-20")) == {(Turn.CHANGED, "a", "b")}


def test_another_day_after_the_first_had_passed_may_be_another_opening() -> None:
    assert put_off(opening("2040-06-20")) == set()


def test_a_later_word_of_the_same_source_is_a_change() -> None:
    web = opening("2040-05-20")
    compared = web.align()
    assert {r.kind for r in compared.relations} == {RelationKind.UPDATES}
    assert changes(web, compared) == {(Turn.CHANGED, "a", "b")}


@pytest.mark.parametrize(
    ("days", "sure", "names"),
    [
        (("2040-05-01", "2040-05-02"), True, {"a"}),
        (("2040-05-02", "2040-05-01"), True, {"b"}),
        (("2040-05-01", "2040-05-01"), False, {"a", "b"}),
        (("2040-05-01T08:00:00+00:00", "2040-05-01T09:00:00+00:00"), True, {"a"}),
        (("2040-05-01T08:00:00+00:00", "2040-05-01"), False, {"a", "b"}),
    ],
)
def test_the_first_report_as_far_as_dates_tell(days: tuple[str, ...], sure: bool, names: set[str]) -> None:
    web = bell(*days)
    found = first(web, web.align(), "a")
    assert (found.sure, web.names_of(list(found.claims))) == (sure, names)


def test_a_report_without_a_date_may_be_older_than_all() -> None:
    web = bell("2040-05-01", "2040-05-02")
    document = web.documents["b"]
    web.documents["b"] = replace(document, metadata=replace(document.metadata, published=None))
    found = first(web, web.align(), "a")
    assert (found.sure, found.date, found.why) == (False, None, "some of the reports have no date")


def test_of_one_day_the_report_that_is_cited_is_the_first() -> None:
    web = Web()
    for name, outlet, through in (("a", "Fen Courier", ()), ("b", "Moor Post", ("Fen Courier",))):
        web.report(name, f"{outlet}: a keeper, Odo Harn, said the bronze bell had cracked.", outlet=outlet)
        web.claim(name, name, "the bronze bell had cracked", "Odo Harn", cue="said", through=through)
    found = first(web, web.align(), "a")
    assert (found.sure, web.names_of(list(found.claims))) == (True, {"a"})


def cracked(*told: tuple[str, str, str]) -> Web:
    """Reports of the bell, each with its source, the day of publishing and the day that it gives of the crack."""
    web = Web()
    for number, (source, published, happened) in enumerate(told):
        name = "abcdef"[number]
        web.report(name, f"{source} said the bronze bell of Odderby had cracked in the frost.", published=published)
        web.claim(
            name, name, "the bronze bell of Odderby had cracked in the frost", source, cue="said", time=day(happened)
        )  # fmt: skip
    return web


def test_one_thing_given_two_days_is_two_events_that_know_of_each_other() -> None:
    web = cracked(("Odo Harn", "2040-05-03", "2040-05-01"), ("Ilse Brand", "2040-05-04", "2040-05-02"))
    one, two = web.align().events
    assert (one.others, two.others) == ((two.date,), (one.date,))


def test_what_is_told_as_done_did_not_happen_after_the_first_report_of_it() -> None:
    web = cracked(("Odo Harn", "2040-05-01", "2040-04-30"), ("Ilse Brand", "2040-05-09", "2040-04-30"))
    late = web.claims["b"]
    web.claims["b"] = replace(late, event_time=Interval(date(2040, 4, 1), date(2040, 4, 30)))
    assert [e.date.last for e in web.align().events] == [date(2040, 4, 30)] * 2
    web.claims["a"] = replace(web.claims["a"], event_time=Interval(*day("2040-05-02")))
    assert [e.date.first for e in web.align().events] == [date(2040, 4, 1)]


def test_a_day_within_a_month_is_no_other_day() -> None:
    web = cracked(("Odo Harn", "2040-05-03", "2040-05-01"), ("Ilse Brand", "2040-05-04", "2040-05-01"))
    web.claims["b"] = replace(web.claims["b"], event_time=Interval(date(2040, 5, 1), date(2040, 5, 31)))
    assert [e.others for e in web.align().events] == [(), ()]


def test_what_only_names_a_thing_is_no_event() -> None:
    web = Web()
    web.report("a", "The Quarry Board spoke of the bronze bell.")
    web.claim("a", "a", "the bronze bell", "The Quarry Board", kind=BODY, cue="spoke of", time=day("2040-04-30"))
    assert web.align().events == ()
