import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sayso.errors import LexiconError, UsageError
from sayso.model import Document, Status, refusal
from sayso.story import Extracted, extract_documents
from tests.story.engines import LONG, load_broken, load_plain, make_document


def ended(documents: list[Document], jobs: int | None = None) -> list[Extracted]:
    return list(extract_documents(documents, load=load_plain, jobs=jobs))


def many(*texts: str) -> list[Document]:
    return [make_document(text, f"{place}.txt") for place, text in enumerate(texts)]


def test_each_document_comes_out_in_order_with_its_claims() -> None:
    documents = many("Brennia denies.", "Tollmark affirms.", "Penmark doubts.")
    results = ended(documents)
    assert [result.document for result in results] == documents
    assert [claim.document for result in results for claim in result.claims] == [d.id for d in documents]


def test_nothing_in_nothing_out() -> None:
    assert ended([]) == []
    assert ended([], jobs=3) == []


def test_a_fault_stops_at_its_document() -> None:
    documents = many("Brennia denies.", "poison", "Tollmark affirms.")
    results = ended(documents)
    assert [r.document.status for r in results] == [Status.READ, Status.PARTLY, Status.READ]
    assert [len(r.claims) for r in results] == [1, 0, 1]
    assert results[1].document.reason == "reading it failed: ValueError: a fault over two lines"
    assert results[1].document.id == documents[1].id


def test_a_language_without_a_reader_is_partly_read() -> None:
    french, english, regional = (
        make_document("La Ravnie dément.", "fr.txt", "fr"),
        make_document("Brennia denies.", "en.txt", None),
        make_document("Brennia denies, mate.", "gb.txt", "en-GB"),
    )
    results = ended([french, english, regional])
    assert [r.document.status for r in results] == [Status.PARTLY, Status.READ, Status.READ]
    assert results[0].document.reason == "no reader for the language 'fr'"


def test_a_refused_document_passes_unread() -> None:
    refused = refusal("photo.bin", "not a text")
    assert ended([refused, *many("Brennia denies.")])[0] == Extracted(refused)


def test_reasons_add_up() -> None:
    cut_short = replace(make_document("poison"), status=Status.PARTLY, reason="cut at 1 MB")
    assert ended([cut_short])[0].document.reason == (
        "cut at 1 MB; reading it failed: ValueError: a fault over two lines"
    )


def test_a_document_without_end_is_given_up() -> None:
    before = signal.getsignal(signal.SIGALRM)
    results = list(extract_documents(many("Brennia denies.", "endless"), load=load_plain, seconds=0.2))
    assert [r.document.status for r in results] == [Status.READ, Status.PARTLY]
    assert "seconds" in (results[1].document.reason or "")
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_missing_model_is_no_fault_of_a_document() -> None:
    with pytest.raises(OSError, match="not installed"):
        list(extract_documents(many("Brennia denies."), load=load_broken))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_malformed_word_list_is_no_fault_of_a_document(jobs: int) -> None:
    with pytest.raises(LexiconError, match="malformed"):
        ended(many("Brennia denies.", "word list " + LONG, LONG), jobs=jobs)


def test_processes_change_nothing() -> None:
    documents = [*many(LONG, "Brennia denies.", LONG + "Still.", "poison"), make_document("x", "fr.txt", "fr")]
    alone, together = ended(documents, jobs=1), ended(documents, jobs=2)
    assert alone == together


def test_processes_are_other_processes() -> None:
    reasons = {r.document.reason for r in ended(many("process 1 " + LONG, "process 2 " + LONG), jobs=2)}
    assert not any(str(os.getpid()) in (reason or "") for reason in reasons)


def test_a_document_that_kills_its_process_is_refused_alone() -> None:
    documents = many("Brennia denies.", "death", "Tollmark affirms. " + LONG, "Penmark doubts. " + LONG)
    results = ended(documents, jobs=2)
    assert [r.document for r in results if r.document.status is Status.READ] == [documents[0], *documents[2:]]
    assert results[1].document.status is Status.REFUSED
    assert results[1].document.reason == "reading it ended the process, twice"


def test_a_small_input_needs_no_second_process() -> None:
    reasons = [r.document.reason for r in ended(many("process", "process again"))]
    assert all(str(os.getpid()) in (reason or "") for reason in reasons)


def test_no_process_is_refused_as_usage() -> None:
    with pytest.raises(UsageError, match="1 or more"):
        ended(many("Brennia denies."), jobs=0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_documents_are_taken_as_they_are_needed(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield make_document(f"Brennia denies it for the {taken}th time. {LONG}")

    results = extract_documents(endless(), load=load_plain, jobs=jobs)
    for _ in range(3):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert taken < 20
