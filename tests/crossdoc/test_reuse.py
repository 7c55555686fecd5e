"""Which report took its wording from which: passages in both, direction, and what is no evidence."""

from sayso.crossdoc.reuse import counterpart, find_reuse
from sayso.model import Document, Mark, MarkKind, Metadata, Span, cut, document_id

STORY = (
    "A goods train left the rails outside Corrin on Sunday night and blocked the line to the coast until noon. "
    "Eleven wagons came to rest in a field of beet, and farm hands who had heard the noise brought lamps. "
    "The driver, who was unhurt, walked to the next signal box and rang for help himself."
)


def report(text: str, outlet: str, published: str | None, marks: tuple[Mark, ...] = ()) -> Document:
    metadata = Metadata(outlet=outlet, published=published)
    return Document(document_id(text, metadata), text, metadata, outlet, marks=marks)


def test_the_later_report_is_the_copy_and_both_passages_are_shown() -> None:
    wire = report(f"CORRIN - {STORY} The inquiry opens today.", "Coast Wire", "2040-05-01T06:00:00+00:00")
    paper = report(f"What a night. {STORY} Tell us what you saw!", "Corrin Bell", "2040-05-01T09:00:00+00:00")
    (reuse,) = find_reuse([paper, wire])
    assert (reuse.copy, reuse.of) == (paper.id, wire.id)
    assert cut(paper.text, [reuse.passages[0].copy]) == cut(wire.text, [reuse.passages[0].of]) == STORY[:-1]


def test_a_lightly_rewritten_copy_is_found() -> None:
    wire = report(STORY, "Coast Wire", "2040-05-01T06:00:00+00:00")
    text = STORY.replace("Eleven wagons", "Some wagons").replace("farm hands who had", "workers who had")
    (reuse,) = find_reuse([wire, report(text + " More soon.", "Corrin Bell", "2040-05-02")])
    assert reuse.of == wire.id


def test_a_credit_outweighs_a_clock_that_is_a_little_off() -> None:
    paper = report(f"{STORY} (Coast Wire)", "Corrin Bell", "2040-05-01T05:00:00+00:00")
    wire = report(STORY, "Coast Wire", "2040-05-01T06:00:00+00:00")
    (reuse,) = find_reuse([paper, wire])
    assert (reuse.copy, reuse.of) == (paper.id, wire.id)
    assert "credits" in reuse.why


def test_two_reporters_who_quote_one_statement_copy_nothing() -> None:
    first = report(f"The mayor spoke at length before the town hall. “{STORY}” He left at nine.", "Bell", "2040-05-01")
    second = report(f"Nobody had expected a speech that evening. “{STORY}” There was applause.", "Horn", "2040-05-02")
    assert find_reuse([first, second]) == ()


def test_marked_boilerplate_is_no_evidence() -> None:
    first = report(f"Rain fell on the harvest all day. {STORY}", "Bell", "2040-05-01")
    text = f"The price of wool has risen again. {STORY}"
    mark = Mark(Span(text.index(STORY), len(text)), MarkKind.BOILERPLATE)
    assert find_reuse([first, report(text, "Horn", "2040-05-02", (mark,))]) == ()


def test_a_common_phrase_is_no_evidence() -> None:
    first = report(
        "The ministry did not respond to a request for comment. Wool is dear in Tarn this year.", "Bell", "2040-05-01"
    )
    second = report(
        "The bank did not respond to a request for comment. Salt is cheap in Corrin, they say.", "Horn", "2040-05-02"
    )
    assert find_reuse([first, second]) == ()


def test_a_copy_of_a_copy_is_a_copy_of_the_first() -> None:
    reports = [report(f"{STORY} {n} more.", f"Paper {n}", f"2040-05-0{n}") for n in (1, 2, 3)]
    found = {(r.copy, r.of) for r in find_reuse(reports)}
    assert found == {(reports[1].id, reports[0].id), (reports[2].id, reports[0].id)}


def test_words_of_the_copy_lead_to_words_of_the_original() -> None:
    wire, paper = report(STORY, "Coast Wire", "2040-05-01"), report(f"Well! {STORY}", "Corrin Bell", "2040-05-02")
    (reuse,) = find_reuse([wire, paper])
    start = paper.text.index("Eleven wagons")
    place = counterpart(reuse, Span(start, start + 13))
    assert place is not None
    assert "Eleven wagons" in cut(wire.text, [place])
    assert counterpart(reuse, Span(0, 5)) is None
