"""How long the desk takes over each decision of a scripted reviewer, who decides on claim after claim as they come.

The reviewer takes the first claim that is due and goes on as the answers lead: accepts most, rejects, sets a stance,
notes, gives sources another name, splits off, merges, grades and undoes, drawn from a seed. What was decided is
compared behind the pages meanwhile. Invariant: every decision is recorded, and none is answered before it is.
"""

import argparse
import random
import re
import shutil
import tempfile
import time
from pathlib import Path

from starlette.testclient import TestClient

from sayso.web import create_app

__all__ = ["main", "review"]

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


def review(ledger: str | Path, decisions: int, seed: int = 1) -> list[tuple[str, float]]:
    """Has a reviewer decide so many times; gives each verdict with the seconds until its answer was there."""
    draw = random.Random(seed)
    taken: list[tuple[str, float]] = []
    with TestClient(create_app(str(ledger)), base_url=_HERE, headers={"origin": _HERE}) as desk:
        page = desk.get("/review").text
        while len(taken) < decisions:
            act = draw.choices(list(_ACTS), [weight for weight, _ in _ACTS.values()])[0]
            claim = _found(r'data-claim="([^"]+)"', page)
            place, form = _form(desk, act, claim, page)
            if not place:
                continue
            sent = {"expect": _found(r'name="expect" value="([^"]+)"', page), **form}
            sent["next"] = _found(r'name="next" value="([^"]*)"', page)
            began = time.perf_counter()
            answer = desk.post(place, data=sent, headers={"hx-request": "true"})
            taken.append((act, time.perf_counter() - began))
            if answer.status_code != 200:
                raise RuntimeError(f"{act} of {claim}: {answer.status_code} {answer.text[:500]}")
            page = answer.text
    return taken


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
    seconds = sorted(took for _, took in taken)
    at = {share: seconds[int(share * (len(seconds) - 1))] * 1000 for share in (0.5, 0.95, 0.99, 1)}
    print(f"{len(taken)} decisions, ms: " + ", ".join(f"{share:.0%} within {took:.1f}" for share, took in at.items()))
    for act in _ACTS:
        mine = sorted(took for name, took in taken if name == act)
        if mine:
            print(f"  {act}: {len(mine)}, median {mine[len(mine) // 2] * 1000:.1f}, most {mine[-1] * 1000:.1f}")


if __name__ == "__main__":
    main()
