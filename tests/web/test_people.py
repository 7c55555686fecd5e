"""Logging in and out, roles, tokens, and people who look after people."""

import re
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.errors import UsageError
from sayso.people import Person, Role, set_role, token_digest
from sayso.web import create_app
from sayso.web.attempts import MOST_BY_NAME, MOST_BY_NAME_THERE, MOST_FROM_ADDRESS, WINDOW, Attempts
from sayso.web.people import Door
from sayso.web.sessions import ABSOLUTE, IDLE, Sessions
from tests.web.sharing import HERE, OWN, PASSWORD, Shared

HTML = {"Accept": "text/html"}


def test_one_person_at_this_machine_is_asked_for_nothing(dam: str) -> None:
    with TestClient(create_app(dam), base_url=HERE) as desk:
        page = desk.get("/")
        assert page.status_code == 200
        assert "/logout" not in page.text
        for path in ("/login", "/people"):
            answer = desk.get(path)
            assert answer.status_code == 404
            assert "sayso serve --people" in answer.text


def test_a_stranger_sees_the_form_and_comes_back_where_he_wanted_to(shared: Shared) -> None:
    browser = shared.browser()
    sent = browser.get("/search?q=gate", headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fsearch%3Fq%3Dgate")
    form = browser.get(sent.headers["location"])
    assert form.status_code == 200
    assert "dam" not in form.text.replace("Sayso does", ""), "not even the ledger's name"
    inside = browser.post("/login", data={"name": "ada", "password": PASSWORD, "next": "/search?q=gate"})
    assert inside.headers["location"] == "/search?q=gate"
    page = browser.get("/search?q=gate")
    assert page.status_code == 200
    assert "Ada" in page.text


def test_a_program_without_a_token_is_told_to_show_one(shared: Shared) -> None:
    answer = shared.browser().get("/export.jsonl", headers={"Accept": "*/*"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    part = shared.browser().get("/", headers={**HTML, "HX-Request": "true"})
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/login")


@pytest.mark.parametrize(
    "place",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: b=c",
        "/login",
    ],
)
def test_nobody_is_sent_elsewhere_by_logging_in(shared: Shared, place: str) -> None:
    answer = shared.browser().post("/login", data={"name": "Ada", "password": PASSWORD, "next": place})
    assert answer.headers["location"] == "/"


def test_a_wrong_password_and_a_wrong_name_are_told_the_same(shared: Shared) -> None:
    told = [
        shared.browser().post("/login", data={"name": name, "password": "not this one, no"})
        for name in ("Ada", "Nobody", "", "A" * 500)
    ]
    assert {answer.status_code for answer in told} == {403}
    assert len({answer.text for answer in told}) == 1
    assert all("set-cookie" not in answer.headers for answer in told)


def test_the_cookie_is_for_the_browser_alone(shared: Shared) -> None:
    answer = shared.browser().post("/login", data={"name": "Ada", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert re.match(r"sayso=[\w-]{43};", cookie)
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie


def test_over_https_the_cookie_is_secure_and_https_is_kept(shared: Shared) -> None:
    app = create_app(str(shared.file.path.with_name("none.db")), str(shared.file.path), ["desk.example"])
    there = {"Host": "desk.example", "Origin": "https://desk.example", "X-Forwarded-Proto": "https"}
    with TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False) as proxy:
        answer = proxy.post("/login", data={"name": "Ada", "password": PASSWORD}, headers=there)
        assert answer.status_code == 303
        assert re.match(r"__Host-sayso=[\w-]{43};.*; Secure", answer.headers["set-cookie"])
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        # Whoever is not behind the proxy cannot say that this is https.
        direct = proxy.get("/login", headers={"X-Forwarded-Proto": "https"})
        assert "strict-transport-security" not in direct.headers


def test_a_session_ends_when_one_logs_out(shared: Shared) -> None:
    browser = shared.browser("Ada")
    kept = dict(browser.cookies)
    assert browser.get("/people").status_code == 200
    assert browser.get("/logout").status_code == 405, "no picture or link logs anybody out"
    out = browser.post("/logout")
    assert out.headers["location"] == "/login"
    again = TestClient(shared.app, base_url=HERE, cookies=kept)
    assert again.get("/people").status_code == 401


def test_sessions_end_with_another_role_or_password(shared: Shared) -> None:
    bert, ada = shared.browser("Bert"), shared.browser("Ada")
    ada.post("/people/role", data={"name": "Bert", "role": "read"})
    assert bert.get("/people").status_code == 401
    shared.file.change(lambda people: set_role(people, "Bert", Role.REVIEW))
    assert bert.get("/people").status_code == 401, "that it is the old one again brings none back"
    bert = shared.browser("Bert")
    answer = ada.post("/people/reset", data={"name": "Bert"})
    (password,) = re.findall(r'<code class="shown">([^<]+)</code>', answer.text)
    assert bert.get("/people").status_code == 401
    assert shared.browser("Bert", password).get("/people").status_code == 200
    ada.post("/people/remove", data={"name": "Bert"})
    assert "Bert" not in ada.get("/people").text


def test_ones_own_password_ends_all_other_sessions(shared: Shared) -> None:
    here, there = shared.browser("Carla"), shared.browser("Carla")
    wrong = here.post("/people/password", data={"old": "a guess, no more", "new": "another one altogether"})
    assert wrong.status_code == 400
    short = here.post("/people/password", data={"old": PASSWORD, "new": "short"})
    assert "12 to 256" in short.text
    before = here.cookies["sayso"]
    done = here.post("/people/password", data={"old": PASSWORD, "new": "another one altogether"})
    assert done.status_code == 303
    assert here.cookies["sayso"] != before
    assert here.get("/people").status_code == 200
    assert there.get("/people").status_code == 401
    assert shared.browser("Carla", "another one altogether").get("/people").status_code == 200


def test_a_session_can_be_ended_from_another(shared: Shared) -> None:
    lost, here = shared.browser("Carla"), shared.browser("Carla")
    (ident,) = re.findall(r'name="session" value="([^"]+)"', here.get("/people").text)
    assert shared.browser("Ada").post("/people/sessions/end", data={"session": ident}).status_code == 404
    assert lost.get("/people").status_code == 200
    assert here.post("/people/sessions/end", data={"session": ident}).status_code == 303
    assert lost.get("/people").status_code == 401


def test_a_token_lets_a_program_do_what_its_role_lets_it(shared: Shared) -> None:
    secret = shared.token("Bert", Role.REVIEW)
    program = TestClient(shared.app, base_url=HERE, headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/export.jsonl").status_code == 200
    held = shared.file.view().holder(token_digest(secret))
    assert held is not None
    assert held[1].used == datetime.now(UTC).date()
    assert program.post("/people/add", data={"name": "Eve", "role": "read"}).status_code == 403
    shared.file.change(lambda people: set_role(people, "Bert", Role.READ))
    person = Door(Person("", Role.READ), shared.file)._program(f"Bearer {secret}")
    assert person.role is Role.READ, "a token may no more than its person, whatever it says"


@pytest.mark.parametrize("role", [Role.READ, Role.ADMINISTER])
def test_a_program_makes_no_doors_for_others(shared: Shared, role: Role) -> None:
    secret, before = shared.token("Ada", role), shared.file.view()
    program = TestClient(shared.app, base_url=HERE, headers={"Authorization": f"Bearer {secret}"})
    sent = {"name": "Bert", "role": "administer", "token": secret, "session": "x", "old": PASSWORD, "new": PASSWORD * 2}
    for path in ("tokens/add", "tokens/remove", "sessions/end", "password", "add", "reset", "role", "remove"):
        assert program.post(f"/people/{path}", data=sent).status_code == 403, path
    page = program.get("/people")
    assert (page.status_code, "Bert" in page.text) == (403, False), "nor sees who there is"
    after = shared.file.view()
    assert [(one.name, one.mark) for one in after.accounts] == [(one.name, one.mark) for one in before.accounts]


def test_a_browser_with_a_token_comes_as_that_program_alone(shared: Shared) -> None:
    browser = shared.browser("Ada")
    assert browser.get("/people").status_code == 200
    assert browser.get("/people", headers={"Authorization": "Bearer sayso_none"}).status_code == 401


def test_tokens_are_made_and_revoked_on_the_page(shared: Shared) -> None:
    browser = shared.browser("Bert")
    more = browser.post("/people/tokens/add", data={"name": "nightly", "role": "administer"})
    assert more.status_code == 400
    made = browser.post("/people/tokens/add", data={"name": "nightly", "role": "read"})
    (secret,) = re.findall(r'<code class="shown">(sayso_[\w-]+)</code>', made.text)
    program = TestClient(shared.app, base_url=HERE, headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/").status_code == 200
    assert secret not in browser.get("/people").text, "it is shown once"
    (ident,) = re.findall(r'name="token" value="([^"]+)"', browser.get("/people").text)
    assert shared.browser("Ada").post("/people/tokens/remove", data={"token": ident}).status_code == 404
    assert browser.post("/people/tokens/remove", data={"token": ident}).status_code == 303
    assert program.get("/").status_code == 401


def test_people_are_added_by_whoever_administers(shared: Shared) -> None:
    ada = shared.browser("Ada")
    made = ada.post("/people/add", data={"name": "Eve Marsh", "role": "review"})
    (password,) = re.findall(r'<code class="shown">([^<]+)</code>', made.text)
    assert "Eve Marsh" in shared.browser("Eve Marsh", password).get("/people").text
    assert ada.post("/people/add", data={"name": "eve marsh", "role": "review"}).status_code == 400
    assert ada.post("/people/add", data={"name": "Finn", "role": "none"}).status_code == 400
    assert ada.post("/people/remove", data={"name": "Ada"}).status_code == 400, "the last who administers stays"
    assert "All who use this desk" not in shared.browser("Bert").get("/people").text


def test_guessing_is_slowed_by_name_and_by_address() -> None:
    clock = [1000.0]
    tries = Attempts(lambda: clock[0])
    for _ in range(MOST_BY_NAME_THERE):
        assert tries.begin("Ada", "192.0.2.99") == 0
    assert tries.begin("ADA", "192.0.2.99") == WINDOW
    for number in range(MOST_BY_NAME - MOST_BY_NAME_THERE):
        assert tries.begin("Ada", f"192.0.2.{number}") == 0
    assert tries.begin("Ada", "192.0.2.100") == WINDOW, "however many networks the guesses come from"
    assert tries.begin("Bert", "192.0.2.100") == 0
    clock[0] += WINDOW
    assert tries.begin("Ada", "192.0.2.99") == 0
    for number in range(MOST_FROM_ADDRESS):
        assert tries.begin(f"name {number}", "198.51.100.1") == 0
    assert tries.begin("Carla", "198.51.100.1") > 0


def test_nobody_is_locked_out_by_who_guesses_elsewhere() -> None:
    tries = Attempts(lambda: 0.0)
    assert tries.begin("Ada", "192.0.2.1") == 0
    tries.forgive("Ada", "192.0.2.1")
    for number in range(MOST_BY_NAME):
        assert tries.begin("Ada", f"198.51.100.{number}") == 0
    assert tries.begin("Ada", "203.0.113.1") > 0, "from a network that she never came from"
    for _ in range(MOST_BY_NAME_THERE):
        assert tries.begin("ada", "192.0.2.1") == 0
    assert tries.begin("Ada", "192.0.2.1") > 0, "there too she may not try forever"
    assert tries.begin("Bert", "192.0.2.1") == 0
    for _ in range(MOST_BY_NAME_THERE):
        assert tries.begin("Ada", "203.0.113.1", "her session") == 0, "who is in waits for nobody"
    assert tries.begin("Ada", "203.0.113.1", "her session") > 0
    tries.forgive("Ada", "203.0.113.1", "her session")
    assert tries.begin("Ada", "203.0.113.1") == 0


def test_who_is_in_changes_the_password_while_others_guess(shared: Shared) -> None:
    ada, guesser = shared.browser("Ada"), shared.browser()
    for _ in range(MOST_BY_NAME_THERE):
        guesser.post("/login", data={"name": "Ada", "password": "not this one, no"})
    assert guesser.post("/login", data={"name": "Ada", "password": PASSWORD}).status_code == 429
    done = ada.post("/people/password", data={"old": PASSWORD, "new": "another one altogether"})
    assert done.status_code == 303
    assert guesser.post("/login", data={"name": "Bert", "password": PASSWORD}).status_code == 303


def test_guesses_from_one_network_are_from_one_address() -> None:
    tries = Attempts(lambda: 0.0)
    for number in range(MOST_FROM_ADDRESS):
        assert tries.begin(f"name {number}", f"2001:db8:0:1::{number:x}") == 0
    assert tries.begin("Ada", "2001:db8:0:1:ffff::1%eth0") > 0
    assert tries.begin("Ada", "2001:db8:0:2::1") == 0
    for number in range(MOST_FROM_ADDRESS):
        assert tries.begin(f"other {number}", "::ffff:192.0.2.1") == 0
    assert tries.begin("Bert", "192.0.2.1") > 0


def test_few_wait_for_their_passwords_to_be_looked_at(shared: Shared) -> None:
    browser, sent = shared.browser(), {"name": "Ada", "password": PASSWORD}
    turn = shared.app.state.desk.door.attempts.turn
    with ExitStack() as looking:
        assert [looking.enter_context(turn("testclient")) for _ in range(4)] == [True, True, True, False]
        late = browser.post("/login", data=sent)
        assert (late.status_code, late.headers["retry-after"]) == (503, "5")
        assert sum(looking.enter_context(turn(f"192.0.2.{number}")) for number in range(50)) == 9
    assert browser.post("/login", data=sent).status_code == 303
    assert not shared.app.state.desk.door.attempts._looking


def test_whoever_comes_in_is_forgiven() -> None:
    tries = Attempts(lambda: 0.0)
    for _ in range(100):
        assert tries.begin("Ada", "192.0.2.1") == 0
        tries.forgive("Ada", "192.0.2.1")


def test_guesses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.web.attempts._REMEMBERED", 50)
    tries = Attempts(lambda: 0.0)
    for number in range(200):
        tries.begin(f"name {number}", f"192.0.2.{number}")
        tries.forgive(f"name {number}", f"192.0.2.{number}")
    assert (len(tries._tried) <= 50, len(tries._known)) == (True, 50)


def test_the_page_says_when_to_try_again(shared: Shared) -> None:
    browser = shared.browser()
    sent = {"name": "Ada", "password": "not this one, no"}
    codes = [browser.post("/login", data=sent).status_code for _ in range(MOST_BY_NAME_THERE)]
    assert codes == [403] * MOST_BY_NAME_THERE
    right = browser.post("/login", data={"name": "Ada", "password": PASSWORD})
    assert right.status_code == 429, "the right one is not looked at either"
    assert right.headers["retry-after"] == str(int(WINDOW))
    assert "15 minutes" in right.text


def test_sessions_end_by_themselves() -> None:
    clock = [0.0]
    sessions = Sessions(lambda: clock[0])
    secret = sessions.begin("Ada", "mark", "192.0.2.1")
    clock[0] += IDLE - 1
    assert sessions.find(secret) is not None
    clock[0] += IDLE
    assert sessions.find(secret) is None
    secret = sessions.begin("Ada", "mark", "192.0.2.1")
    for _ in range(int(ABSOLUTE / IDLE * 2) - 1):
        clock[0] += IDLE / 2
        assert sessions.find(secret) is not None
    clock[0] += IDLE / 2
    assert sessions.find(secret) is None, "however busy it was"
    assert sessions.of("Ada", "mark") == ()


def test_what_is_held_of_a_session_opens_none() -> None:
    sessions = Sessions(lambda: 0.0)
    secret = sessions.begin("Ada", "mark", "192.0.2.1")
    held = sessions._held
    assert secret not in repr(held)
    assert all(sessions.find(digest) is None for digest in [*held, sessions.of("Ada", "mark")[0].id])
    for _ in range(50):
        sessions.begin("Ada", "mark", "192.0.2.1")
    assert len(held) <= 20
    assert sessions.find(secret) is None, "the oldest has ended"


def test_names_of_hosts_ask_for_people(dam: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="sayso people add"):
        create_app(dam, names=["desk.example"])
    monkeypatch.setenv("SAYSO_NAMES", "desk.example")
    with pytest.raises(UsageError, match="sayso people add"):
        create_app(dam)
    with pytest.raises(UsageError, match="sayso people add"):
        create_app(dam, addresses=["192.0.2.7"])


def test_names_of_hosts_are_told_in_any_case(dam: str, shared: Shared) -> None:
    app = create_app(dam, str(shared.file.path), names=["Desk.Example"], addresses=["2001:DB8::7"])
    client = TestClient(app, base_url=HERE)
    for host, code in (("desk.example", 200), ("DESK.example", 200), ("[2001:db8::7]:8765", 200), ("x.example", 421)):
        assert client.get("/login", headers={"Host": host}).status_code == code, host
    app.state.desk.close()


def test_a_file_that_is_gone_lets_nobody_in(shared: Shared, tmp_path: Path) -> None:
    browser = shared.browser("Ada")
    shared.file.path.unlink()
    answer = browser.get("/search?q=fracture")
    assert answer.status_code == 500
    assert "Corvane" not in answer.text


def test_a_desk_for_one_person_answers_this_machine_alone(dam: str) -> None:
    for client, headers, code in (
        (("127.0.0.1", 5000), {}, 200),
        (("::1", 5000), {}, 200),
        (("192.0.2.7", 5000), {}, 403),
        (("127.0.0.1", 5000), {"X-Forwarded-For": "192.0.2.7"}, 403),
        (("127.0.0.1", 5000), {"Forwarded": "for=192.0.2.7"}, 403),
        (("127.0.0.1", 5000), {"Via": "1.1 desk.example"}, 403),
        (("127.0.0.1", 5000), {"X-Real-IP": "192.0.2.7"}, 403),
    ):
        with TestClient(create_app(dam), base_url=HERE, client=client, headers=OWN | headers) as desk:
            assert desk.get("/search").status_code == code, (client, headers)
