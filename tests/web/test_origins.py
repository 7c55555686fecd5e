import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger.lookup import Lookup
from sayso.model import Claim
from sayso.story import view_ranking
from sayso.web import create_app
from sayso.web.fans import draw_fans
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story, hostile_story
from tests.dossier.wires import wire_story

HERE = "http://127.0.0.1:8765"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"


def desk_of(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(path)), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    yield from desk_of(make_ledger(tmp_path_factory.mktemp("wire") / "wire.db", wire_story()))


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    yield from desk_of(make_ledger(tmp_path_factory.mktemp("dam") / "dam.db", dam_story()))


def counts(page: str) -> list[tuple[str, int, str]]:
    """Each number of the page: where it leads, how many, of what."""
    found = re.findall(r'class="count" href="([^"]+)" data-count="(\d+)" data-of="(\w+)"', page)
    return [(link.replace("&amp;", "&"), int(number), unit) for link, number, unit in found]


def shown(page: str, unit: str) -> int:
    return len(set(re.findall(rf'data-{unit}="([^"]*)"', page)))


def test_one_wire_in_forty_outlets_is_one_origin(wire: TestClient) -> None:
    page = wire.get("/origins").text
    assert [(number, unit) for _, number, unit in counts(page)] == [(41, "report"), (2, "origin")]
    (place,) = set(re.findall(r'href="(/propositions/[^"?]+)"', page))
    answer = wire.get(place)
    assert answer.status_code == 200
    assert len(re.findall(r'data-under="report-', answer.text)) == 39
    assert re.findall(r'data-origin="([^"]+)"', answer.text) == ["affirms-1", "affirms-2", "denies-1"]
    assert 'data-name="Port authority" data-stance="Affirmed by" data-reports="40"' in answer.text


@pytest.mark.parametrize("desk", ["wire", "dam"])
def test_every_number_opens_as_many(desk: str, request: pytest.FixtureRequest) -> None:
    client: TestClient = request.getfixturevalue(desk)
    pages = ["/origins", *set(re.findall(r'href="(/propositions/[^"?]+)"', client.get("/origins").text))]
    numbers = [number for page in pages for number in counts(client.get(page).text)]
    assert numbers
    for link, number, unit in numbers:
        assert shown(client.get(link).text, unit) == number, link


def test_a_proposition_shows_its_sides_standing_questions_and_statements(dam: TestClient) -> None:
    story = dam_story()
    for held in story.comparison.propositions:
        page = dam.get(f"/propositions/{held.id}").text
        assert page.count("<h1") == 1
        assert "Standing" in page
        assert shown(page, "claim") == len(held.claims)
    asked = next(q for q in story.comparison.questions if q.answers[0].propositions)
    assert f"/questions/{asked.id}" in dam.get(f"/propositions/{asked.answers[0].propositions[0]}").text
    said = dam.get(f"/propositions/{story.comparison.statements[0].proposition}").text
    assert "What was said when" in said


def test_a_side_alone_tells_the_same_of_the_whole(dam: TestClient) -> None:
    story, told = dam_story(), set[str]()
    for held in story.comparison.propositions:
        heads = {dam.get(f"/propositions/{held.id}{of}").text.split("</header>")[1] for of in ("", "?of=denies")}
        assert len(heads) == 1
        told |= {*re.findall("First said in|Open which was first", heads.pop())}
    assert "First said in" in told


def test_one_side_is_shown_alone(wire: TestClient) -> None:
    (place,) = set(re.findall(r'href="(/propositions/[^"?]+)"', wire.get("/origins").text))
    page = wire.get(f"{place}?of=denies").text
    assert "Jon Abel" in page
    assert shown(page, "claim") == 1
    assert "Show all sides" in page


def test_a_statement_made_often_is_shown_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = make_ledger(tmp_path / "wire.db", wire_story(450))
    read, looked_up = [], Lookup.claims

    def claims(lookup: Lookup, idents: Iterable[str]) -> dict[str, Claim]:
        found = looked_up(lookup, idents)
        read.append(len(found))
        return found

    monkeypatch.setattr(Lookup, "claims", claims)
    for desk in desk_of(ledger):
        (place,) = set(re.findall(r'href="(/propositions/[^"?]+)"', desk.get("/origins").text))
        for of, total, copies in (("", 452, 449), ("?of=affirms&origin=1", 450, 449), ("?of=denies", 1, 0)):
            following, seen, copied, pages = place + of, list[str](), 0, 0
            while following:
                page = desk.get(following).text
                pages += 1
                seen += re.findall(r'<tr data-claim="([^"]+)"', page)
                copied += page.count("<bdi>Coast Wire</bdi></a></td>")
                assert {(451, "report"), (2, "origin")} <= {(number, unit) for _, number, unit in counts(page)}
                found = re.search(r'rel="next" href="([^"]+from=[^"]+)"', page)
                following = found[1].replace("&amp;", "&") if found else ""
            assert (len(seen), len({*seen}), copied, pages) == (total, total, copies, -(-total // 200))
        said = desk.get(f"{place}?of=denies").text
        assert "447 further reports of it" in said
        assert "and 430 more" in said
    assert max(read) < 250, "no page reads more than it shows"


def test_what_is_no_proposition_is_said(dam: TestClient) -> None:
    answer = dam.get("/propositions/p1:none")
    assert answer.status_code == 404
    assert "search for its words" in answer.text


def test_the_greatest_gap_comes_first(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "dam.db", dam_story())
    carried = view_ranking(ledger).carried
    gaps = [one.reports - one.origins for one in carried]
    assert gaps == sorted(gaps, reverse=True)
    homes = {claim.id: claim.document for claim in dam_story().claims}
    for held in dam_story().comparison.propositions:
        reports = len({homes[c.claim] for c in held.claims if c.stance == "affirms"})
        found = [(one.reports, one.origins) for one in carried if one.proposition == held.id]
        assert found == ([(reports, held.affirming_origins)] if reports > 1 else [])


def test_a_report_brings_no_markup(tmp_path: Path) -> None:
    story = hostile_story(HOSTILE)
    with TestClient(create_app(str(make_ledger(tmp_path / "h.db", story))), base_url=HERE) as desk:
        page = desk.get(f"/propositions/{story.comparison.propositions[0].id}").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert ">49<" not in page


def test_a_fan_has_a_stroke_for_each_report_as_far_as_fits() -> None:
    assert draw_fans([]) == ()
    assert [len(fan.reports) for fan in draw_fans([3, 1])] == [3, 1]
    many = draw_fans([400, 1])
    assert [len(fan.reports) for fan in many] == [60, 1]
    assert many[0].radius > many[1].radius
    assert all(0 <= y <= 44 for fan in many for y in fan.reports)
