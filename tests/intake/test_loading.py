"""From inputs to documents: each input ends as one, read, partly read or refused."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError, UsageError
from sayso.intake import Fetched, Limits, load_documents
from sayso.model import Document, MarkKind, Metadata, Status, document_id
from tests.intake.pdfs import encrypted, pdf
from tests.intake.shared import shared
from tests.intake.test_web_page import PARAGRAPHS, page

STORY = "ORLIN — The bell was sold to a buyer from Brenmark, the harbour master said on Monday.\n\n0 Comments\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def load(*names: str, limits: Limits = Limits(), given: Metadata = Metadata()) -> list[Document]:  # noqa: B008
    return list(load_documents(names, limits=limits, given=given))


def only(*names: str, limits: Limits = Limits(), given: Metadata = Metadata()) -> Document:  # noqa: B008
    (document,) = load(*names, limits=limits, given=given)
    return document


def test_a_text_is_read_with_its_marks_and_language():
    document = only(write("bell.txt", STORY))
    assert (document.path, document.status, document.reason) == ("bell.txt", Status.READ, None)
    assert document.text == STORY
    assert document.metadata == Metadata(language="en")
    assert [(m.kind, STORY[slice(*m.span)]) for m in document.marks] == [
        (MarkKind.DATELINE, "ORLIN —"),
        (MarkKind.BOILERPLATE, "0 Comments"),
    ]


def test_the_id_covers_text_and_metadata_as_given():
    document = only(write("bell.txt", STORY), given=Metadata(outlet="Letter"))
    assert document.id == document_id(STORY, Metadata(outlet="Letter"))
    assert only(write("sub/other.md", STORY), given=Metadata(outlet="Letter")).id == document.id
    assert only("bell.txt").id != document.id


def test_front_matter_is_read_marked_and_counted():
    text = f"---\ntitle: Bell sold\noutlet: Letter\npublished: 2031-05-03\nlanguage: uk\n---\n{STORY}"
    document = only(write("bell.md", text), given=Metadata(outlet="Other"))
    assert document.text == text
    assert document.metadata == Metadata(title="Bell sold", outlet="Other", published="2031-05-03", language="uk")
    assert document.marks[0].kind is MarkKind.FRONT_MATTER
    assert text[document.marks[0].span.end :] == STORY
    assert [m.kind for m in document.marks[1:]] == [MarkKind.DATELINE, MarkKind.BOILERPLATE]


def test_a_date_that_cannot_be_read_makes_it_partly_read():
    document = only(write("bell.md", f"---\ntitle: Bell\npublished: lately\n---\n{STORY}"))
    assert (document.status, document.metadata.published) == (Status.PARTLY, None)
    assert document.reason == "its date can't be read (lately); write YYYY-MM-DD"


def test_a_given_date_that_is_none_stops_at_once():
    with pytest.raises(UsageError):
        load_documents(["x.txt"], given=Metadata(published="lately"))


def test_every_line_of_json_lines_is_a_document():
    lines = [
        json.dumps({"text": STORY, "title": "Bell", "outlet": "Letter", "published": "2031-05-03T06:00:00+01:00"}),
        "",
        "{broken",
        json.dumps({"maintext": STORY, "source_domain": "letter.example", "date_publish": "2031-05-03 00:00:00"}),
        json.dumps({"text": "NUL \0 here"}),
        json.dumps({"text": " "}),
    ]
    documents = load(write("feed.jsonl", "\n".join(lines)))
    assert [(d.path, d.status) for d in documents] == [
        ("feed.jsonl:1", Status.READ),
        ("feed.jsonl:3", Status.REFUSED),
        ("feed.jsonl:4", Status.READ),
        ("feed.jsonl:5", Status.REFUSED),
        ("feed.jsonl:6", Status.REFUSED),
    ]
    assert documents[0].text == documents[2].text == STORY
    assert documents[2].metadata.published == "2031-05-03T00:00:00"


def test_a_page_and_a_pdf_are_documents():
    documents = load(
        write("a.HTM", page('<meta property="og:site_name" content="Letter">')), write("b.pdf", pdf("Bell sold.", None))
    )
    assert [(d.status, d.text) for d in documents] == [
        (Status.READ, "\n\n".join(PARAGRAPHS)),
        (Status.PARTLY, "Bell sold."),
    ]
    assert documents[0].metadata.outlet == "Letter"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", "", "it is empty"),
        ("blank.txt", " \n\u00a0\ufeff\n", "it is empty"),
        ("front.md", "---\ntitle: Bell\n---\n\n", "it holds no words"),
        ("empty.jsonl", "\n\n", "it holds no lines"),
        ("nul.txt", "a\0b", "binary"),
        ("latin.txt", b"caf\xe9", "not UTF-8"),
        ("page.txt", "<html><p>x", "name it .html"),
        ("large.txt", "x" * 2000, "larger than 1000 bytes"),
        ("letter.docx", "x", "'.docx' are not read; give .txt"),
        ("letter", "x", "without an ending"),
        ("locked.pdf", encrypted(pdf("x"), "secret"), "larger|encrypted"),
        ("broken.pdf", "%PDF-1.4", "broken PDF"),
        ("empty.html", "", "no main text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(name: str, content: str | bytes, reason: str):
    document = only(write(name, content), limits=Limits(max_bytes=1000))
    assert (document.status, document.path, document.text) == (Status.REFUSED, name, "")
    assert document.reason
    assert re.search(reason, document.reason)


def test_what_is_no_file_is_refused(here: Path):
    os.mkfifo("pipe.txt")
    (here / "bare").mkdir()
    (here / "in").mkdir()
    (here / "in" / "loop").symlink_to(here)
    (here / "in" / "broken.txt").symlink_to(here / "gone")
    reasons = {
        d.path: d.reason or ""
        for d in load("missing.txt", "pipe.txt", "bare", "in", "", "a\0b", "x" * 5000, "file:///x")
    }
    assert "no such file" in reasons["missing.txt"]
    assert "not a file" in reasons["pipe.txt"]
    assert "holds no files" in reasons["bare"]
    assert "a link to a folder" in reasons["in/loop"]
    assert "no such file" in reasons["in/broken.txt"]
    assert "no such file" in reasons[""]
    assert "no such file" in reasons["a\0b"]
    assert "can't be read" in reasons["x" * 5000]
    assert "only http and https" in reasons["file:///x"]


def test_a_file_that_may_not_be_read_is_refused(monkeypatch: pytest.MonkeyPatch):
    opened = Path.open

    def denied(path: Path, *args: Any, **options: Any) -> Any:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    name = write("secret.txt", STORY)
    monkeypatch.setattr(Path, "open", denied)
    document = only(name)
    assert (document.status, document.reason) == (Status.REFUSED, "it can't be read: Permission denied")


def test_a_bad_input_stops_no_other():
    documents = load("missing.txt", write("a.txt", STORY), write("b.odt", "x"), write("c.txt", b"\xff"))
    assert [d.status for d in documents] == [Status.READ, Status.REFUSED, Status.REFUSED, Status.REFUSED]
    assert len({d.id for d in documents}) == 4


def test_refusals_of_unlike_inputs_are_unlike():
    documents = load("one/x.txt", "two/x.txt", write("three/x.odt", "1"), write("four/x.odt", "2"))
    assert len({d.id for d in documents}) == 4


def test_a_name_that_is_no_text_can_be_recorded(here: Path):
    name = os.fsdecode(b"bell-\xff.txt")
    write(name, STORY)
    document = only(str(here))
    assert document.status is Status.READ
    assert document.path.encode().endswith(b"bell-?.txt")


def test_a_long_text_is_read_up_to_a_paragraphs_end():
    paragraph = "The bell was sold on Monday. " * 3
    text = "\n\n".join([paragraph.strip()] * 40)
    document = only(write("long.txt", text), limits=Limits(max_characters=1000))
    assert document.status is Status.PARTLY
    assert document.reason == f"it is too long: the first {len(document.text)} of {len(text)} characters are read"
    assert text.startswith(document.text)
    assert 900 < len(document.text) <= 1000
    assert document.text.endswith("Monday.\n")


@pytest.mark.parametrize("text", ["x" * 500, "word " * 100, "One. " * 100, "---\ntitle: Bell\n---\n" + "word " * 50])
def test_a_long_text_without_paragraphs_is_cut_within_the_limit(text: str):
    document = only(write("long.txt", text), limits=Limits(max_characters=90))
    assert document.status is Status.PARTLY
    assert text.startswith(document.text)
    assert 45 <= len(document.text) <= 90
    assert all(mark.span.end <= len(document.text) for mark in document.marks)


class Served:
    """A fetch that goes nowhere: contents by address."""

    def __init__(self, **pages: tuple[str, bytes]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, url: str, limits: Limits) -> Fetched:
        self.asked.append(url)
        kind, content = self.pages[url.rsplit("/", 1)[-1].partition(".")[0]]
        if kind == "fault":
            raise InputError("the server answered 404; save the page and give the file")
        return Fetched(url.replace("http:", "https:"), content, kind)


def fetched(url: str, kind: str, content: bytes) -> list[Document]:
    name = url.rsplit("/", 1)[-1].partition(".")[0]
    return list(load_documents([url], fetch=Served(**{name: (kind, content)})))


def test_an_address_is_fetched_and_its_page_read():
    (document,) = fetched("http://www.letter.example/bell", "text/html; charset=utf-8", page())
    assert (document.status, document.path) == (Status.READ, "http://www.letter.example/bell")
    assert document.metadata.url == "https://www.letter.example/bell"
    assert document.metadata.outlet == "letter.example"


def test_the_pages_own_words_win_over_where_it_was_found():
    head = '<meta property="og:site_name" content="Letter"><link rel="canonical" href="https://letter.example/b">'
    (document,) = fetched("https://m.letter.example/bell", "text/html", page(head))
    assert (document.metadata.outlet, document.metadata.url) == ("Letter", "https://letter.example/b")


@pytest.mark.parametrize(
    ("url", "kind", "content", "text"),
    [
        ("https://a.example/bell.txt", "text/plain; charset=koi8-u", "Дзвін продано".encode("koi8-u"), "Дзвін продано"),
        ("https://a.example/bell.pdf", "application/octet-stream", pdf("Bell sold."), "Bell sold."),
        ("https://a.example/bell", "application/pdf", pdf("Bell sold."), "Bell sold."),
        ("https://a.example/bell.jsonl", "text/plain", b'{"text": "Bell sold."}', "Bell sold."),
        ("https://a.example/bell.md", "text/plain", b"Bell sold.", "Bell sold."),
    ],
)
def test_the_kind_is_the_servers_word_or_the_addresss_ending(url: str, kind: str, content: bytes, text: str):
    (document,) = fetched(url, kind, content)
    assert (document.status, document.text) == (Status.READ, text)


@pytest.mark.parametrize(
    ("kind", "reason"), [("image/png", "not read"), ("fault", "answered 404"), ("text/html", "no main")]
)
def test_an_address_that_gives_no_report_is_refused(kind: str, reason: str):
    (document,) = fetched("https://a.example/bell", kind, b"")
    assert document.status is Status.REFUSED
    assert reason in (document.reason or "")


def test_no_connection_goes_out_for_a_path():
    served = Served()
    list(load_documents(["missing.txt", write("a.txt", f"See https://a.example/x. {STORY}")], fetch=served))
    assert served.asked == []


def test_order_and_place_change_no_document(here: Path):
    names = [write(f"in/{n}.txt", f"{STORY} {n}") for n in "cab"]
    forward, backward = load(*names), load(*names[::-1], "in")
    assert forward == backward
    assert [d.path for d in forward] == ["in/a.txt", "in/b.txt", "in/c.txt"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([".txt", ".md", ".jsonl", ".html", ".pdf"]), st.binary(max_size=200) | st.text().map(str.encode))
def test_any_bytes_end_as_a_document(suffix: str, content: bytes):
    for document in load(write(f"any{suffix}", content)):
        assert (document.status is Status.READ) == (document.reason is None)
        assert document.status is Status.REFUSED or any(char.isalnum() for char in document.text)
        assert all(0 <= mark.span.start < mark.span.end <= len(document.text) for mark in document.marks)
        assert "\n" not in (document.reason or "")


def test_loading_is_fast():
    load(write("warm.txt", STORY))
    lines = [json.dumps({"text": f"{STORY * 30} {n}", "language": "en"}) for n in range(100)]
    name = write("feed.jsonl", "\n".join(lines))
    started = time.process_time()
    assert len(load(name)) == 100
    assert time.process_time() - started < 1


def test_the_floor_is_imported_without_its_libraries():
    code = "import sys, sayso.intake; print(*(m for m in sys.argv[1:] if m in sys.modules))"
    heavy = ["trafilatura", "lxml", "pypdf", "py3langid", "numpy", "urllib3", "yaml"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    "parts",
    [["seeds"], ["stories", "*", "story.jsonl"], ["bench", "data", "wikinews", "wikinews-2019.jsonl"]],
    ids="-".join,
)
def test_every_shared_report_is_read(parts: list[str]):
    root = shared(parts[0])
    documents = load(*map(str, root.glob("/".join(parts[1:])) if parts[1:] else [root]))
    assert documents
    assert {(d.status, d.reason, d.metadata.language) for d in documents} == {(Status.READ, None, "en")}
