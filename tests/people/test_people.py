"""The file of people: who is let in by what, and what can be done to it."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from sayso.errors import NotFoundError, PeopleError, UsageError
from sayso.people import (
    People,
    PeopleFile,
    Role,
    add_person,
    add_token,
    fits,
    hash_password,
    make_password,
    make_token,
    passwords,
    remove_person,
    remove_token,
    set_password,
    set_role,
    token_digest,
    use_token,
)

DAY = date(2034, 3, 14)
WORDS = "harrow gate at dusk"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", (2**4, 8, 1))


def two() -> People:
    people = add_person(People(), "Ada", Role.ADMINISTER, hash_password(WORDS))
    return add_person(people, "Bert Holm", Role.REVIEW, hash_password(WORDS + "!"))


def test_a_password_fits_itself_alone() -> None:
    kept = hash_password(WORDS)
    assert fits(kept, WORDS)
    assert not fits(kept, WORDS + " ")
    assert not fits(None, WORDS)
    assert hash_password(WORDS).digest != kept.digest, "each has a salt of its own"
    assert fits(hash_password("zweite Schleuse \u00fc"), "zweite Schleuse u\u0308"), "however a keyboard writes it"


def test_a_password_keeps_the_parameters_it_was_made_with(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = hash_password(WORDS)
    monkeypatch.setattr(passwords, "COST", (2**5, 8, 2))
    assert fits(kept, WORDS)


@pytest.mark.parametrize("text", ["", "elevenchars", "x" * 257])
def test_a_password_is_neither_short_nor_endless(text: str) -> None:
    with pytest.raises(UsageError, match="12 to 256"):
        hash_password(text)


def test_what_is_made_cannot_be_guessed() -> None:
    assert len({make_token() for _ in range(50)}) == len({make_password() for _ in range(50)}) == 50
    assert len(make_token()) >= len("sayso_") + 43
    hash_password(make_password())


def test_names_are_unlike_one_another() -> None:
    with pytest.raises(UsageError, match="already"):
        add_person(two(), "ADA ", Role.READ, hash_password(WORDS))
    assert [account.name for account in two().accounts] == ["Ada", "Bert Holm"]
    found = two().find("bert holm")
    assert found is not None
    assert found.person.role is Role.REVIEW


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "<b>", "A\u202eda", "a\0b", "a/b", "a\u200bb", "a;b"])
def test_a_name_is_readable_as_what_it_is(name: str) -> None:
    with pytest.raises(UsageError, match="a name has"):
        add_person(two(), name, Role.READ, hash_password(WORDS))


def test_somebody_is_left_who_may_administer() -> None:
    with pytest.raises(UsageError, match="comes first"):
        add_person(People(), "Ada", Role.REVIEW, hash_password(WORDS))
    with pytest.raises(UsageError, match="nobody would be left"):
        remove_person(two(), "Ada")
    with pytest.raises(UsageError, match="nobody would be left"):
        set_role(two(), "Ada", Role.READ)
    after = set_role(set_role(two(), "Bert Holm", Role.ADMINISTER), "Ada", Role.READ)
    assert [account.role for account in after.accounts] == [Role.READ, Role.ADMINISTER]
    with pytest.raises(NotFoundError, match="nobody called 'Carla'"):
        remove_person(two(), "Carla")


def test_role_and_password_change_the_mark_by_which_sessions_are_held() -> None:
    (_, bert) = two().accounts
    for changed in (
        set_role(two(), "Bert Holm", Role.READ),
        set_password(two(), "Bert Holm", hash_password(WORDS)),
    ):
        found = changed.find("Bert Holm")
        assert found is not None
        assert found.mark != bert.mark


def test_a_token_may_no_more_than_its_person() -> None:
    with pytest.raises(UsageError, match="review at most"):
        add_token(two(), "Bert Holm", "nightly", Role.ADMINISTER, make_token(), DAY)
    secret = make_token()
    people = add_token(two(), "Bert Holm", "nightly", Role.READ, secret, DAY)
    found = people.holder(token_digest(secret))
    assert found is not None
    assert (found[0].name, found[1].name, found[1].role) == ("Bert Holm", "nightly", Role.READ)
    assert people.holder(token_digest(secret[:-1])) is None
    used = use_token(people, token_digest(secret), DAY).holder(token_digest(secret))
    assert used is not None
    assert used[1].used == DAY
    assert remove_token(people, "Bert Holm", found[1].id).holder(token_digest(secret)) is None
    with pytest.raises(NotFoundError, match="has no token"):
        remove_token(people, "Ada", found[1].id)


def test_the_file_gives_back_what_was_put_into_it(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.json")
    people = use_token(add_token(two(), "Ada", "ci", Role.READ, "secret", DAY), token_digest("secret"), DAY)
    file.change(lambda _: people, create=True)
    assert file.view() == PeopleFile(file.path).view() == people
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert [one["role"] for one in json.loads(file.path.read_text())["people"]] == ["administer", "review"]
    assert WORDS not in file.path.read_text()
    assert "secret" not in file.path.read_text()


def test_the_file_is_read_again_when_another_has_changed_it(tmp_path: Path) -> None:
    here, there = PeopleFile(tmp_path / "p.json"), PeopleFile(tmp_path / "p.json")
    here.change(lambda _: two(), create=True)
    assert len(there.view().accounts) == 2
    here.change(lambda people: remove_person(people, "Bert Holm"))
    assert len(there.view().accounts) == 1


def test_what_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.json")
    file.change(lambda _: two(), create=True)
    before = file.path.read_bytes()
    with pytest.raises(UsageError):
        file.change(lambda people: remove_person(people, "Ada"))
    assert file.path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"people.json", ".people.json.lock"}


def test_changes_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    PeopleFile(path).change(lambda _: two(), create=True)
    password = hash_password(WORDS)

    def add(number: int) -> None:
        PeopleFile(path).change(lambda people: add_person(people, f"reader {number}", Role.READ, password))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(24)))
    assert len(PeopleFile(path).view().accounts) == 26


@pytest.mark.parametrize("text", ["", "{}", '{"format": 2, "people": []}', '{"format": 1, "people": [{}]}', "[1]"])
def test_what_is_no_file_of_people_lets_nobody_in(tmp_path: Path, text: str) -> None:
    file = PeopleFile(tmp_path / "people.json")
    file.path.write_text(text)
    file.path.chmod(0o600)
    with pytest.raises(PeopleError, match="no file of people"):
        file.view()


def test_a_role_that_is_none_lets_nobody_in(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.json")
    file.change(lambda _: two(), create=True)
    file.path.write_text(file.path.read_text().replace('"review"', '"none"'))
    with pytest.raises(PeopleError, match="no file of people"):
        file.view()


def test_a_file_that_others_can_read_is_not_taken(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.json")
    file.change(lambda _: two(), create=True)
    file.path.chmod(0o640)
    with pytest.raises(PeopleError, match="chmod 600"):
        file.view()
    with pytest.raises(PeopleError, match="no file of people"):
        PeopleFile(tmp_path / "none.json").view()
