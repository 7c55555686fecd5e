import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from sayso.claims import extract_claims
from sayso.crossdoc import align_story
from sayso.dossier import build_dossier, render_html, render_markdown
from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.likelihood import build_likelihoods, find_likelihood
from sayso.dossier.standards import CONFIDENCE, LIKELIHOODS
from sayso.dossier.values import Imprint, Line
from sayso.model import (
    Comparison,
    EvidenceKind,
    Judgement,
    Origin,
    Rated,
    Reliability,
    SourceKind,
    Span,
    Stance,
    Status,
    Story,
    Verdict,
    Verification,
    words_at,
)
from sayso.reading import Reader
from tests.dossier.making import make_claim, make_document, make_story
from tests.dossier.stories import dam_story
from tests.dossier.wires import wire_story

STORY = dam_story()
DOSSIER = build_dossier(STORY)


def line(lines: tuple[Line, ...], start: str) -> Line:
    (found,) = [one for one in lines if one.text.startswith(start)]
    return found


def number(text: str) -> int:
    """The last number in a line."""
    return int(re.findall(r"\d+", text)[-1])


def test_sources_are_counted_by_kind_and_by_name() -> None:
    assert DOSSIER.sourcing[0].text == (
        "13 sources in 7 reports from 7 outlets: 4 named persons, 4 organisations, 2 groups of people, 1 document, "
        "1 recording and 1 unnamed source."
    )
    named = line(DOSSIER.sourcing, "Of these, 10 are named and 3 are not.")
    assert {claim.words for claim in named.claims} == {
        speaker.claims[0].words for speaker in DOSSIER.speakers if speaker.kind in {"group of people", "unnamed source"}
    }


def test_one_is_one_and_no_outlet_is_counted_where_none_is_known() -> None:
    report = make_document("The pilot said the buoy broke loose. Some said it sank.", "", "Buoy", "2034-01-01", "")
    report = replace(report, metadata=replace(report.metadata, outlet=None))
    claims = [
        make_claim(report, "the buoy broke loose", "The pilot", "said", SourceKind.PERSON),
        make_claim(report, "it sank", "Some", "said", SourceKind.GROUP),
    ]
    texts = [one.text for one in build_dossier(make_story([report], claims, Comparison())).sourcing]
    assert texts[:2] == [
        "2 sources in 1 report from unknown outlets: 1 group of people and 1 named person.",
        "Of these, 1 is named and 1 is not.",
    ]


def test_one_wire_in_many_outlets_counts_as_one_origin() -> None:
    story = wire_story(40)
    (held,) = story.comparison.propositions
    alone = build_dossier(with_origins(story, held.origins[:1])).sourcing
    assert line(alone, "1 statement in more than one report; of these, 1 is on one origin, however many").claims
    assert line(alone, "On two or more independent origins: 0 of them.").claims == ()
    both = build_dossier(story).sourcing
    assert line(both, "1 statement in more than one report; of these, 0 are on one origin").claims == ()
    assert line(both, "On two or more independent origins: 1 of them.").claims
    copies = line(both, "39 of 42 reports take wording from others.").claims
    assert sorted(claim.outlet for claim in copies) == [f"Paper {number:02}" for number in range(1, 40)]


def test_what_rests_on_nothing_any_more_is_on_no_origin() -> None:
    found = build_dossier(with_origins(wire_story(3), ())).sourcing
    assert line(found, "1 statement in more than one report; of these, 0 are on one origin").claims == ()
    assert line(found, "On no origin that still counts, after what was withdrawn: 1 of them.").claims
    assert not any("still counts" in one.text for one in DOSSIER.sourcing)


def with_origins(story: Story, origins: Iterable[Origin]) -> Story:
    """A story of one proposition, as if it rested on these alone."""
    (held,) = story.comparison.propositions
    return replace(story, comparison=replace(story.comparison, propositions=(replace(held, origins=tuple(origins)),)))


def test_weaknesses_count_the_claims_that_they_lead_to() -> None:
    assert DOSSIER.weaknesses
    for weak in DOSSIER.weaknesses:
        assert number(weak.text) == len(weak.claims) > 0
    unnamed = line(DOSSIER.weaknesses, "On the word of unnamed sources")
    kinds = [c for c in STORY.claims if c.source and c.source.kind is SourceKind.ANONYMOUS]
    assert len(unnamed.claims) == len(kinds)
    hedged = [c for c in STORY.claims if c.hedges]
    assert len(line(DOSSIER.weaknesses, "Hedged").claims) == len(hedged)


def test_reliability_is_told_as_people_set_it() -> None:
    assert line(DOSSIER.sourcing, "Nobody has set how reliable").claims == ()
    first = STORY.judgements[0]
    rated = Rated(Reliability.D, "Corvane Water", SourceKind.ORGANISATION)
    ident = next(e.id for e in STORY.comparison.entities if e.name == "Corvane Water")
    judged = Judgement("j1:rate", ident, Verdict.RATE, "Ada", first.at, "", rated)
    told = build_dossier(replace(STORY, judgements=(*STORY.judgements, judged))).sourcing
    assert line(told, "How reliable").text == (
        "How reliable, as people set it (A to F): Corvane Water D; every other source counts as F, not judged."
    )


def test_what_is_not_known_names_questions_bare_doubts_and_what_was_not_read() -> None:
    questions = line(DOSSIER.unknowns, f"{len(STORY.comparison.questions)} questions").questions
    assert [place.text for place in questions] == [item.text for item in DOSSIER.differences]
    stances = {c.claim: c.stance for p in STORY.comparison.propositions for c in p.claims}
    bare = [c for c in STORY.claims if stances.get(c.id, Stance.AFFIRMS) is not Stance.AFFIRMS]
    offered = {c.id for c in bare if any(e.kind is not EvidenceKind.NONE for e in c.evidence)}
    found = line(DOSSIER.unknowns, "Denials and doubts for which no evidence is offered")
    assert {claim.words for claim in found.claims} == {c.content.text for c in bare if c.id not in offered}
    assert number(found.text) == len(found.claims) == len(bare) - len(offered) > 0
    assert "1 input" in line(DOSSIER.unknowns, "What stands in 1 input").text
    assert any(d.status is Status.PARTLY for d in STORY.documents)
    assert "in part" in line(DOSSIER.unknowns, "What stands in the rest of 1 report").text


def test_no_evidence_is_told_only_of_what_is_said_to_have_none() -> None:
    states = [
        (EvidenceKind.NONE, Verification.MISSING),
        (EvidenceKind.NONE, Verification.UNSTATED),
        (EvidenceKind.VIDEO, Verification.MISSING),
        (EvidenceKind.NONE, Verification.UNVERIFIED),
        (EvidenceKind.NONE, Verification.VERIFIED),
        (EvidenceKind.NONE, Verification.DISPUTED),
        (EvidenceKind.VIDEO, Verification.UNVERIFIED),
    ]
    text = " ".join(f"The pilot said buoy {n} broke loose." for n in range(len(states)))
    report = make_document(text, "Harbour Post", "Buoys", "2034-01-01", "")
    claims = [
        make_claim(report, f"buoy {n} broke loose", "The pilot", "said", evidence=[("said", kind, verification)])
        for n, (kind, verification) in enumerate(states)
    ]
    found = build_dossier(make_story([report], claims, Comparison())).unknowns
    told = line(found, "Claims of which it is said that there is no evidence")
    assert [claim.words for claim in told.claims] == [f"buoy {n} broke loose" for n in range(3)]


def test_undated_reports_are_not_known() -> None:
    documents = tuple(replace(d, metadata=replace(d.metadata, published=None)) for d in STORY.documents)
    dossier = build_dossier(replace(STORY, documents=documents))
    assert len(line(dossier.unknowns, "Reports without a date").claims) == len(dossier.reports)


def test_originals_that_were_not_recorded_are_said_where_the_ledger_was_asked() -> None:
    assert not any("bytes as collected" in one.text for one in DOSSIER.unknowns)
    assert "original" not in render_markdown(DOSSIER)
    assert "SHA-256 of the original" not in render_html(DOSSIER)
    assert "original was not recorded" not in render_html(DOSSIER)
    known = next(iter(build_catalogue(STORY).documents))
    asked = build_dossier(STORY, originals={known: "ab12"})
    without = line(asked.unknowns, "Reports of which the bytes as collected")
    assert len(without.claims) == len(DOSSIER.reports) - 1
    for shown in (render_html(asked), render_markdown(asked)):
        assert shown.count("The original was not recorded.") == len(DOSSIER.reports) - 1
        assert re.search("SHA-256 of the original (<code>)?ab12", shown)


_LIKELIHOOD = re.compile(r"\b(?:un)?likel|probab|certain|\bchance|\bodds\b|\bremote", re.IGNORECASE)
_LIKELY = "likely, probable: 55–80 %"
_VERY_LIKELY = "very likely, highly probable: 80–95 %"
_ALMOST_CERTAIN = "almost certain, nearly certain: 95–99 %"


@pytest.mark.parametrize(
    ("said", "words", "meaning"),
    [
        ("the sluice had probably failed", "probably", _LIKELY),
        ("the sluice was likely not opened by hand", "likely", _LIKELY),
        ("the sluice will very\nlikely fail", "very likely", _VERY_LIKELY),
        ("it is very likely that the sluice failed", "very likely", _VERY_LIKELY),
        ("the sluice almost certainly failed", "almost certainly", _ALMOST_CERTAIN),
        ("it is nearly certain that the sluice failed", "nearly certain", _ALMOST_CERTAIN),
        ("the sluice was not likely to fail", "not likely", ""),
        ("it isn't likely that the sluice failed", "isn't likely", ""),
        ("the sluice is not very likely to fail", "not very likely", ""),
        ("nobody thinks it likely that the sluice failed", "nobody thinks it likely", ""),
        ("it is no longer likely that the sluice failed", "no longer likely", ""),
        ("the sluice had most likely failed", "most likely", ""),
        ("it is less likely that the sluice failed", "less likely", ""),
        ("it is more likely than not that the sluice failed", "more likely than not", ""),
        ("the sluice was as likely as not to fail", "as likely as not", ""),
        ("the sluice possibly failed", "possibly", ""),
    ],
)
def test_words_are_quoted_with_what_weighs_or_turns_them(reader: Reader, said: str, words: str, meaning: str) -> None:
    report = make_document(f"Petra Quill said {said}.\n", "Harbour Post", "Sluice", "2034-01-01", "")
    claims = [claim for read in reader.read([report]) for claim in extract_claims(read)]
    (found,) = build_dossier(make_story([report], claims, Comparison())).likelihoods
    assert (found.words, found.meaning) == (words, meaning)


@pytest.mark.parametrize(
    ("cue", "words", "meaning"),
    [("doubted", "doubted that the sluice had probably", ""), ("said", "probably", _LIKELY)],
)
def test_what_is_doubted_has_no_range(reader: Reader, cue: str, words: str, meaning: str) -> None:
    text = f"Petra Quill {cue} that the sluice had probably failed.\n"
    report = make_document(text, "Harbour Post", "Sluice", "2034-01-01", "")
    claims = [claim for read in reader.read([report]) for claim in extract_claims(read) if not claim.own]
    (found,) = build_dossier(make_story([report], claims, align_story([report], claims))).likelihoods
    assert (found.words, found.meaning) == (words, meaning)


def test_what_another_clause_or_paragraph_denies_turns_no_word() -> None:
    for before in ("The gate was not opened, but", "Gate not safe\n\nIt"):
        text = f"{before} likely failed"
        assert find_likelihood(text, Span(text.index("likely"), text.index(" failed"))) == ("likely", _LIKELY)


def hedged_story() -> Story:
    text = "The pilot said the buoy probably broke loose. Perhaps about ten boats were hit, he said.\n"
    report = make_document(text, "Harbour Post", "Buoy", "2034-01-01", "")
    one = make_claim(report, "the buoy probably broke loose", "The pilot", "said", hedges=["probably"])
    other = make_claim(report, "about ten boats were hit", "he", "said", hedges=["about", "Perhaps"])
    return make_story([report], [one, other], Comparison())


def test_likelihood_words_are_quoted_and_inexact_numbers_are_none() -> None:
    found = build_likelihoods(build_catalogue(hedged_story()))
    assert [(one.words, one.meaning) for one in found] == [("probably", "likely, probable: 55–80 %"), ("perhaps", "")]
    assert [len(one.claims) for one in found] == [1, 1]


def test_confidence_is_of_the_attribution_and_covers_every_attributed_claim() -> None:
    told = [claim.reference for one in DOSSIER.confidence for claim in one.claims]
    assert len(told) == len(set(told)) == sum(not claim.own for claim in build_catalogue(STORY).claims.values())
    claims = tuple(replace(c, confidence=v) for c, v in zip(hedged_story().claims, (0.8, 0.49), strict=True))
    lines = build_dossier(replace(hedged_story(), claims=claims)).confidence
    assert [one.text for one in lines] == ["High: 1 attribution", "Low: 1 attribution"]
    assert "Confidence speaks of attribution alone" in render_markdown(DOSSIER)


def test_references_cite_each_report_and_their_places_give_the_words() -> None:
    texts = {d.id: d.text for d in STORY.documents}
    catalogue = build_catalogue(STORY)
    words = {catalogue.point(c).reference: (c.document, c.content.text) for c in catalogue.claims.values()}
    assert {ref for report in DOSSIER.reports for ref, _ in report.places} == set(words)
    for reference in DOSSIER.reports:
        for ref, spans in reference.places:
            document, content = words[ref]
            places = [Span(*map(int, span.split("–"))) for span in spans.split(", ")]
            assert words_at(texts[document], places).text == content


def test_every_form_says_what_it_was_made_of_and_how_to_check_it() -> None:
    imprint = Imprint("m1:abcd", "2034-03-21T08:00:00Z", "1.2.3", ("the question “Was it opened?”",))
    dossier = replace(DOSSIER, imprint=imprint)
    for shown in (render_html(dossier), render_markdown(dossier)):
        for words in ("m1:abcd", "2034-03-21T08:00:00Z", "1.2.3", STORY.digest, "This is a selection from a ledger"):
            assert words in shown
    bare = render_markdown(replace(DOSSIER, imprint=Imprint("", "", "1.2.3")))
    assert "No run of it is closed yet" in bare
    assert "selection" not in bare


def test_every_form_leads_to_all_that_a_line_counts() -> None:
    dossier = build_dossier(wire_story(40))
    copies = line(dossier.sourcing, "39 of 42 reports take wording")
    (told,) = [row for row in render_markdown(dossier).splitlines() if copies.text in row]
    assert re.findall(r"\[(\d+)\]", told) == [claim.reference for claim in copies.claims]
    assert len(copies.claims) == 39
    (cell,) = re.findall(rf"{re.escape(copies.text)}</bdi>(.*?)</details>", render_html(dossier), re.DOTALL)
    assert all(f'href="#{claim.anchor}"' in cell for claim in copies.claims)


def test_the_contents_lead_to_every_section() -> None:
    for imprint in (None, Imprint("", "", "1.2.3")):
        page = render_html(replace(DOSSIER, imprint=imprint))
        contents = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
        sections = re.findall(r'<section id="([^"]+)" aria-labelledby', page)
        assert re.findall(r'href="#([^"]+)"', contents) == sections


def test_the_page_has_the_same_lines_with_their_references() -> None:
    page, text = render_html(DOSSIER), render_markdown(DOSSIER)
    for one in (*DOSSIER.sourcing, *DOSSIER.weaknesses, *DOSSIER.unknowns, *DOSSIER.confidence):
        assert one.text in page
        assert one.text in text
    for report in DOSSIER.reports:
        assert page.count(report.ident) == text.count(report.ident) == 1


def test_no_dossier_says_how_likely_anything_is() -> None:
    """Where no report has a word of the table, none stands in the dossier but where it says what it does not say."""
    story = wire_story(3)
    assert not any(_LIKELIHOOD.search(document.text) for document in story.documents)
    told = render_markdown(build_dossier(story, originals={}))
    ours = re.sub(r"roposed grade.*", "", told.replace(LIKELIHOODS, "").replace(CONFIDENCE, ""))
    assert "The bridge at Ostrel" in ours
    assert _LIKELIHOOD.findall(ours.replace("Likelihood and confidence", "")) == []
