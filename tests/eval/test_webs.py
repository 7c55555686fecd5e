"""Planted webs, few and small: one origin is never counted as two, and two are kept. `bench.webs` plants a thousand."""

import pytest

from bench.planted import Planted, plant_pair, plant_single
from bench.webs import by_value, from_text

MOST = 25  # outlets of a web
WEBS = 24
FIRST = 5000  # seeds that the long run of a thousand does not have


@pytest.fixture(scope="module")
def webs() -> list[Planted]:
    seeds = range(FIRST, FIRST + WEBS)
    return [plant(seed, MOST) for seed in seeds for plant in (plant_single, plant_pair)]


def test_a_web_depends_on_its_seed_alone() -> None:
    assert plant_pair(3, MOST) == plant_pair(3, MOST)
    assert plant_pair(3, MOST) != plant_pair(7, MOST)


def test_what_a_web_tells_stands_in_its_reports(webs: list[Planted]) -> None:
    texts = {d.id: d.text for web in webs for d in web.documents}
    for said in (said for web in webs for said in web.said):
        text = texts[said.document]
        assert len(text[said.content.start : said.content.end]) > 20
        if said.mouth is not None and said.at is not None and not said.mouth.material:
            assert text[said.at.start : said.at.end].lower() == said.mouth.text.rstrip(",").lower()


def test_one_origin_is_never_two_and_two_are_kept(webs: list[Planted]) -> None:
    outcomes = list(by_value(webs))
    assert [o.web.name for o in outcomes if o.over] == []
    assert [o.web.name for o in outcomes if o.traced > o.web.origins] == []
    pairs = [o for o in outcomes if o.web.origins > 1]
    assert sum(o.kept for o in pairs) >= 0.95 * len(pairs)


def test_read_from_bare_text_one_origin_is_not_two() -> None:
    webs = [plant_single(seed, 6) for seed in range(FIRST, FIRST + 6)]
    assert [o.web.name for o in from_text(webs) if o.over] == []
