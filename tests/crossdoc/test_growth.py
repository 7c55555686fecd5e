"""What comparing costs grows with the number of claims, not with its square, where many say or deny the same."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from sayso.crossdoc.bonds import Bond, Sets, arrange
from sayso.crossdoc.origins import trace_origins
from sayso.model import Stance
from tests.crossdoc.webs import Web

FEW, FACTOR = 20, 8


@contextmanager
def counting() -> Iterator[list[int]]:
    """How many calls of functions are made inside: time that no other load disturbs."""
    made = [0]

    def note(frame: FrameType, event: str, arg: object) -> None:
        made[0] += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield made
    finally:
        sys.setprofile(before)


def grows(work: Callable[[int], Callable[[], object]]) -> float:
    """How many times as much is done for `FACTOR` times as many."""
    found = []
    for number in (FEW, FEW * FACTOR):
        asked = work(number)
        asked()  # what is loaded once is loaded
        with counting() as made:
            asked()
        found.append(made[0])
    return found[1] / found[0]


def told_by(number: int) -> Web:
    """So many people, each in a report of its own, say the same in the same quoted words."""
    web = Web()
    letters = [f"{chr(65 + n // 26)}{chr(97 + n % 26)}" for n in range(number)]
    for letter in letters:
        words = "“the lock at Orlen Ford was shut after a crack was found”"
        web.report(letter, f"{letter}bo {letter}ster said that {words}.")
        web.claim(letter, letter, words, f"{letter}bo {letter}ster", cue="said")
    return web


def test_tracing_origins_of_many_who_use_the_same_words() -> None:
    def work(number: int) -> Callable[[], object]:
        web = told_by(number)
        claims, ties = list(web.claims.values()), web.ties()
        return lambda: trace_origins(claims, {c.id: Stance.AFFIRMS for c in claims}, ties)

    assert grows(work) < 1.6 * FACTOR


def test_putting_groups_together_by_decision() -> None:
    def work(number: int) -> Callable[[], object]:
        groups = [[f"c1:{at}a", f"c1:{at}b"] for at in range(number)]
        sets = Sets([Bond(tuple(group[0] for group in groups))])
        return lambda: arrange(groups, sets, {})

    assert grows(work) < 1.6 * FACTOR
