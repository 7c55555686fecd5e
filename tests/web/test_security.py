"""User A asking for what only user B, or whoever administers, may see: two thousand tries, and nothing comes."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from sayso.model import Metadata
from sayso.people import People, Role
from sayso.web.comparing import Comparing
from sayso.web.desk import Page
from sayso.web.jobs import Jobs
from sayso.web.pages import PAGES
from sayso.web.uploads import Folder
from sayso.web.working import Order
from tests.dossier.stories import dam_story
from tests.web.sharing import HERE, OWN, PASSWORD, Shared, share

STRANGERS_MAY = {"/login", "/logout"}
SECRET_FILE, SECRET_PROGRAM = "berts-own-file-7731.txt", "berts own program 7731"
IN_THE_LEDGER = ("Harrowmere", "Corvane", "Northmoor")


@dataclass
class Scene:
    """A shared desk, what is Bert's alone there, and all who try to have it."""

    desk: Shared
    job: str
    session: str
    token: str
    markers: tuple[str, ...]
    strangers: Mapping[str, TestClient]
    others: Mapping[str, tuple[TestClient, Role]]


@pytest.fixture
def scene(dam: str, cheap: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(Jobs, "_run", lambda self, held: None)  # the job of Bert's stays at work
    monkeypatch.setattr(Comparing, "ask", lambda self: None)
    desk = share(str(shutil.copy(dam, str(tmp_path / "dam.db"))), tmp_path)
    bert = desk.browser("Bert")
    made = bert.post("/people/tokens/add", data={"name": SECRET_PROGRAM, "role": "review"})
    (secret,) = re.findall(r">(sayso_[\w-]+)<", made.text)
    (ident,) = re.findall(r'name="token" value="([^"]+)"', made.text)
    state = desk.app.state.desk
    folder = Folder.make()
    job = state.jobs.add(folder, Order(str(folder.path), (SECRET_FILE,), Metadata(), "Bert", str(dam), True), 1)
    bert_account = desk.file.view().find("Bert")
    assert bert_account is not None
    (session,) = state.door.sessions.of("Bert", bert_account.mark)
    yield Scene(
        desk,
        job.id,
        session.id,
        ident,
        (SECRET_FILE, SECRET_PROGRAM, secret, ident, session.id, "All who use this desk"),
        dict(_strangers(desk, bert.cookies["sayso"], secret)),
        {
            "who reads": (desk.browser("Carla"), Role.READ),
            "who reviews": (desk.browser("Dora"), Role.REVIEW),
            "a program of who reads": (_with_token(desk, desk.token("Carla", Role.READ)), Role.READ),
            "a program of who reviews": (_with_token(desk, desk.token("Dora", Role.REVIEW)), Role.REVIEW),
            "a program of who administers, for reading": (_with_token(desk, desk.token("Ada", Role.READ)), Role.READ),
        },
    )
    state.jobs.close()


def _with_token(desk: Shared, secret: str, scheme: str = "Bearer") -> TestClient:
    headers = OWN | {"Authorization": f"{scheme} {secret}"}
    return TestClient(desk.app, base_url=HERE, headers=headers, follow_redirects=False)


def _with_cookie(desk: Shared, value: str, name: str = "sayso") -> TestClient:
    return TestClient(desk.app, base_url=HERE, headers=OWN, cookies={name: value}, follow_redirects=False)


def _strangers(desk: Shared, cookie: str, secret: str) -> Iterator[tuple[str, TestClient]]:
    """Those who have something like what Bert has, and nothing that lets them in."""
    yield "nobody", desk.browser()
    ended = desk.browser("Bert")
    stale = ended.cookies["sayso"]
    ended.post("/logout")
    yield "an ended session", _with_cookie(desk, stale)
    former = desk.browser("Bert")
    former_cookie = former.cookies["sayso"]
    sessions = desk.app.state.desk.door.sessions
    sessions.end_one("Bert", sessions.find(former_cookie).id)
    yield "a session ended from elsewhere", _with_cookie(desk, former_cookie)
    yield "a cookie cut short", _with_cookie(desk, cookie[:-1])
    yield "a cookie with one letter changed", _with_cookie(desk, _changed(cookie))
    yield "a cookie of another name", _with_cookie(desk, cookie, "__Host-sayso")
    yield "a name as cookie", _with_cookie(desk, "Bert")
    yield "a token cut short", _with_token(desk, secret[:-1])
    yield "a token with one letter changed", _with_token(desk, _changed(secret))
    yield "a token of another scheme", _with_token(desk, secret, "Basic")
    yield "a cookie as token", _with_token(desk, cookie)
    yield "a token as cookie", _with_cookie(desk, secret)


def _changed(text: str) -> str:
    return text[:-1] + ("A" if text[-1] != "A" else "B")


def _paths(page: Page, scene: Scene) -> list[str]:
    """The addresses of a page, with ids of what is Bert's and of what is near to it."""
    if not page.path.count("{"):
        return [page.path]
    idents = {
        "/jobs/": [scene.job, _changed(scene.job), scene.job[:-1], scene.job.lower() + "x"],
        "/claims/": [dam_story().claims[0].id],
        "/documents/": [dam_story().documents[0].id],
        "/api/claims/": [dam_story().claims[0].id],
        "/api/documents/": [dam_story().documents[0].id],
    }
    found = next((held for start, held in idents.items() if page.path.startswith(start)), ["x1:none"])
    path = re.sub(r"\{\w+:int\}", "1", page.path)
    return [re.sub(r"\{\w+\}", ident, path) for ident in found]


def _sent(scene: Scene) -> list[dict[str, str]]:
    """Forms that name what is Bert's."""
    common = {"name": "Bert", "old": PASSWORD, "new": "a new one, long enough", "role": "read"}
    return [common | {"token": scene.token, "session": scene.session}]


def _tries(scene: Scene) -> Iterator[tuple[Page, str, str, dict[str, str] | None]]:
    for page in PAGES:
        for path in _paths(page, scene):
            for method in page.methods:
                for form in _sent(scene) if method == "POST" else [None]:
                    yield page, method, path, form
            # A page is no other page for being asked for in another way.
            yield page, "HEAD", path, None
            yield page, "GET", f"{path}?name=Bert&owner=Bert&user=Bert&by=Bert", None


def test_nobody_gets_what_only_others_may_see(scene: Scene) -> None:
    before, wrong, tries = _bare(scene.desk.file.view()), [], 0
    for page, method, path, form in _tries(scene):
        for who, browser in scene.strangers.items():
            tries += 1
            accept = "text/html" if tries % 2 else "*/*"
            answer = browser.request(method, path, data=form, headers={"Accept": accept})
            shown = [m for m in (*scene.markers, *IN_THE_LEDGER) if m in answer.text]
            let_in = page.role > Role.NONE and not _turned_away(answer)
            if shown or let_in or answer.status_code >= 500 or answer.cookies:
                wrong.append(f"{who}: {method} {path}: {answer.status_code} {shown}")
        for who, (browser, role) in scene.others.items():
            if page.path in STRANGERS_MAY or (page.path == "/people/password" and method == "POST"):
                continue  # it would be another session afterwards
            tries += 1
            answer = browser.request(method, path, data=form)
            shown = [m for m in scene.markers if m in answer.text]
            if method == "POST" and form:
                shown = [m for m in shown if m not in form.values()]
            if shown or answer.status_code >= 500 or (role < page.role and answer.status_code not in (403, 405)):
                wrong.append(f"{who}: {method} {path}: {answer.status_code} {shown}")
    assert wrong == []
    assert tries >= 2000, tries
    assert _bare(scene.desk.file.view()) == before
    state = scene.desk.app.state.desk
    (job,) = [held.job for held in state.jobs._held.values()]
    assert not job.stopping
    assert not job.ended
    bert = scene.desk.file.view().find("Bert")
    assert bert is not None
    assert [held.id for held in state.door.sessions.of("Bert", bert.mark)] == [scene.session], "it has not been ended"


def test_whoever_may_see_it_does(scene: Scene) -> None:
    """The same questions from whoever may ask them: the tries above do not fail for want of a page."""
    ada = scene.desk.browser("Ada")
    job = ada.get(f"/jobs/{scene.job}")
    assert job.status_code == 200
    assert SECRET_FILE in job.text
    assert SECRET_PROGRAM in ada.get("/people").text
    assert any(word in ada.get("/").text for word in IN_THE_LEDGER)
    assert ada.post("/people/role", data={"name": "Bert", "role": "read"}).status_code == 303
    assert scene.desk.browser("Bert").get("/add").status_code == 403


def test_no_page_is_for_everybody_by_mistake() -> None:
    assert {page.path for page in PAGES if page.role is Role.NONE} == STRANGERS_MAY
    changing = [page for page in PAGES if "POST" in page.methods and page.role < Role.REVIEW]
    own = {"/people/password", "/people/tokens/add", "/people/tokens/remove", "/people/sessions/end"}
    assert {page.path for page in changing} == STRANGERS_MAY | own
    assert {method for page in PAGES for method in page.methods} <= {"GET", "POST"}


def _turned_away(answer: Response) -> bool:
    sent = answer.status_code == 303 and answer.headers["location"].startswith("/login?")
    return sent or answer.status_code in (401, 405)


def _bare(people: People) -> list[tuple[str, str, tuple[str, ...]]]:
    """Of those who did not try: role and password, and their programs."""
    return [(a.name, a.mark, tuple(t.id for t in a.tokens)) for a in people.accounts if a.name in ("Ada", "Bert")]
