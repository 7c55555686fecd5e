"""The index finds exactly what a scan of all claims finds, in one order on both engines, page after page."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bench.drawing import Draw
from bench.large import FIRST_DAY, fill_ledger, make_pools
from sayso.ledger import Found, Ledger
from sayso.ledger.wording import Worded, find_phrase, words_in
from sayso.model import Claim, Document, Interval, Stance, Standing, Verdict
from tests.ledger.engines import ENGINES, Engine, PostgresEngine, SqliteEngine
from tests.ledger.samples import claim, report

CLAIMS, QUERIES, MOST = 2_000, 80, 100
STOCK = make_pools(random.Random(1), CLAIMS)
WORDS = STOCK.words.things


@dataclass(frozen=True)
class Held:
    """A claim with all that a query may ask of it."""

    claim: Claim
    document: Document
    member: tuple[Stance, Standing] | None
    judged: bool

    @property
    def stance(self) -> Stance | None:
        return self.member[0] if self.member else None

    @property
    def standing(self) -> Standing | None:
        return self.member[1] if self.member else None


Asks = Callable[[Held], bool]


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[type[Engine], Ledger]]:
    folder = tmp_path_factory.mktemp("finding")
    file, server = SqliteEngine.in_folder(folder), PostgresEngine.in_folder(folder)
    with file.open() as ledger:
        fill_ledger(ledger, CLAIMS)
        ledger.copy_to(server.place)
        with server.open() as copied:
            yield {SqliteEngine: ledger, PostgresEngine: copied}


@pytest.fixture(scope="module")
def held(ledgers: dict[type[Engine], Ledger]) -> list[Held]:
    story = ledgers[SqliteEngine].view_story()
    documents = {document.id: document for document in story.documents}
    members = {m.claim: (m.stance, p.standing) for p in story.comparison.propositions for m in p.claims}
    verdicts = {judgement.on: judgement.verdict for judgement in story.judgements}
    return [
        Held(claim, documents[claim.document], members.get(claim.id), claim.id in verdicts)
        for claim in story.claims
        if verdicts.get(claim.id) is not Verdict.REJECT
    ]


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def searched(request: pytest.FixtureRequest, ledgers: dict[type[Engine], Ledger]) -> Ledger:
    return ledgers[request.param]


def test_the_index_finds_what_a_scan_finds(searched: Ledger, held: list[Held]):
    met = 0
    for text, asks in drawn_queries(random.Random(3), held):
        due = {each.claim.id for each in held if asks(each)}
        found = searched.find(text, limit=MOST)
        ids = {hit.claim.id for hit in found.hits if hit.claim}
        assert ids == due if len(due) <= MOST else ids < due, text
        assert len(ids) == len(found.hits) == min(len(due), MOST)
        assert (found.next is None) == (len(due) <= MOST)
        assert found.total == len(due) if found.exact else found.total < len(due)
        met += bool(due)
    assert met > QUERIES / 2


def test_both_engines_give_one_order(ledgers: dict[type[Engine], Ledger], held: list[Held]):
    for text, _ in drawn_queries(random.Random(4), held, 30):
        one, other = (
            [hit.claim.id for hit in ledger.find(text, limit=400).hits if hit.claim] for ledger in ledgers.values()
        )
        assert one == other, text


@pytest.mark.parametrize("sort", ["best", "newest", "oldest"])
@pytest.mark.parametrize("words", ["", "in:text "])
def test_pages_give_each_find_once_in_the_order_of_one_page(searched: Ledger, sort: str, words: str):
    common = WORDS[3]
    query = f"{words}{common} sort:{sort}"
    whole = searched.find(query, limit=700).hits
    assert len(whole) > (100 if words else 500)
    found = searched.find(query, limit=77)
    paged = [*found.hits]
    while found.next and len(paged) < len(whole):
        found = searched.find(query, limit=77, after=found.next)
        paged += found.hits
    del paged[700:]
    assert paged == list(whole)


def test_newest_and_oldest_go_by_the_day_of_publishing(searched: Ledger):
    days = [hit.document.published_on or date.min for hit in searched.find("kind:anonymous", limit=300).hits]
    assert days == sorted(days, reverse=True)
    turned = searched.find("kind:anonymous sort:oldest", limit=300).hits
    assert [hit.document.published_on or date.min for hit in turned] == days[::-1]


def test_words_are_marked_where_they_stand(searched: Ledger):
    word = WORDS[40]
    for query in (word, f"in:text {word}"):
        for hit in searched.find(query).hits:
            marked = [hit.document.text[start:end].lower() for start, end in hit.marked]
            assert all(word in each for each in marked)
            assert marked or word in (hit.document.metadata.title or "").lower()
            assert all(hit.passage.holds(span) for span in hit.marked)


def test_reports_are_found_by_their_texts(searched: Ledger, held: list[Held]):
    documents = {each.document.id: each.document for each in held}.values()
    for word in WORDS[10:400:40]:
        due = {document.id for document in documents if has(f"{document.text}\n{document.metadata.title}", word)}
        found = searched.find(f"in:text {word}", limit=10_000)
        assert {hit.document.id for hit in found.hits} == due
        assert all(hit.claim is None for hit in found.hits)


def drawn_queries(rng: random.Random, held: list[Held], number: int = QUERIES) -> Iterator[tuple[str, Asks]]:
    words = Draw(rng, WORDS)
    for _ in range(number):
        drawn = [rng.choice(CONDITIONS)(rng, words, held) for _ in range(rng.choice((1, 1, 2, 3)))]
        yield " ".join(text for text, _ in drawn), _all_of([asks for _, asks in drawn])


def _all_of(asked: list[Asks]) -> Asks:
    return lambda each: all(asks(each) for asks in asked)


@cache
def worded(text: str) -> tuple[Worded, ...]:
    return tuple(words_in(text))


def has(text: str, phrase: str) -> bool:
    return any(find_phrase(worded(text), [word for word, _, _ in worded(phrase)]))


def says(each: Held, phrase: str) -> bool:
    source, cue = each.claim.source, each.claim.cue
    told = f"{source.name} {source.text}" if source else ""
    parts = (each.claim.content.text, told, cue.text if cue else "", each.document.metadata.title or "")
    return any(has(part, phrase) for part in parts)


def a_word(rng: random.Random, words: Draw, _: list[Held]) -> tuple[str, Asks]:
    word = words.one()
    return word.upper(), lambda each: says(each, word)


def a_phrase(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    content = rng.choice(held).claim.content.text.split()
    start = rng.randrange(len(content) - 2)
    phrase = " ".join(content[start : start + 2])
    return f'"{phrase}"', lambda each: says(each, phrase)


def without(rng: random.Random, words: Draw, _: list[Held]) -> tuple[str, Asks]:
    word = words.one()
    return f"-{word}", lambda each: not says(each, word)


def a_source(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    name = next(e.claim.source.name for e in rng.sample(held, 99) if e.claim.source)
    return f'source:"{name}"', lambda each: bool(each.claim.source) and has(each.claim.source.name, name)


def an_outlet(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    word = rng.choice(("herald", "courier", "gazette"))
    return f"outlet:{word}", lambda each: has(each.document.metadata.outlet or "", word)


def a_kind(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    kinds = rng.sample(("person", "anonymous", "document", "group"), 2)
    return f"kind:{','.join(kinds)}", lambda each: bool(each.claim.source) and each.claim.source.kind in kinds


def a_time(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    name = rng.choice(("said", "event", "published"))
    first = date.fromordinal(FIRST_DAY.toordinal() + rng.randrange(1_000))
    last = rng.choice((first, date.fromordinal(first.toordinal() + rng.randrange(500)), date.max))

    def asks(each: Held) -> bool:
        day = each.document.published_on
        told = {"said": each.claim.said_at, "event": each.claim.event_time, "published": day and Interval(day, day)}
        interval = told[name]
        return bool(interval) and interval.overlaps(Interval(first, last))  # type: ignore[union-attr]

    return f"{name}:{first}..{last if last != date.max else ''}", asks


def from_a_month(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    month = rng.randint(1, 12)

    def asks(each: Held) -> bool:
        day = each.document.published_on
        return day is not None and (2030, month) <= (day.year, day.month) <= (2030, 12)

    return f"from:2030-{month:02} to:2030", asks


def where_it_stands(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    wanted = rng.choice(tuple(Standing))
    if rng.random() < 0.3:
        return f"-standing:{wanted}", lambda each: each.standing is not wanted
    return f"standing:{wanted}", lambda each: each.standing is wanted


def a_stance(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    return "stance:denies", lambda each: each.stance is Stance.DENIES


def a_form(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    form = rng.choice(("direct", "indirect"))
    return f"form:{form}", lambda each: each.claim.form == form


def evidence(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    kind = rng.choice(("imagery", "video"))
    return f"evidence:{kind}", lambda each: any(offered.kind == kind for offered in each.claim.evidence)


def owned(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    return "own:yes", lambda each: each.claim.own


def judged(rng: random.Random, _: Draw, held: list[Held]) -> tuple[str, Asks]:
    return "judged:yes", lambda each: each.judged


CONDITIONS = (
    *(a_word, a_word, a_word, a_phrase, without, a_source, an_outlet, a_kind, a_time, a_time, from_a_month),
    *(where_it_stands, a_stance, a_form, evidence, owned, judged),
)


def ids(found: Found) -> list[str]:
    return [hit.claim.id for hit in found.hits if hit.claim]


def test_a_rejected_claim_is_found_again_once_that_is_undone_and_compared(tmp_path: Path):
    with SqliteEngine.in_folder(tmp_path).open() as ledger:
        fill_ledger(ledger, 1_000)
        story = ledger.view_story()
        rejected, *others = story.comparison.rejected
        query = f'"{ledger.view_claim(rejected).content.text}"'
        assert rejected not in ids(ledger.find(query))
        # It is of no proposition, as a claim that nobody else makes may be, and is found all the same.
        ledger.record_comparison(replace(story.comparison, rejected=tuple(others)))
        assert rejected in ids(ledger.find(query))


def test_a_claim_is_left_out_as_comparing_settled_it_on_whichever_version_it_was_judged(story: Engine):
    with story.open() as ledger:
        (carried,) = ids(ledger.find("ferry"))
        assert all(judgement.on != carried for judgement in ledger.view_judgements())
        ledger.record_comparison(replace(ledger.view_comparison(), rejected=(carried,)))
        assert ids(ledger.find("ferry")) == ids(ledger.find("ferry form:indirect")) == []
        assert carried not in ids(ledger.find("kind:anonymous own:yes"))


@pytest.mark.parametrize("words", ["", "in:text "])
def test_what_is_recorded_between_two_pages_moves_nothing_from_one_to_the_other(ledger: Ledger, words: str):
    """More than a window holds, all newer than what is there, and better: none is shown twice, none is passed over."""
    early = [_raining(number, f"2031-01-{number % 28 + 1:02}", "here") for number in range(420)]
    late = [_raining(number, "2031-02-02", "") for number in range(900, 1_200)]
    with ledger.batch():
        for document, said in early:
            ledger.record_document(document, (said,))
    seen = [*(found := ledger.find(f"{words}rains", limit=50)).hits]
    with ledger.batch():
        for document, said in late:
            ledger.record_document(document, (said,))
    while found.next:
        found = ledger.find(f"{words}rains", limit=50, after=found.next)
        seen += found.hits
    names = [hit.document.id for hit in seen]
    assert len(names) == len(set(names))
    assert {document.id for document, _ in early} <= set(names)


def _raining(number: int, published: str, where: str) -> tuple[Document, Claim]:
    document = report(f"She said it rains {where}", title=f"Rains, {number}", published=published)
    return document, claim(document, "She", "said", f"it rains {where}".strip())
