"""Adding reports: what is brought is read in a process of its own, and everything brought is gone afterwards."""

import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from sayso.errors import NotFoundError, UsageError
from sayso.ledger import open_ledger
from sayso.model import Metadata, Status
from sayso.people import Person, Role
from sayso.story import view_custody, view_document
from sayso.web import create_app
from sayso.web.apart import Say
from sayso.web.jobs import Job, Jobs, Stage
from sayso.web.tally import Tally
from sayso.web.uploads import Folder, addresses_of, safe_name
from sayso.web.working import Ended, Order, Recorded, is_open
from tests.web.sharing import HERE, OWN, Shared, share

ADA, BERT = Person("Ada", Role.ADMINISTER), Person("Bert", Role.REVIEW)
REPORT = "HARROWMERE, April 6 - The dam gave way at dusk, the mayor said. A spokesman denied it.\n"
# It is recorded, and needs no parser.
IN_GERMAN = "Der Damm ist in der Abenddämmerung gebrochen, sagte die Bürgermeisterin. Niemand wurde dabei verletzt.\n"


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where folders of what is brought stand."""
    (tmp_path / "brought").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "brought"))
    return tmp_path / "brought"


@pytest.fixture
def empty(tmp_path: Path) -> str:
    place = tmp_path / "new.db"
    with open_ledger(place):
        pass
    return str(place)


@pytest.fixture
def desk(empty: str, brought: Path) -> Iterator[TestClient]:
    with TestClient(create_app(empty), base_url=HERE, headers=OWN) as client:
        yield client


def until(client: TestClient, place: str, done: Callable[[str], bool], seconds: float = 120) -> str:
    end = time.monotonic() + seconds
    while True:
        part: str = client.get(place, headers={"HX-Request": "true"}).text
        if done(part):
            return part
        assert time.monotonic() < end, part
        time.sleep(0.1)


def ended(part: str) -> bool:
    return 'hx-trigger="every' not in part


def test_what_is_brought_is_read_and_compared(desk: TestClient, empty: str, brought: Path) -> None:
    lines = "".join(json.dumps({"text": REPORT, "title": f"Line {n}", "outlet": "Wire"}) + "\n" for n in range(2))
    files = [
        ("files", ("..\\..\\evil/dam.txt", REPORT.encode(), "text/html")),
        ("files", ("dam.txt", (REPORT + "It rained.\n").encode(), "text/plain")),
        ("files", ("wire.jsonl", lines.encode(), "application/json")),
        ("files", ("table.xls", b"no report", "application/vnd.ms-excel")),
    ]
    sent = desk.post(
        "/add", files=files, data={"outlet": "Harrow Post", "published": "2031-04-06"}, follow_redirects=False
    )
    assert sent.status_code == 303
    place = sent.headers["location"]
    page = desk.get(place).text
    assert "<h1>" in page
    part = until(desk, place, ended)
    assert "<h1>" not in part
    assert 'data-stage="done"' in part
    done = html.fromstring(desk.get(place).text)
    assert " ".join(done.xpath("//h1")[0].text_content().split()) == "dam.txt and 3 more", "not that it is being read"
    assert done.xpath("//title")[0].text_content().startswith("dam.txt")
    assert "4 reports were read and compared." in part
    assert "Try the one that failed again" in part
    assert "files of the kind" in part
    with open_ledger(empty) as ledger:
        documents = {document.path: document for document in ledger.view_documents()}
        assert set(documents) == {"dam.txt", "dam (2).txt", "wire.jsonl:1", "wire.jsonl:2", "table.xls"}
        found = documents["dam.txt"]
        assert (found.metadata.outlet, found.metadata.published) == ("Harrow Post", "2031-04-06")
        (custody,) = view_custody(ledger, found.id)
        assert custody.place == "dam.txt"
        assert custody.by != ""
        assert view_document(ledger, found.id)[1]
    assert f'href="/documents/{found.id}"' in part
    (folder,) = brought.iterdir()
    assert [path.name for path in folder.iterdir()] == ["table.xls"], "what failed can be tried again"
    again = desk.post(f"{place}/retry", follow_redirects=False)
    after = until(desk, again.headers["location"], ended)
    assert "dam.txt" not in after
    assert again.headers["location"] in desk.get(place).text
    assert desk.post(f"{place}/retry").status_code == 400


def test_nothing_brought_outlives_the_desk(empty: str, brought: Path) -> None:
    with TestClient(create_app(empty), base_url=HERE, headers=OWN) as desk:
        sent = desk.post("/add", files=[("files", ("a.xls", b"x", ""))], follow_redirects=False)
        until(desk, sent.headers["location"], ended)
        assert len(list(brought.iterdir())) == 1
    assert list(brought.iterdir()) == []


def test_a_text_that_is_pasted_is_a_report(desk: TestClient, empty: str, brought: Path) -> None:
    told = {
        "text": REPORT.replace("\n", "\r\n"),
        "title": "The end\\Dusk/1",
        "outlet": "Harrow Post",
        "url": "https://post.example/1",
    }
    sent = desk.post("/add", data=told, follow_redirects=False)
    part = until(desk, sent.headers["location"], ended)
    assert "1 report was read" in part
    with open_ledger(empty) as ledger:
        (document,) = ledger.view_documents()
    assert (document.path, document.text, document.metadata.title) == ("The end Dusk 1.txt", REPORT, "The end\\Dusk/1")
    assert list(brought.iterdir()) == [], "nothing is left of what was read"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "nothing to add"),
        ({"text": "  "}, "nothing to add"),
        ({"addresses": "file:///etc/passwd"}, "no address"),
        ({"addresses": "/etc/passwd"}, "no address"),
        ({"addresses": "https://a.example\nreport.txt"}, "no address"),
        ({"text": REPORT, "published": "yesterday"}, "not a date"),
        ({"text": REPORT, "published": "2031-04-06 or so"}, "not a date"),
    ],
)
def test_what_cannot_be_read_is_said_at_once(desk: TestClient, brought: Path, told: dict[str, str], words: str) -> None:
    answer = desk.post("/add", data=told)
    assert answer.status_code == 400
    assert words in answer.text
    assert list(brought.iterdir()) == []


def test_what_was_typed_stands_in_its_form_again(desk: TestClient) -> None:
    told = {"text": "Nobody was <b>hurt</b>.", "title": 'The "gate"', "outlet": "Weir Post", "published": "2034-13-01"}
    answer = desk.post("/add", data=told)
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert "2034-13-01" in page.xpath("//main//*[@role='alert']")[0].text_content()
    assert page.get_element_by_id("text").text == told["text"]
    fields = {name: page.get_element_by_id(name).get("value") for name in ("title", "outlet", "published")}
    assert fields == {name: told[name] for name in fields}
    assert page.get_element_by_id("files-outlet").get("value") is None
    assert page.get_element_by_id("addresses").text is None
    answer = desk.post("/add", data={"addresses": "ftp://weir.example/a"})
    assert html.fromstring(answer.text).get_element_by_id("addresses").text == "ftp://weir.example/a"


def test_no_parser_is_loaded_in_the_server() -> None:
    names = ("spacy", "onnxruntime", "sayso.reading")
    program = f"import sys, sayso.web; print([n for n in {names} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Bericht für März.TXT", "Bericht für März.TXT"),
        (".bashrc", "bashrc"),
        ("..", "report"),
        ("", "report"),
        ("a\0b\r\n.txt", "a b.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("<img src=x onerror=1>.html", "img src=x onerror=1.html"),
        ("x" * 500 + ".html", "x" * 120 + ".html"),
        ("\u00fc" * 100 + ".md", "\u00fc" * 60 + ".md"),
        ("https://evil.example/a.txt", "a.txt"),
        ("con.\u0430xt", "con.\u0430xt"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_folder_is_for_nobody_else(brought: Path) -> None:
    folder = Folder.make()
    assert folder.path.stat().st_mode & 0o077 == 0
    names = [folder.save("a.txt", io.BytesIO(b"1")), folder.save("A.txt", io.BytesIO(b"2"))]
    assert names == ["a.txt", "A (2).txt"]
    assert folder.reports("a.txt") == 1
    assert folder.reports(folder.save("b.jsonl", io.BytesIO(b"{}\n\n{}\n"))) == 2
    folder.remove(["a.txt", "https://x.example/../a"])
    assert sorted(path.name for path in folder.path.iterdir()) == ["A (2).txt", "b.jsonl"]


def test_addresses_are_of_the_web_alone() -> None:
    assert addresses_of(" https://a.example/x \n\nhttp://b.example\nhttps://a.example/x") == (
        "https://a.example/x",
        "http://b.example",
    )
    for wrong in ("ftp://a.example", "javascript:alert(1)", "https://", "https://a b", "https://[::1", "//a.example"):
        with pytest.raises(UsageError, match="no address"):
            addresses_of(wrong)


@pytest.mark.parametrize(
    "host",
    [
        "192.0.2.1",
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:0:127.0.0.1",
        "fec0::1",
        "ff0e::1",
        "2001::1",
        "localhost",
        "224.0.0.1",
    ],
)
def test_networks_of_the_desks_own_are_closed(host: str) -> None:
    assert not is_open(host)


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"])
def test_networks_of_everybody_are_open(host: str) -> None:
    assert is_open(host)


def test_a_shared_desk_fetches_from_no_network_of_its_own(empty: str, brought: Path) -> None:
    order = Order(str(Folder.make().path), ("http://127.0.0.1:9/a.html",), Metadata(), "Bert", empty, True)
    jobs = Jobs()
    job = jobs.add(Folder(Path(order.folder)), order, 1)
    job = settled(jobs, job)
    assert [report.reason for report in job.reports] == [
        "it can't be fetched (it is in a network of this desk's own); save the page and give the file"
    ]
    jobs.close()


def settled(jobs: Jobs, job: Job) -> Job:
    end = time.monotonic() + 120
    while not (job := jobs.find(job.id, ADA)).ended:
        assert time.monotonic() < end, job
        time.sleep(0.05)
    return job


def an_order(ledger: str, *names: str, by: str = "Bert") -> tuple[Folder, Order]:
    folder = Folder.make()
    for name in names:
        folder.save(name, io.BytesIO(f"{name}: {REPORT}".encode()))
    return folder, Order(str(folder.path), names, Metadata(), by, ledger, False)


def test_a_desk_that_was_started_anew_tells_what_a_job_left(desk: TestClient, empty: str) -> None:
    sent = desk.post("/add", data={"text": IN_GERMAN, "title": "Dam"}, follow_redirects=False)
    place = sent.headers["location"]
    until(desk, place, ended)
    earlier = f"/jobs/{int(time.time()) - 3600:08x}-{'x' * 16}"
    later = f"/jobs/{int(time.time()) + 3600:08x}-{'x' * 16}"
    with TestClient(create_app(empty), base_url=HERE, headers=OWN) as anew:
        for path in (place, earlier):
            gone = anew.get(path)
            assert gone.status_code == 410
            (link,) = html.fromstring(gone.text).xpath("//section[@aria-labelledby='left']//li/a")
            assert link.text_content() == "Dam"
            assert anew.get(link.get("href")).status_code == 200
        assert "Nothing new was recorded" in anew.get(later).text
        assert anew.get(place, headers={"HX-Request": "true"}).status_code == 404, "it is asked for as a page"
        for none in ("none", "zzzzzzzz-" + "x" * 16, place[6:] + "x"):
            assert anew.get(f"/jobs/{none}").status_code == 404
        assert anew.post(f"{place}/stop").status_code == 404


def test_of_a_job_that_is_over_others_see_nothing(empty: str, cheap: None, tmp_path: Path) -> None:
    shared = share(empty, tmp_path)
    bert = shared.browser("Bert")
    place = bert.post("/add", data={"text": IN_GERMAN, "title": "Dam"}).headers["location"]
    until(bert, place, ended)
    anew = Shared(create_app(empty, str(shared.file.path)), shared.file)
    told = {name: anew.browser(name).get(place).text for name in ("Bert", "Dora")}
    assert {name: ">Dam<" in page for name, page in told.items()} == {"Bert": True, "Dora": False}
    for made in (shared, anew):
        made.app.state.desk.close()


def test_jobs_wait_for_one_another_and_can_be_stopped(empty: str, brought: Path) -> None:
    jobs = Jobs()
    first, second, third = (jobs.add(*an_order(empty, f"{n}.xls"), 1) for n in "abc")
    assert jobs.before(jobs.find(third.id, BERT)) == 2
    assert jobs.stop(second.id, BERT).stage is Stage.STOPPED
    jobs.stop(first.id, BERT)
    assert settled(jobs, first).stage is Stage.STOPPED, "its process was still starting"
    assert settled(jobs, third).stage is Stage.DONE
    assert [job.id for job in jobs.all(BERT)] == [third.id, second.id, first.id]
    assert jobs.all(Person("Dora", Role.REVIEW)) == ()
    with pytest.raises(NotFoundError):
        jobs.find(third.id, Person("Dora", Role.REVIEW))
    jobs.close()
    assert list(brought.iterdir()) == []


def test_a_job_that_is_stopped_keeps_and_compares_what_was_recorded(empty: str, brought: Path) -> None:
    names = [f"{number:04}.xls" for number in range(1500)]
    jobs = Jobs()
    job = jobs.add(*an_order(empty, *names), len(names))
    while not (job := jobs.find(job.id, BERT)).done:
        time.sleep(0.01)
    jobs.stop(job.id, BERT)
    job = settled(jobs, job)
    assert job.stage is Stage.STOPPED
    assert 0 < job.done < len(names)
    assert len(job.failed) == len(names), "those refused and those never come to"
    with open_ledger(empty) as ledger:
        assert len(ledger.view_documents()) == job.done
        assert ledger.is_compared()
        assert ledger.lookup().sealed() >= job.done, "its run is closed"
    jobs.close()


def test_a_process_that_dies_is_said(empty: str, brought: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, order = an_order("/nowhere/at/all.db", "a.txt")
    jobs = Jobs()
    job = settled(jobs, jobs.add(folder, order, 1))
    assert job.stage is Stage.FAILED
    assert "/nowhere/at/all.db" in job.reason
    gone, order = an_order(empty, "a.txt")
    gone.clear()
    job = settled(jobs, jobs.add(gone, order, 1))
    assert job.stage is Stage.FAILED
    jobs.close()


def test_where_no_process_can_be_started_that_is_said_and_the_next_job_is_done(
    empty: str, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: object) -> None:
        raise OSError("Cannot allocate memory")

    jobs = Jobs()
    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
        job = settled(jobs, jobs.add(*an_order(empty, "a.xls"), 1))
    assert (job.stage, job.failed) == (Stage.FAILED, ("a.xls",))
    assert "Cannot allocate memory" in job.reason
    assert settled(jobs, jobs.retry(job.id, BERT)).stage is Stage.DONE
    jobs.close()


def refused(number: int, reason: str = "no text") -> Ended:
    return Ended(f"d1:{number}", f"w.jsonl:{number}", "", Status.REFUSED, reason, 0)


def test_what_has_the_focus_has_it_while_the_part_is_put_anew(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = [(Status.READ, ""), (Status.PARTLY, "it broke off"), (Status.REFUSED, "no text")]
    tally = Tally(("0.txt", "1.txt", "2.txt", "3.txt"))
    for n, (status, why) in enumerate(ends):
        tally.add(Ended(f"d1:{n}", f"{n}.txt", "", status, why, 1))
    order = Order("", (), Metadata(), "Bert", "", False)
    newest = tuple(tally.newest)
    job = Job("x", order, 4, 0.0, Stage.READING, tally.done, tally.refused, newest, tally.short(), tally.failed())
    monkeypatch.setattr(Jobs, "find", lambda *_: job)
    part = html.fromstring(desk.get("/jobs/x", headers={"HX-Request": "true"}).text)
    idents = [one.get("id") for one in part.xpath("//a | //button | //summary")]
    assert len(idents) == 6
    assert all(idents)
    assert len({*idents}) == len(idents)


def test_rate_time_left_and_what_failed() -> None:
    tally = Tally(("0.txt", "1.txt", "2.txt", "w.jsonl", "p.pdf", "late.txt"))
    for number in range(3):
        tally.add(Ended(f"d1:{number}", f"{number}.txt", "", Status.READ, "", 1))
    tally.add(refused(1))
    tally.add(Ended("d1:l2", "w.jsonl:2", "", Status.READ, "", 1))
    tally.add(Ended("d1:p", "p.pdf", "", Status.PARTLY, "no text", 1))
    assert tally.failed() == ("w.jsonl", "late.txt")
    assert {short.reason: short.number for short in tally.short()} == {"no text": 2}
    order = Order("", (), Metadata(), "Bert", "", False)
    job = Job("x", order, 9, 0.0, Stage.READING, tally.done, tally.refused, began=100.0, moved=104.0)
    assert job.rate == 5 / 4
    assert job.left == pytest.approx(3 / (5 / 4))
    assert replace(job, done=1).rate is None


def test_what_is_kept_of_a_job_does_not_grow_with_its_reports() -> None:
    tally = Tally(("w.jsonl",))
    for number in range(1000):
        tally.add(refused(number))
        tally.add(refused(number, f"fault {number}"))
    short = tally.short()
    assert (tally.done, tally.refused, sum(one.number for one in short)) == (2000, 2000, 2000)
    assert [report.id for report in tally.newest][-1] == "d1:999"
    assert (len(tally.newest), len(short), len(short[0].reports)) == (200, 101, 50)
    assert tally.failed() == ("w.jsonl",)


def test_what_is_tried_again_at_once_is_tried_once(empty: str, brought: Path) -> None:
    jobs = Jobs()
    job = settled(jobs, jobs.add(*an_order(empty, "a.xls"), 1))
    together, made = threading.Barrier(4), list[Job]()

    def retry() -> None:
        together.wait()
        with suppress(UsageError):
            made.append(jobs.retry(job.id, BERT))

    threads = [threading.Thread(target=retry) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert jobs.find(job.id, BERT).again == made[0].id
    assert [report.path for report in settled(jobs, made[0]).reports] == ["a.xls"], "it had its file"
    jobs.close()


def test_where_it_cannot_be_tried_again_nothing_is_lost(
    empty: str, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs()
    job = settled(jobs, jobs.add(*an_order(empty, "a.xls", "b.xls"), 2))
    with monkeypatch.context() as patch:
        patch.setattr("sayso.web.jobs._MOST_WAITING", 0)
        with pytest.raises(UsageError, match="are waiting already"):
            jobs.retry(job.id, BERT)
    assert sorted(path.name for path in Path(job.order.folder).iterdir()) == ["a.xls", "b.xls"]
    (Path(job.order.folder) / "b.xls").unlink()
    with pytest.raises(UsageError, match="no longer there"):
        jobs.retry(job.id, BERT)
    assert jobs.find(job.id, BERT).again == ""
    jobs.close()
    with pytest.raises(UsageError, match="being closed"):
        jobs.add(*an_order(empty, "a.xls"), 1)


def die_before_comparing(say: Say, order: Order, stop: Event) -> None:
    say(refused(1))
    say(Recorded())
    os._exit(7)


def test_what_a_job_left_uncompared_is_compared(empty: str, brought: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.web.jobs.work", die_before_comparing)
    asked = list[bool]()
    jobs = Jobs(left=lambda: asked.append(True))
    job = settled(jobs, jobs.add(*an_order(empty, "a.xls"), 1))
    assert (job.stage, "(7)" in job.reason, asked) == (Stage.FAILED, True, [True])
    jobs.close()
