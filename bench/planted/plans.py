"""How a claim spreads: one wire, one official, one recording, a chain of outlets, and pairs of independent sources.

Between the making of a web and its writing. Invariant: from how many origins the matter of a web comes follows from its
plan alone.
"""

from bench.planted.making import Web
from bench.planted.values import Line, Mouth, Report

__all__ = ["PAIRS", "SINGLE", "spread"]


def _one_wire(web: Web, size: int) -> None:
    """A wire's story, printed, shortened, rewritten and cited by others."""
    role = web.rng.choice(("official", "unnamed", "", "body"))
    lines = [*(web.told(role, "one") if role else [own(web)]), *web.beats()]
    story = web.publish(web.names["wire"], lines)
    for _ in range(size - 1):
        take_over(web, story)


def _one_official(web: Web, size: int) -> None:
    """One official line, each outlet for itself."""
    for _ in range(size):
        spread(web, "official", "one", allowed=False)


def _one_official_copied(web: Web, size: int) -> None:
    """One official line, reported, copied and cited in turn."""
    for _ in range(size):
        spread(web, "official", "one", allowed=bool(web.reports))


def _one_recording(web: Web, size: int) -> None:
    """Two bodies that rest on one recording, each saying so at least where it is heard first."""
    for number in range(size):
        role = ("official", "body")[number % 2] if number < 2 else web.rng.choice(("official", "body", "recording"))
        if number > 2 and web.rng.random() < 0.3:
            take_over(web, web.rng.choice(web.reports))
            continue
        if role == "recording":
            lines = web.told(role, "one")
        else:
            mouth, intro = web.mouth(role, material=web.pick("materials"))
            resting = Line(web.pick("resting"), web.rng.choice(web.wordings), mouth, "one")
            lines = [*([Line(web.fill(intro))] if intro else []), resting]
        web.publish(web.outlets[number], [*lines, *web.beats()], *web.dress())


def _one_chain(web: Web, size: int) -> None:
    """Each outlet on the word of one before it, at the end of the chain somebody unnamed."""
    web.publish(web.outlets[0], [*web.told(web.rng.choice(("unnamed", "official", "memo")), "one"), *web.beats()])
    for number in range(1, size):
        cite(web, web.outlets[number], web.rng.choice(web.reports[-3:]))


def _one_unnamed(web: Web, size: int) -> None:
    """Somebody unnamed, in many outlets: it may be the same one."""
    for _ in range(size):
        spread(web, web.rng.choice(("unnamed", "unnamed", "voice")), "one", allowed=bool(web.reports))


def _one_memo(web: Web, size: int) -> None:
    """A document that went round."""
    for _ in range(size):
        spread(web, "memo", "one", allowed=bool(web.reports))


def _one_mutual(web: Web, size: int) -> None:
    """Outlets that cite each other, and some whose own voice is all there is."""
    for number in range(size):
        outlet = web.outlets[number]
        if web.rng.random() < 0.25:
            web.publish(outlet, [own(web), *web.beats()], *web.dress())
        else:
            other = web.outlets[(number + web.rng.randint(1, max(1, size - 1))) % size]
            web.publish(outlet, [cited(web, other, None), *web.beats()], *web.dress())


SINGLE = (
    _one_wire,
    _one_official,
    _one_official_copied,
    _one_recording,
    _one_chain,
    _one_unnamed,
    _one_memo,
    _one_mutual,
)
PAIRS = (("witness", "official"), ("satellite", "dashcam"), ("official", "body"), ("witness", "body"))


def spread(web: Web, role: str, side: str, *, allowed: bool) -> None:
    """One more outlet that has it: from the source itself, or (where `allowed`) from another outlet's report."""
    outlet = web.outlets[len(web.reports)]
    earlier = [r for r in web.reports if any(line.side == side for line in r.lines)]
    how = web.rng.random()
    if allowed and earlier and how < 0.3:
        take_over(web, web.rng.choice(earlier))
    elif allowed and earlier and how < 0.45:
        cite(web, outlet, web.rng.choice(earlier))
    else:
        lines = [*web.told(role, side), *web.beats()]
        quote = [Line(web.fill(web.pick("quotes")))] if web.rng.random() < 0.2 else []
        web.publish(outlet, [*lines, *quote], *web.dress())


def own(web: Web) -> Line:
    return Line(web.pick("own"), web.rng.choice(web.wordings), None, "one")


def take_over(web: Web, story: Report) -> None:
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


def _reworded(web: Web, line: Line, chance: float) -> Line:
    """The line, or it in other words; of the matter the source may go missing, with the words that named it."""
    if web.rng.random() >= chance:
        return line
    if line.beat >= 0:
        return Line(web.fill(web.rng.choice(web.stock["beats"][line.beat])), beat=line.beat)
    if not line.side:
        return line
    wording = web.rng.choice(web.wordings)
    if line.mouth is None or web.rng.random() < 0.2:
        return Line(web.pick("own"), wording, None, line.side)
    loose = line.mouth.kind not in {"recording", "document"} and not line.mouth.material and not line.mouth.through
    return Line(web.pick("frames") if loose else line.frame, wording, line.mouth, line.side)


def cite(web: Web, outlet: str, story: Report) -> None:
    """A report on the word of another outlet, which it names, and perhaps that outlet's source."""
    first = next(line for line in story.lines if line.side)
    line = cited(web, story.outlet, first.mouth, first.side)
    web.publish(outlet, [line, *web.beats(3)], *web.dress())


def cited(web: Web, outlet: str, mouth: Mouth | None, side: str = "one") -> Line:
    frame = web.pick("citing")
    wording = web.rng.choice(web.wordings)
    the = outlet.replace("The ", "the ") if outlet.startswith("The ") else outlet
    if mouth is None or "{source}" not in frame or mouth.through:
        frame = frame if "{source}" not in frame else "{Content}, {outlet} reported."
        return Line(
            frame.replace("{outlet}", "{source}"), wording, Mouth(the, "outlet", outlet.removeprefix("The ")), side
        )
    return Line(frame.replace("{outlet}", the), wording, Mouth(mouth.text, mouth.kind, mouth.name, outlet), side)
