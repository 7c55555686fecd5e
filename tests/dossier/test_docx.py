import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from docx import Document

from sayso.dossier import Dossier, build_dossier, render_docx
from sayso.dossier.values import Imprint
from tests.dossier.stories import dam_story, empty_story, hostile_story

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What may stand in a document: words, their looks, tables, and ways within it. No field, no formula, no object.
WRITTEN = {
    *("document", "body", "sectPr", "p", "pPr", "pStyle", "ind", "r", "rPr", "b", "t"),
    *("rFonts", "hyperlink", "bookmarkStart", "bookmarkEnd"),
    *("tbl", "tblPr", "tblStyle", "tblW", "tblGrid", "gridCol", "tr", "tc"),
}
LAYOUT = {f"{W}{name}" for name in ("pgSz", "pgMar", "cols", "docGrid")}
HOSTILE = [
    "<w:fldSimple w:instr='DDEAUTO c:\\\\calc'/>",
    '</w:t></w:r><w:r><w:instrText>HYPERLINK "https://evil.example"</w:instrText></w:r>',
    "=cmd|' /C calc'!A0",
    "{ INCLUDEPICTURE https://evil.example/x.png }",
    "https://evil.example/ file:///etc/passwd javascript:alert(1)",
    "&xxe; <!DOCTYPE a [<!ENTITY xxe SYSTEM 'file:///etc/passwd'>]>",
    "\u202egnp.exe\u2066",
    "\x00\x0b\x1b[2J\x7f\ufffe",
    "line\nline\ttab\r\nline",
]


def dossier(**known: object) -> Dossier:
    return build_dossier(dam_story(), **known)  # type: ignore[arg-type]


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def body(made: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(parts(made)["word/document.xml"])


def words(made: bytes) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body(made).iter(f"{W}p"))


def test_it_holds_the_sections_of_the_page():
    paper = Document(io.BytesIO(render_docx(dossier())))
    headings = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "Where accounts differ",
        "The sources in short",
        "What is not known",
        "What is claimed",
        "Who says what",
        "When",
        "Who copies whom",
        "Likelihood and confidence",
        "The reports",
        "What people decided",
        "Source references",
    ]
    assert len(paper.tables) >= 2
    assert paper.paragraphs[0].style is not None
    assert paper.paragraphs[0].style.name == "Title"


def test_every_style_that_it_asks_for_is_there():
    made = render_docx(dossier())
    styles = ElementTree.fromstring(parts(made)["word/styles.xml"])
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    asked = {e.get(f"{W}val") for tag in ("pStyle", "tblStyle") for e in body(made).iter(f"{W}{tag}")}
    assert asked
    assert asked <= known


def test_every_place_leads_to_one_bookmark():
    made = body(render_docx(dossier()))
    marks = [e.get(f"{W}name") for e in made.iter(f"{W}bookmarkStart")]
    idents = [e.get(f"{W}id") for e in made.iter(f"{W}bookmarkStart")]
    targets = [e.get(f"{W}anchor") for e in made.iter(f"{W}hyperlink")]
    assert len(marks) == len(set(marks)) == len(set(idents))
    assert set(targets) <= set(marks)
    # Claims lead into the reports, and from there to the citations.
    assert {f"at_{report.number}" for report in dossier().reports} <= set(targets)
    places = {number.replace(".", "_") for r in dossier().reports for number, _ in r.places}
    assert {f"at_{place}" for place in places} <= set(marks)
    assert idents == [e.get(f"{W}id") for e in made.iter(f"{W}bookmarkEnd")]


def test_the_same_dossier_gives_the_same_bytes():
    made = render_docx(dossier())
    assert made == render_docx(dossier())
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.namelist()[0] == "[Content_Types].xml"
    assert Document(io.BytesIO(made)).core_properties.author == "Sayso"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_mean_nothing(text):
    found = body(render_docx(build_dossier(hostile_story(text))))
    written = {element.tag.removeprefix(W) for element in found.iter() if element.tag not in LAYOUT}
    assert written <= WRITTEN
    assert not [e for tag in ("p", "r", "t", "tc") for e in found.iter(f"{W}{tag}") if set(e.attrib) - {SPACE}]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_points_outside(text):
    made = parts(render_docx(build_dossier(hostile_story(text))))
    for name, content in made.items():
        if name.endswith(".rels"):
            assert b"External" not in content
            assert b"evil" not in content
    hyperlinks = body(render_docx(build_dossier(hostile_story(text)))).iter(f"{W}hyperlink")
    assert all(set(link.attrib) == {f"{W}anchor"} for link in hyperlinks)


def test_hostile_words_are_shown():
    shown = words(render_docx(build_dossier(hostile_story("<b>&amp; =1+1 \u202e"))))
    assert "<b>&amp; =1+1" in shown
    assert "[U+202E]" in shown
    assert "\u202e" not in shown


def test_it_says_how_to_check_it_and_of_which_part_it_is():
    imprint = Imprint("m1:ab", "2034-03-21T00:00:00Z", "9.9", ("the question “Who?”",))
    shown = words(render_docx(replace(dossier(), imprint=imprint)))
    assert "run sayso verify --root m1:ab on the ledger" in shown
    assert "`" not in shown
    assert dam_story().digest in shown
    assert "This is a selection from a ledger" in shown
    assert "the question “Who?”" in shown


def test_an_empty_story_is_a_document_too():
    assert "Nothing has been read yet." in words(render_docx(build_dossier(empty_story())))


def test_a_claim_is_cited_with_its_report_and_its_place():
    shown = words(render_docx(dossier(originals={d.id: "ab" * 32 for d in dam_story().documents})))
    (line,) = [line for line in shown.splitlines() if line.startswith("[1] Northmoor Wire, “Gate fails")]
    assert re.search(r"14 March 2034, https://wire.example/2034/gate. SHA-256 of the original abab", line)
    assert "Characters: 1.1 at " in line
