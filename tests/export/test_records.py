import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sayso.export import claim_record, document_record, entity_index, reuse_record
from sayso.export.records import Record
from sayso.export.whole import story_records
from sayso.model import Comparison, Entity, Interval, Lean, Leaning, SourceKind, Withdrawn
from tests.dossier.stories import dam_story

FIELDS = {
    "document": "id path url title outlet author published language status reason",
    "claim": (
        "id confidence document form source cue content chain factuality hedges evidence said_at event_time "
        "course attitude numbers dates places"
    ),
    "proposition": "id text claims affirming_origins denying_origins origins standing why grade",
    "question": "id text variable answers",
    "relation": "kind claims why score",
    "reuse": "copy of passages",
    "entity": "id name kind mentions why joins offices",
    "event": "date text claims proposition others",
    "statement": "proposition source stance said timing claims",
    "change": "turn source claims why",
    "first": "proposition claims date sure why",
    "leaning": "claim on by why",
    "withdrawn": "claim on why",
    "judgement": "id on verdict by at note claims change state state_by versions",
}
HELD = dam_story()
FIRST, SECOND = (claim.id for claim in HELD.claims[:2])
LEANINGS = (Leaning(FIRST, SECOND, Lean.CLAIM, "one cites the other's outlet"),)
WITHDRAWN = (Withdrawn(FIRST, HELD.documents[0].id, "it stands in that report"),)
STORY = replace(HELD, comparison=replace(HELD.comparison, leanings=LEANINGS, withdrawn=WITHDRAWN))
RECORDS = list(story_records(STORY))
CLAIMS = {record["id"]: record for record in RECORDS if record["type"] == "claim"}


def said(words: str) -> Record:
    return next(record for record in CLAIMS.values() if words in record["content"]["text"])


def test_every_kind_of_record_is_there_in_the_order_of_the_contract():
    assert list(dict.fromkeys(record["type"] for record in RECORDS)) == list(FIELDS)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_record_has_the_fields_of_the_contract_and_those_that_tell_more(kind):
    for record in RECORDS:
        if record["type"] == kind:
            assert list(record) == ["type", *FIELDS[kind].split()]


def test_the_page_on_records_names_all_their_fields_and_no_others():
    page = (Path(__file__).resolve().parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
    kinds = dict(re.findall(r"^## (\w+)\n(.*?)(?=^##|\Z)", page, re.M | re.S))
    named = {kind: " ".join(re.findall(r"`(\w+)`", " ".join(_cells(table)))) for kind, table in kinds.items()}
    assert {kind: set(fields.split()) for kind, fields in named.items()} == {
        k: set(f.split()) for k, f in FIELDS.items()
    }


def _cells(table: str) -> list[str]:
    """The first cell of each row."""
    return re.findall(r"^\|([^|]*)\|", table, re.M)


@pytest.mark.parametrize(
    ("words", "field", "keys"),
    [
        ("212 homes", "source", "text spans kind entity name unnamed"),
        ("212 homes", "cue", "text spans"),
        ("212 homes", "content", "text spans"),
        ("woke the whole street", "hedges", "text spans"),
        ("siren sounded at 2.15 a.m.", "evidence", "text spans kind verification by"),
        ("Gate 3 had failed", "event_time", "from to granularity"),
        ("212 homes", "chain", "name kind entity factuality"),
    ],
)
def test_the_parts_of_a_claim_have_exactly_their_fields(words, field, keys):
    parts = said(words)[field]
    for part in parts if isinstance(parts, list) else [parts]:
        assert list(part) == keys.split()


def test_the_outlets_own_word_has_neither_source_nor_cue():
    record = said("second night of rain")
    assert (record["source"], record["cue"]) == (None, None)
    assert [link["name"] for link in record["chain"]] == ["Daily Brannock"]


def test_words_are_cut_back_from_their_spans():
    texts = {document.id: document.text for document in STORY.documents}
    for record in CLAIMS.values():
        parts = [record["source"], record["cue"], record["content"], *record["hedges"], *record["evidence"]]
        for part in filter(None, parts):
            assert part["text"] == " … ".join(texts[record["document"]][start:end] for start, end in part["spans"])


def test_sources_and_chain_links_lead_to_their_entities():
    entities = {record["id"]: record for record in RECORDS if record["type"] == "entity"}
    for record in CLAIMS.values():
        if record["source"]:
            assert entities[record["source"]["entity"]]["name"] == record["source"]["name"]
            assert record["chain"][-1]["entity"] == record["source"]["entity"]


def test_a_link_that_two_entities_could_be_is_not_guessed():
    pair = [Entity(f"e1:{n}", "a police officer", SourceKind.ANONYMOUS, (), (), "") for n in range(2)]
    assert entity_index(Comparison(entities=tuple(pair))) == {}
    assert entity_index(Comparison(entities=tuple(pair[:1]))) == {"anonymous a police officer": "e1:0"}


def test_without_entities_and_with_a_path_for_the_document():
    record = claim_record(STORY.claims[0], document="reports/a.txt")
    assert record["document"] == "reports/a.txt"
    assert record["source"]["entity"] is None
    assert {link["entity"] for link in record["chain"]} == {None}


def test_open_ends_of_intervals_are_null():
    claim = replace(STORY.claims[0], said_at=Interval(None, date(2034, 6, 30)), event_time=None)
    record = claim_record(claim)
    assert record["said_at"] == {"from": None, "to": "2034-06-30", "granularity": None}
    assert record["event_time"] is None


def test_a_proposition_says_which_claims_make_which_origin_and_why():
    record = next(r for r in RECORDS if r["type"] == "proposition" and r["text"] == "Gate 3 was opened by hand.")
    assert (record["affirming_origins"], record["denying_origins"]) == (2, 1)
    assert [list(origin) for origin in record["origins"]] == [["name", "stance", "claims", "why"]] * 3
    assert {c["claim"] for c in record["claims"]} == {c for origin in record["origins"] for c in origin["claims"]}
    assert {c["stance"] for c in record["claims"]} == {"affirms", "denies"}


def test_the_denial_of_a_truth_question_has_no_propositions():
    (record,) = [r for r in RECORDS if r["type"] == "question" and r["text"] == "Did the siren sound?"]
    assert [list(answer) for answer in record["answers"]] == [["text", "propositions", "origins"]] * 2
    assert record["answers"][1]["propositions"] == []


def test_passages_hold_the_words_of_both_documents():
    documents = {document.id: document for document in STORY.documents}
    (reuse,) = STORY.comparison.reuse
    for passage in reuse_record(reuse, documents)["passages"]:
        for side, ident in (("copy", reuse.copy), ("of", reuse.of)):
            ((start, end),) = passage[side]["spans"]
            assert passage[side]["text"] == documents[ident].text[start:end] != ""


def test_a_refused_document_keeps_its_reason():
    refused = [document_record(d) for d in STORY.documents if d.status == "refused"]
    assert [(r["status"], r["reason"], r["title"]) for r in refused] == [
        ("refused", "a PDF without a text layer", None)
    ]
