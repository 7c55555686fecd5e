"""When two claims speak of one story, one count and one happening."""

from sayso.crossdoc.comparable import counts_by_fate, counts_of, one_count, one_happening, one_story
from sayso.crossdoc.profiles import build_profiles
from sayso.crossdoc.words import load_vocabulary
from tests.crossdoc.test_deeds import profile_of
from tests.crossdoc.webs import Web

FIELDS = (
    "barley millet clover turnips cabbage lentils hops flax rye oats maize beans parsnips leeks onions radishes beets"
)
CRAFTS = "cooper weaver smith tanner potter glazier mason joiner thatcher miller baker brewer saddler cutler fuller"


def stories(first: str, second: str) -> tuple[bool, bool]:
    web = Web()
    for name, who, town, words in (("A", "Ola Trim", "Wend", first), ("B", "Per Hoyle", "Quell", second)):
        web.report(name, f"{who} said they praised {', '.join(words.split())} in {town}. It was late.")
        web.claim(name, name, f"they praised {', '.join(words.split())} in {town}", who)
    profiles = build_profiles(list(web.documents.values()), list(web.claims.values()), load_vocabulary())
    one, other = (next(p for p in profiles.values() if p.claim.document == web.documents[n].id) for n in "AB")
    return one_story(one, other), one_story(one, one)


def test_reports_with_next_to_nothing_in_common_are_of_two_stories() -> None:
    assert stories(f"{FIELDS} barns sheds carts ploughs", f"{CRAFTS} dyer hatter barber printer binder clerk") == (
        False,
        True,
    )


def test_reports_that_share_much_may_be_of_one_story() -> None:
    assert stories(f"{FIELDS} barns sheds carts ploughs", f"{FIELDS} barns sheds carts hedges")[0]


def test_a_short_report_leaves_it_open() -> None:
    assert stories("barley millet", "cooper weaver")[0]


def test_ages_zones_and_numbers_of_paragraphs_count_nothing() -> None:
    assert counts_of(profile_of("Bram Oake, 79, died in Wend")) == []
    assert counts_of(profile_of("the 79-year-old man died in Wend")) == []
    assert counts_of(profile_of("the clerk inspected gate three")) == []
    assert [q.high for q in counts_of(profile_of("the boat had eight oars"))] == [8]


def test_the_dead_and_the_hurt_are_two_counts() -> None:
    assert not one_count(profile_of("nine people died in the flood"), profile_of("forty people were injured"))
    assert one_count(profile_of("nine people died in the flood"), profile_of("forty people were killed"))


def test_each_number_is_of_the_fate_told_behind_it() -> None:
    both = counts_by_fate(profile_of("Three people were killed and at least nine injured in the mill"))
    assert {fate: [q.low for q in counts] for fate, counts in both.items()} == {"=die": [3.0], "=injure": [9.0]}
    lives = counts_by_fate(profile_of("Fourteen people lost their lives in the mill"))
    assert [[q.low for q in counts] for counts in lives.values()] == [[14.0]]


def test_people_of_whom_a_fate_is_told_are_no_count_of_others() -> None:
    assert not one_count(profile_of("two passengers died"), profile_of("thirty-one passengers were on the list"))
    assert one_count(profile_of("two passengers died"), profile_of("four passengers died"))


def test_the_same_things_are_one_count_whatever_is_done_with_them() -> None:
    assert one_count(profile_of("the boat had eight oars"), profile_of("six oars were sold"))
    assert not one_count(profile_of("the boat had eight oars"), profile_of("six cannons were sold"))


def test_two_predicates_are_two_happenings() -> None:
    assert one_happening(profile_of("the fire broke out at ten"), profile_of("the fire began at nine"))
    assert not one_happening(profile_of("the bridge opened on 3 May"), profile_of("the bridge was sold on 9 May"))
    assert not one_happening(profile_of("the war"), profile_of("the war"))
