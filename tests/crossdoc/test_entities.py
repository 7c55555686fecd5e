"""Sources resolved across reports, and for whom they speak."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.crossdoc.affiliations import find_affiliations
from sayso.crossdoc.entities import Cast, resolve_sources
from sayso.model import Entity, SourceKind
from tests.crossdoc.webs import BODY, UNNAMED, Web


def resolved(web: Web) -> Cast:
    return resolve_sources(list(web.documents.values()), list(web.claims.values()))


def source(web: Web, name: str) -> Entity:
    cast = resolved(web)
    ident = cast.of_claim(web.claims[name])
    return next(e for e in cast.entities if e.id == ident)


def said(*sources: tuple[str, SourceKind]) -> Web:
    """One report a source, each saying something."""
    web = Web()
    for number, (name, kind) in enumerate(sources):
        web.report(f"R{number}", f"The bell rang {number} times, {name} said.")
        web.claim(str(number), f"R{number}", f"The bell rang {number} times", name, kind=kind)
    return web


def same(web: Web) -> bool:
    return source(web, "0").id == source(web, "1").id


def test_a_last_name_is_short_for_the_one_full_name() -> None:
    web = said(("Aldo Penn", SourceKind.PERSON), ("Penn", SourceKind.PERSON))
    assert same(web)
    assert source(web, "1").name == "Aldo Penn"
    assert set(web.names_of(source(web, "1").claims)) == {"0", "1"}
    assert "“Penn”" in source(web, "1").why


def test_a_title_is_no_part_of_a_name() -> None:
    assert same(said(("Foreign Minister Aldo Penn", SourceKind.PERSON), ("Aldo Penn", SourceKind.PERSON)))


def test_a_last_name_of_two_people_stays_apart() -> None:
    web = said(("Aldo Penn", SourceKind.PERSON), ("Penn", SourceKind.PERSON), ("Rosa Penn", SourceKind.PERSON))
    assert len({source(web, n).id for n in "012"}) == 3


def test_a_body_may_be_called_by_part_of_its_name() -> None:
    assert same(said(("Tarn Election Commission", BODY), ("the Election Commission", BODY)))


def test_an_acronym_is_short_for_a_name() -> None:
    assert same(said(("Coast Guard Service of Tarn", BODY), ("CGST", BODY)))


def test_a_country_is_not_its_coastguard() -> None:
    assert not same(said(("Tarn Coastguard", BODY), ("Tarn", SourceKind.GOVERNMENT)))


def test_a_place_is_not_short_for_the_paper_named_after_it() -> None:
    web = Web()
    web.report("A", "The bell rang, Tarn said.", outlet="Tarn Courier")
    web.claim("tarn", "A", "The bell rang", "Tarn", kind=BODY)
    assert source(web, "tarn").kind is BODY


def test_unnamed_sources_of_two_outlets_are_two_entities() -> None:
    assert not same(said(("a senior official", UNNAMED), ("a senior official", UNNAMED)))


def test_every_mention_is_a_place_in_a_report() -> None:
    web = said(("Aldo Penn", SourceKind.PERSON), ("Penn", SourceKind.PERSON))
    texts = {d.id: d.text for d in web.documents.values()}
    mentions = source(web, "0").mentions
    assert [texts[m.document][m.span.start : m.span.end] for m in mentions] == [m.text for m in mentions]
    assert sorted(m.text for m in mentions) == ["Aldo Penn", "Penn"]


def bodies_of(web: Web, name: str) -> set[str]:
    cast = resolved(web)
    ident = cast.of_claim(web.claims[name])
    assert ident is not None
    found = find_affiliations(list(web.documents.values()), cast).of(ident) - {ident}
    return {cast.parts[i].name for i in found}


def test_an_apposition_tells_for_whom_one_speaks() -> None:
    web = said(("the Tarn Salt Company", BODY))
    web.report("X", "Ines Falk, director of the Tarn Salt Company, said the bell was cracked.")
    web.claim("x", "X", "the bell was cracked", "Ines Falk")
    assert bodies_of(web, "x") == {"the Tarn Salt Company"}


def test_a_possessive_points_back_to_the_body_named_last() -> None:
    web = said(("the Tarn Salt Company", BODY))
    web.report("X", "The Tarn Salt Company was silent. Its chairman, Ines Falk, said the bell was cracked.")
    web.claim("x", "X", "the bell was cracked", "Ines Falk")
    assert bodies_of(web, "x") == {"the Tarn Salt Company"}


def test_a_witness_speaks_for_nobody() -> None:
    web = said(("the Tarn Salt Company", BODY))
    web.report("X", "Ines Falk, 52, who drives a cart at the Tarn Salt Company, said the bell was cracked.")
    web.claim("x", "X", "the bell was cracked", "Ines Falk")
    assert bodies_of(web, "x") == set()


def test_each_name_put_together_has_its_reason() -> None:
    entity = source(said(("Viktor Zaborsky", SourceKind.PERSON), ("V. Zaborsky", SourceKind.PERSON)), "0")
    (join,) = entity.joins
    assert {join.name, join.other} == {"Viktor Zaborsky", "V. Zaborsky"}
    assert "initials" in join.why
    assert not join.sure


def test_an_article_makes_no_other_name() -> None:
    entity = source(said(("the Tarn Salt Company", BODY), ("Tarn Salt Company", BODY)), "0")
    assert [join.sure for join in entity.joins] == [True]


def test_an_abbreviation_given_in_brackets_is_sure() -> None:
    web = Web()
    web.report("A", "The bell rang, the Guild of Salt (GoS) said.")
    web.claim("a", "A", "The bell rang", "Guild of Salt", kind=BODY)
    web.report("B", "The rope tore, the GOS said.")
    web.claim("b", "B", "The rope tore", "GOS", kind=BODY)
    assert source(web, "a").id == source(web, "b").id
    assert [(j.other, j.sure) for j in source(web, "a").joins] == [("GOS", True)]


def test_two_bodies_in_one_phrase_are_neither() -> None:
    web = said(("Salt Guild and the Harbour Board", BODY), ("Harbour Board", BODY), ("Salt Guild", BODY))
    assert len({source(web, n).id for n in "012"}) == 3


def test_a_place_that_a_report_names_is_not_its_company() -> None:
    web = said(("Tarn Hydro", BODY))
    web.report("X", "The bell rang in Tarn, Tarn said.")
    web.claim("x", "X", "The bell rang", "Tarn", kind=BODY)
    assert source(web, "0").id != source(web, "x").id


def test_he_and_she_are_not_one() -> None:
    web = Web()
    web.report("A", "Kim Penn came. She said the bell rang.")
    web.claim("a", "A", "the bell rang", "She", who="Kim Penn")
    web.report("B", "Penn came. He said the rope tore.")
    web.claim("b", "B", "the rope tore", "He", who="Penn")
    assert source(web, "a").id != source(web, "b").id


def test_a_last_name_in_a_report_of_other_matters_is_left_alone() -> None:
    web = Web()
    web.report("A", "On the quay of Karrow and in Lenn, Aldo Penn and Ilse Marn met. Aldo Penn said the bell rang.")
    web.claim("a", "A", "the bell rang", "Aldo Penn")
    web.report("B", "Near Dorsk and in Velm, the skier Penn met Odo Varn of Kessel. Then Penn said the snow was wet.")
    web.claim("b", "B", "the snow was wet", "Penn")
    assert source(web, "a").id != source(web, "b").id


NAMES = (
    ("Aldo Penn", SourceKind.PERSON),
    ("A. Penn", SourceKind.PERSON),
    ("Penn", SourceKind.PERSON),
    ("Rosa Penn", SourceKind.PERSON),
    ("Viktor Zaborsky", SourceKind.PERSON),
    ("Zaborskyy", SourceKind.PERSON),
    ("Harbour Safety Board", BODY),
    ("HSB", BODY),
    ("Tarn Salt Ministry", BODY),
    ("Ministry of Salt", BODY),
    ("the ministry", BODY),
)


@given(st.permutations(NAMES), st.integers(3, len(NAMES)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_reports_has_no_part_in_it(names: list[tuple[str, SourceKind]], number: int) -> None:
    web = said(*names[:number])
    documents, claims = list(web.documents.values()), list(web.claims.values())
    there = resolve_sources(documents, claims).entities
    assert resolve_sources(documents[::-1], claims[::-1]).entities == there


def test_a_common_noun_is_one_source_only_in_reports_of_one_matter() -> None:
    web = Web()
    told = "{} On the quay of {} and in {}, {} met {}. The police said the bell rang {}."
    web.report("A", told.format("Fire.", "Karrow", "Lenn", "Aldo Penn", "Ilse Marn", "once"))
    web.report("B", told.format("Smoke.", "Karrow", "Lenn", "Aldo Penn", "Rosa Quill", "twice"))
    web.report("C", told.format("Snow.", "Dorsk", "Velm", "Odo Varn", "Iva Stern", "often"))
    for name, times in (("A", "once"), ("B", "twice"), ("C", "often")):
        web.claim(name, name, f"the bell rang {times}", "police", kind=BODY)
    assert source(web, "A").id == source(web, "B").id != source(web, "C").id


def test_a_memo_is_one_in_more_words_and_fewer() -> None:
    paper = SourceKind.DOCUMENT
    assert same(said(("internal memo of the Salt Guild", paper), ("long internal memo of the Salt Guild", paper)))
    assert same(said(("memo of the Salt Guild seen by The R1 Post", paper), ("memo of the Salt Guild", paper)))


def test_two_memos_are_two() -> None:
    paper = SourceKind.DOCUMENT
    assert not same(said(("memo", paper), ("memo of the Salt Guild", paper)))
    assert not same(said(("memo of the Harbour Board", paper), ("memo of the Salt Guild", paper)))
    assert not same(
        said(
            ("memo of the Salt Guild", paper),
            ("first memo of the Salt Guild", paper),
            ("second memo of the Salt Guild", paper),
        )
    )


def test_one_who_speaks_for_a_body_is_not_its_longer_name() -> None:
    assert not same(said(("Former Ambassador to the Salt Guild Iva Stern", BODY), ("Salt Guild", BODY)))
