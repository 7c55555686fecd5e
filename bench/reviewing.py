"""How long the desk takes over each decision of a scripted reviewer, who decides on claim after claim as they come.

The reviewer takes the first claim that is due and goes on as the answers lead: accepts most, rejects, sets a stance,
notes, gives sources another name, splits off, merges, grades and undoes, drawn from a seed. What was decided is
compared behind the pages meanwhile; what the desk makes when it starts is made by then. Invariant: every decision is
recorded, and none is answered before it is.
"""

import argparse
import random
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from starlette.testclient import TestClient

from sayso.web import create_app

__all__ = ["Taken", "main", "review", "within"]

_HERE = "http://127.0.0.1:8765"
_ACTS: dict[str, tuple[int, dict[str, str]]] = {
    "accept": (60, {}),
    "reject": (10, {}),
    "stance": (8, {"stance": "denies"}),
    "note": (4, {"note": "Seen."}),
    "mend": (8, {"name": "Ilse Brandt", "kind": "person"}),
    "split": (3, {}),
    "merge": (3, {}),
    "grade": (2, {"grade": "B"}),
    "undo": (2, {}),
}


class Taken(NamedTuple):
    """One decision: the verdict, the seconds until its answer was there, and those that this process worked."""

    act: str
    seconds: float
    worked: float


def review(ledger: str | Path, decisions: int, seed: int = 1) -> list[Taken]:
    """Has a reviewer decide so many times."""
    draw = random.Random(seed)
    taken: list[Taken] = []
    app = create_app(str(ledger))
    with TestClient(app, base_url=_HERE, headers={"origin": _HERE}) as desk:
        app.state.desk.prepared.wait()
        page = desk.get("/review").text
        while len(taken) < decisions:
            act = draw.choices(list(_ACTS), [weight for weight, _ in _ACTS.values()])[0]
            claim = _found(r'data-claim="([^"]+)"', page)
            place, form = _form(desk, act, claim, page)
            if not place:
                continue
            sent = {"expect": _found(r'name="expect" value="([^"]+)"', page), **form}
            sent["next"] = _found(r'name="next" value="([^"]*)"', page)
            began, worked = time.perf_counter(), time.process_time()
            answer = desk.post(place, data=sent, headers={"hx-request": "true"})
            taken.append(Taken(act, time.perf_counter() - began, time.process_time() - worked))
            if answer.status_code != 200:
                raise RuntimeError(f"{act} of {claim}: {answer.status_code} {answer.text[:500]}")
            page = answer.text
    return taken


def within(seconds: Sequence[float], share: float) -> float:
    """The seconds within which this share of them was."""
    return sorted(seconds)[int(share * (len(seconds) - 1))]


def _form(desk: TestClient, act: str, claim: str, page: str) -> tuple[str, dict[str, str]]:
    """Where a decision is sent, and with what; nowhere where this claim cannot be judged so."""
    _, form = _ACTS[act]
    if act == "undo":
        return "/review/undo", {"claim": claim}
    if act == "grade":
        source = _found(r'action="(/review/sources/[^"]+)"', page)
        return source, {**form, "claim": claim}
    if act == "split" and re.search(r'value="split"[^>]*disabled', page):
        return "", {}
    if act == "mend" and '<input type="hidden" name="part" value="source">' in page:
        return "", {}
    if act == "merge":
        candidates = desk.get(f"/review/{claim}/merge", headers={"hx-request": "true"}).text
        form = {"with": _found(r'name="with" value="([^"]+)"', candidates)}
        if not form["with"]:
            return "", {}
    return f"/review/{claim}", {"verdict": act, **form}


def _found(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    return match[1] if match else ""


def main() -> None:
    """Reviews a copy of a ledger, and prints how long the answers took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", help="a ledger's file; a copy of it is judged")
    parser.add_argument("--decisions", type=int, default=600, help="600 by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(options.ledger, copy)
        taken = review(copy, options.decisions)
    for what, seconds in (("ms", [t.seconds for t in taken]), ("ms of work", [t.worked for t in taken])):
        told = (f"{share:.0%} within {within(seconds, share) * 1000:.1f}" for share in (0.5, 0.95, 0.99, 1))
        print(f"{len(taken)} decisions, {what}: {', '.join(told)}")
    for act in _ACTS:
        mine = [t.seconds for t in taken if t.act == act]
        if mine:
            print(f"  {act}: {len(mine)}, median {within(mine, 0.5) * 1000:.1f}, most {max(mine) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
