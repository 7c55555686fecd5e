"""A web in the making: its draws from the stock, the names of its cast, its clock.

Between the values and the plans of `bench.planted`. Invariant: all that is drawn comes from the web's own generator, so
that a web depends on its seed alone.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.planted.values import Line, Mouth, Report

__all__ = ["SLOT", "Web", "cast_web"]

_START = datetime(2040, 5, 7, 6, tzinfo=UTC)
SLOT = re.compile(r"\{(\w+)\}")
_SHOWING = frozenset({"memo", "recording", "satellite", "dashcam"})


@cache
def load_stock() -> Mapping[str, Any]:
    """The words that webs are made of."""
    stock: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("stock.yml").read_text(encoding="utf-8"))
    return stock


@dataclass(slots=True)
class Web:
    """A web in the making: its draws, the names of its cast, and the reports so far."""

    rng: random.Random
    stock: Mapping[str, Any]
    names: dict[str, str] = field(default_factory=dict)
    outlets: list[str] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    clock: datetime = _START

    def fill(self, text: str) -> str:
        """A template with its slots filled; a slot in capitals begins with one."""
        return SLOT.sub(lambda m: self._slot(m[1]), text)

    def _slot(self, slot: str) -> str:
        if slot == "day":
            return str(self.rng.choice(self.stock["days"]))
        if slot == "Paper":
            return self.rng.choice(self.outlets)
        return self.names[slot]

    def pick(self, key: str) -> Any:
        return self.rng.choice(self.stock[key])

    def mouth(self, role: str, **more: str) -> tuple[Mouth, str]:
        """One way in which a role is named, and the sentence that must stand before it ("" for none)."""
        entry = self.rng.choice(self.stock[role])
        text = self.fill(entry["text"])
        name = self.fill(entry["name"])
        return Mouth(text, entry["kind"], name, evidence=entry.get("evidence", ""), **more), entry.get("intro", "")

    def moment(self) -> str | None:
        """When the next report comes out, minutes or hours later: to the second, to the day, or not told."""
        self.clock += timedelta(minutes=self.rng.choice((1, 3, 12, 45, 150)))
        told = self.rng.random()
        return None if told < 0.04 else self.clock.date().isoformat() if told < 0.15 else self.clock.isoformat()

    def beats(self, most: int = 5) -> list[Line]:
        numbers = self.rng.sample(range(len(self.stock["beats"])), self.rng.randint(1, most))
        return [Line(self.fill(self.rng.choice(self.stock["beats"][n])), beat=n) for n in numbers]

    def told(self, role: str, side: str, **more: str) -> list[Line]:
        """The matter by a role's word, the sentence before it included."""
        mouth, intro = self.mouth(role, **more)
        frames = "frames" if role not in _SHOWING else "shown" if mouth.kind == "recording" else "written"
        frame = self.pick(frames) if frames == "frames" else "{Source} " + self.pick(frames) + " {content}."
        line = Line(frame, self.rng.choice(self.wordings), mouth, side)
        return [Line(self.fill(intro)), line] if intro else [line]

    def publish(self, outlet: str, lines: Sequence[Line], head: str = "", tail: str = "") -> Report:
        report = Report(outlet, tuple(lines), self.moment(), head, tail)
        self.reports.append(report)
        return report

    def dress(self) -> tuple[str, str]:
        """A dateline and a foot of page, each as often missing."""
        head = (
            f"{self.rng.choice((self.names['place'], self.pick('towns'))).upper()} — "
            if self.rng.random() < 0.4
            else ""
        )
        tail = "\n\n" + self.fill(self.pick("boilerplate")) if self.rng.random() < 0.4 else ""
        return head, tail


def cast_web(rng: random.Random, size: int) -> Web:
    stock = load_stock()
    web = Web(rng, stock)
    first, family = rng.sample(stock["first"], 6), rng.sample(stock["family"], 6)
    people = [f"{a} {b}" for a, b in zip(first, family, strict=True)]
    respelt = rng.choice(stock["respelt"])
    person, other = respelt if rng.random() < 0.5 else (people[0], people[0])
    dept = rng.choice(stock["depts"])
    places = rng.sample(stock["places"], 2)
    drawn = {k: rng.choice(stock[k + "s"]) for k in ("river", "ship", "good", "firm", "side", "trade")}
    web.names = {
        **drawn,
        **dict(zip(("voice", "chief", "witness", "mayor"), people[1:], strict=False)),
        "person": person,
        "respelt": other,
        "family": person.split()[-1],
        "Dept": dept,
        "dept": dept.lower(),
        "place": places[0],
        "many": str(rng.randint(13, 980)),
        "folk": f"{rng.randint(2, 90)},000",
        "wire": rng.choice(stock["wires"]).format(town=rng.choice(stock["towns"])),
    }
    web.outlets = rng.sample([p.format(town=t) for t in stock["towns"] for p in stock["papers"]], size + 2)
    web.wordings = [web.fill(w) for w in rng.choice(stock["matters"])["wordings"]]
    return web
