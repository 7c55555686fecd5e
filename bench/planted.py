"""Webs of reports with planted origins: one matter in 2 to 200 outlets, written from templates, the truth known.

Stands before `bench.webs`, which compares them. Invariant: a web depends on its seed alone, and what it takes to be
true follows from how the reports are said to have come about, never from what Sayso makes of them.
"""

import math
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sayso.intake.boilerplate import mark_boilerplate
from sayso.lexicon import Lexicon, load_lexicon
from sayso.model import Document, Metadata, Span, document_id

__all__ = ["Mouth", "Planted", "Said", "plant_pair", "plant_single"]

_START = datetime(2040, 5, 7, 6, tzinfo=UTC)
_MOST = 200
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Mouth:
    """Whose word it is in one place: the words, kind and name; the outlet by whom it comes, and evidence offered."""

    text: str
    kind: str
    name: str
    through: str = ""
    material: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The matter told in one place of a report, on whose word (None for the report's own voice), and of which side."""

    document: str
    content: Span
    sentence: Span
    mouth: Mouth | None
    at: Span | None
    side: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A web: its reports, every place where the matter is told, and from how many origins it comes."""

    name: str
    documents: tuple[Document, ...]
    said: tuple[Said, ...]
    origins: int


@cache
def load_stock() -> Mapping[str, Any]:
    """The words that webs are made of."""
    stock: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return stock


@cache
def _lexicon() -> Lexicon:
    return load_lexicon("en")


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of a report to be: a frame around a wording by a mouth, or (where there is no side) a beat."""

    frame: str
    wording: str = ""
    mouth: Mouth | None = None
    side: str = ""
    beat: int = -1


@dataclass(frozen=True, slots=True)
class _Report:
    outlet: str
    lines: tuple[_Line, ...]
    published: str | None
    head: str = ""
    tail: str = ""


@dataclass(slots=True)
class _Web:
    """A web in the making: its draws, the names of its cast, and the reports so far."""

    rng: random.Random
    stock: Mapping[str, Any]
    names: dict[str, str] = field(default_factory=dict)
    outlets: list[str] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)
    reports: list[_Report] = field(default_factory=list)
    clock: datetime = _START

    def fill(self, text: str) -> str:
        """A template with its slots filled; a slot in capitals begins with one."""
        return _SLOT.sub(lambda m: self._slot(m[1]), text)

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

    def beats(self, most: int = 5) -> list[_Line]:
        numbers = self.rng.sample(range(len(self.stock["beats"])), self.rng.randint(1, most))
        return [_Line(self.fill(self.rng.choice(self.stock["beats"][n])), beat=n) for n in numbers]

    def told(self, role: str, side: str, **more: str) -> list[_Line]:
        """The matter by a role's word, the sentence before it included."""
        mouth, intro = self.mouth(role, **more)
        frames = "frames" if role not in _SHOWING else "shown" if mouth.kind == "recording" else "written"
        frame = self.pick(frames) if frames == "frames" else "{Source} " + self.pick(frames) + " {content}."
        line = _Line(frame, self.rng.choice(self.wordings), mouth, side)
        return [_Line(self.fill(intro)), line] if intro else [line]

    def publish(self, outlet: str, lines: Sequence[_Line], head: str = "", tail: str = "") -> _Report:
        report = _Report(outlet, tuple(lines), self.moment(), head, tail)
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


_SHOWING = {"memo", "recording", "satellite", "dashcam"}


def plant_single(seed: int, most: int = _MOST) -> Planted:
    """A web of one origin: whose it is and how it spreads depend on the seed."""
    plan = _SINGLE[seed % len(_SINGLE)]
    return _planted(f"{plan.__name__[1:]} {seed}", seed, lambda web, size: plan(web, size), 1, most)


def plant_pair(seed: int, most: int = _MOST) -> Planted:
    """A web of two independent origins, each in as many mouths as a web of one has."""
    one, other = _PAIRS[seed % len(_PAIRS)]

    def plan(web: _Web, size: int) -> None:
        sides = ((one, "one"), (other, "other"))
        for number in range(size):
            role, side = sides[number] if number < 2 else web.rng.choice(sides)
            _spread(web, role, side, allowed=len(web.reports) > 2)

    return _planted(f"{one} and {other} {seed}", seed, plan, 2, most)


def _planted(name: str, seed: int, plan: Callable[[_Web, int], None], origins: int, most: int) -> Planted:
    rng = random.Random(seed)
    size = round(math.exp(rng.uniform(math.log(2), math.log(most))))
    web = _cast(rng, size)
    plan(web, max(2, size))
    written = [_write(web, report) for report in web.reports]
    return Planted(name, tuple(d for d, _ in written), tuple(s for _, found in written for s in found), origins)


def _cast(rng: random.Random, size: int) -> _Web:
    stock = load_stock()
    web = _Web(rng, stock)
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


def _one_wire(web: _Web, size: int) -> None:
    """A wire's story, printed, shortened, rewritten and cited by others."""
    role = web.rng.choice(("official", "unnamed", "", "body"))
    lines = [*(web.told(role, "one") if role else [_own(web)]), *web.beats()]
    story = web.publish(web.names["wire"], lines)
    for _ in range(size - 1):
        _take_over(web, story)


def _one_official(web: _Web, size: int) -> None:
    """One official line, each outlet for itself."""
    for _ in range(size):
        _spread(web, "official", "one", allowed=False)


def _one_official_copied(web: _Web, size: int) -> None:
    """One official line, reported, copied and cited in turn."""
    for _ in range(size):
        _spread(web, "official", "one", allowed=bool(web.reports))


def _one_recording(web: _Web, size: int) -> None:
    """Two bodies that rest on one recording, each saying so at least where it is heard first."""
    for number in range(size):
        role = ("official", "body")[number % 2] if number < 2 else web.rng.choice(("official", "body", "recording"))
        if number > 2 and web.rng.random() < 0.3:
            _take_over(web, web.rng.choice(web.reports))
            continue
        if role == "recording":
            lines = web.told(role, "one")
        else:
            mouth, intro = web.mouth(role, material=web.pick("materials"))
            resting = _Line(web.pick("resting"), web.rng.choice(web.wordings), mouth, "one")
            lines = [*([_Line(web.fill(intro))] if intro else []), resting]
        web.publish(web.outlets[number], [*lines, *web.beats()], *web.dress())


def _one_chain(web: _Web, size: int) -> None:
    """Each outlet on the word of one before it, at the end of the chain somebody unnamed."""
    web.publish(web.outlets[0], [*web.told(web.rng.choice(("unnamed", "official", "memo")), "one"), *web.beats()])
    for number in range(1, size):
        _cite(web, web.outlets[number], web.rng.choice(web.reports[-3:]))


def _one_unnamed(web: _Web, size: int) -> None:
    """Somebody unnamed, in many outlets: it may be the same one."""
    for _ in range(size):
        _spread(web, web.rng.choice(("unnamed", "unnamed", "voice")), "one", allowed=bool(web.reports))


def _one_memo(web: _Web, size: int) -> None:
    """A document that went round."""
    for _ in range(size):
        _spread(web, "memo", "one", allowed=bool(web.reports))


def _one_mutual(web: _Web, size: int) -> None:
    """Outlets that cite each other, and some whose own voice is all there is."""
    for number in range(size):
        outlet = web.outlets[number]
        if web.rng.random() < 0.25:
            web.publish(outlet, [_own(web), *web.beats()], *web.dress())
        else:
            other = web.outlets[(number + web.rng.randint(1, max(1, size - 1))) % size]
            web.publish(outlet, [_cited(web, other, None), *web.beats()], *web.dress())


_SINGLE = (
    _one_wire,
    _one_official,
    _one_official_copied,
    _one_recording,
    _one_chain,
    _one_unnamed,
    _one_memo,
    _one_mutual,
)
_PAIRS = (("witness", "official"), ("satellite", "dashcam"), ("official", "body"), ("witness", "body"))


def _spread(web: _Web, role: str, side: str, *, allowed: bool) -> None:
    """One more outlet that has it: from the source itself, or (where `allowed`) from another outlet's report."""
    outlet = web.outlets[len(web.reports)]
    earlier = [r for r in web.reports if any(line.side == side for line in r.lines)]
    how = web.rng.random()
    if allowed and earlier and how < 0.3:
        _take_over(web, web.rng.choice(earlier))
    elif allowed and earlier and how < 0.45:
        _cite(web, outlet, web.rng.choice(earlier))
    else:
        lines = [*web.told(role, side), *web.beats()]
        quote = [_Line(web.fill(web.pick("quotes")))] if web.rng.random() < 0.2 else []
        web.publish(outlet, [*lines, *quote], *web.dress())


def _own(web: _Web) -> _Line:
    return _Line(web.pick("own"), web.rng.choice(web.wordings), None, "one")


def _take_over(web: _Web, story: _Report) -> None:
    """A report made of another: printed whole or shortened, reworded or not, with a credit or without."""
    rng = web.rng
    rewording = rng.choice((0.0, 0.0, 0.3, 0.6, 1.0))
    kept = [line for line in story.lines if line.side or rng.random() > 0.3 or line.beat < 0]
    lines = [_reworded(web, line, rewording) for line in kept]
    if rng.random() < 0.3:
        lines = [*lines[1:], lines[0]] if not lines[0].side and lines[0].beat >= 0 else lines
    if rng.random() < 0.3:
        lines += web.beats(1)
    head, tail = web.dress()
    credit = rng.choice(("", "", f" ({story.outlet})", f"\n\nWith material from {story.outlet}."))
    web.publish(web.outlets[len(web.reports)], lines, head, credit + tail)


def _reworded(web: _Web, line: _Line, chance: float) -> _Line:
    """The line, or it in other words; of the matter the source may go missing, with the words that named it."""
    if web.rng.random() >= chance:
        return line
    if line.beat >= 0:
        return _Line(web.fill(web.rng.choice(web.stock["beats"][line.beat])), beat=line.beat)
    if not line.side:
        return line
    wording = web.rng.choice(web.wordings)
    if line.mouth is None or web.rng.random() < 0.2:
        return _Line(web.pick("own"), wording, None, line.side)
    loose = line.mouth.kind not in {"recording", "document"} and not line.mouth.material and not line.mouth.through
    return _Line(web.pick("frames") if loose else line.frame, wording, line.mouth, line.side)


def _cite(web: _Web, outlet: str, story: _Report) -> None:
    """A report on the word of another outlet, which it names, and perhaps that outlet's source."""
    first = next(line for line in story.lines if line.side)
    line = _cited(web, story.outlet, first.mouth, first.side)
    web.publish(outlet, [line, *web.beats(3)], *web.dress())


def _cited(web: _Web, outlet: str, mouth: Mouth | None, side: str = "one") -> _Line:
    frame = web.pick("citing")
    wording = web.rng.choice(web.wordings)
    the = outlet.replace("The ", "the ") if outlet.startswith("The ") else outlet
    if mouth is None or "{source}" not in frame or mouth.through:
        frame = frame if "{source}" not in frame else "{Content}, {outlet} reported."
        return _Line(
            frame.replace("{outlet}", "{source}"), wording, Mouth(the, "outlet", outlet.removeprefix("The ")), side
        )
    return _Line(frame.replace("{outlet}", the), wording, Mouth(mouth.text, mouth.kind, mouth.name, outlet), side)


def _write(web: _Web, report: _Report) -> tuple[Document, list[Said]]:
    """A report's text, with the places where the matter stands in it."""
    text = report.head
    places = []
    for line in report.lines:
        start = len(text)
        written, content, source = _sentence(web, line)
        text += written + web.rng.choice((" ", " ", "\n\n"))
        if line.side:
            places.append(
                (line, Span(start, start + len(written)), _moved(content, start), source and _moved(source, start))
            )
    text = text.rstrip() + report.tail
    metadata = Metadata(title=None, outlet=report.outlet, published=report.published, language="en")
    marks = mark_boilerplate(text, _lexicon())
    document = Document(document_id(text, metadata), text, metadata, f"{report.outlet}.txt", marks=marks)
    return document, [Said(document.id, c, s, line.mouth, m, line.side) for line, s, c, m in places]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _sentence(web: _Web, line: _Line) -> tuple[str, Span, Span | None]:
    """A line in words, with the places of content and source in it."""
    if not line.side:
        return line.frame, Span(0, 0), None
    mouth = line.mouth
    slots = {
        "content": line.wording,
        "source": mouth.text if mouth else "",
        "material": mouth.material if mouth else "",
        "day": web.pick("days"),
    }
    text, spans = "", dict[str, Span]()
    for at, piece in enumerate(_SLOT.split(line.frame)):
        word = slots[piece.lower()] if at % 2 else piece
        if at % 2:
            word = word[:1].upper() + word[1:] if piece[0].isupper() or not text else word
            spans[piece.lower()] = Span(len(text), len(text) + len(word))
        text += word
    text = text.replace(",,", ", ").replace(",.", ".") if ",," in text or ",." in text else text
    text = text[:1].upper() + text[1:]
    place = {k: _found(text, s, slots[k]) for k, s in spans.items() if k != "day"}
    return text, place["content"], place.get("source")


def _found(text: str, near: Span, words: str) -> Span:
    """Where the words stand once commas that met are one."""
    bare = words.rstrip(",")
    at = text.lower().find(bare.lower(), max(0, near.start - 2))
    return Span(at, at + len(bare))
