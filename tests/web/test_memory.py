"""What is kept is made once, forgotten in turn, and never waited for longer than was said."""

import threading

import pytest

from sayso.web.memory import Memory


def test_what_was_made_is_kept_under_its_key() -> None:
    kept, made = Memory(), list[str]()

    def make(name: str) -> str:
        made.append(name)
        return name

    assert kept.get(("a", 1), lambda: make("one")) == "one"
    assert kept.get(("a", 1), lambda: make("other")) == "one"
    assert kept.get(("a", 2), lambda: make("two")) == "two"
    assert made == ["one", "two"]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Memory(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda key=key: key)  # type: ignore[misc]
    assert kept.get("a", lambda: "again") == "a"
    assert kept.get("b", lambda: "again") == "again"


def test_nobody_waits_longer_than_was_said() -> None:
    kept, go = Memory(), threading.Event()

    def make() -> str:
        go.wait(10)
        return "made"

    assert kept.soon("a", make, 0.01) is None
    go.set()
    assert kept.soon("a", lambda: "anew", 10) == "made"


def test_what_failed_is_tried_again() -> None:
    kept = Memory()
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        kept.soon("a", lambda: 1 // 0, 10)
    assert kept.get("a", lambda: 1) == 1


def test_two_who_ask_at_once_have_it_made_once() -> None:
    kept, made, all_there = Memory(), list[int](), threading.Barrier(4)

    def ask() -> None:
        all_there.wait(10)
        kept.get("a", lambda: made.append(1))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert made == [1]
