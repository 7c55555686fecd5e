"""A Dossier as blocks of words, in the order of the page: what its written forms say, before any form is given.

Invariant: every row of the page stands here with its source reference, `[2.5]` for claim 5 of report 2, and that place
stands in the report's text where the claim ends.
"""

from collections.abc import Iterable, Iterator

from sayso.dossier.flow import (
    Block,
    Flow,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Run,
    Table,
    flow,
    home,
    joined,
    name,
    place,
    quoted,
    said,
)
from sayso.dossier.standards import CONFIDENCE, LIKELIHOODS, SELECTION, check_lines
from sayso.dossier.values import (
    Account,
    Citation,
    Copying,
    Decision,
    Difference,
    Dossier,
    First,
    Head,
    Held,
    Imprint,
    Likelihood,
    Line,
    Numbered,
    Pointer,
    Quote,
    Remark,
    Report,
    Shelf,
    Speaker,
    Step,
    Timeline,
    Voice,
)
from sayso.dossier.values import Block as Stretch
from sayso.model import Stance

__all__ = ["outline"]

_ROLES = {Stance.AFFIRMS: "", Stance.DENIES: "Denied by ", Stance.DOUBTS: "Doubted by "}


def outline(dossier: Dossier) -> Iterator[Block]:
    """All that the dossier says, block by block."""
    yield from _head(dossier)
    yield from _section("Where accounts differ", map(_difference, dossier.differences), "No question was found.")
    yield from _sourcing(dossier)
    yield from _section("What is not known", [_told(dossier.unknowns)], "No gap was found.")
    yield from _section("What is claimed", _claimed(dossier), "No claim was found.")
    yield from _section("Who says what", map(_speaker, dossier.speakers), "No source was found.")
    yield from _section("When", _when(dossier.timeline), "Nothing has a date.")
    yield from _section("Who copies whom", map(_copying, dossier.copyings), "No copying was found.")
    yield from _section("Likelihood and confidence", [_likelihood(dossier)], "No likelihood is told.")
    yield from _section("The reports", [_unread(dossier), *map(_report, dossier.reports)], "No report has been read.")
    if dossier.decisions:
        yield from _section("What people decided", [map(_decision, dossier.decisions)], "")
    yield from _section("Source references", [map(_reference, dossier.reports)], "No report has been read.")
    if dossier.imprint:
        yield from _section("How to check this", [_imprint(dossier.head, dossier.imprint)], "")


def _section(title: str, parts: Iterable[Iterable[Block]], empty: str) -> Iterator[Block]:
    yield Heading(2, flow(title))
    blocks = [block for part in parts for block in part]
    yield from blocks or [Paragraph(flow(empty))]


def _head(dossier: Dossier) -> Iterator[Block]:
    head = dossier.head
    yield Heading(1, flow(said(head.title)))
    yield Paragraph(flow(said(head.summary)))
    yield Paragraph(flow(head.disclaimer))
    if dossier.imprint and dossier.imprint.selection:
        yield Paragraph(flow(SELECTION, " ", joined("; ", map(said, dossier.imprint.selection)), "."))
    for figure in head.figures:
        yield Item(0, flow(f"{figure.number:,} {figure.label}"))
    yield Paragraph(flow("Digest of the ledger: ", said(head.digest)))


def _sourcing(dossier: Dossier) -> Iterator[Block]:
    yield from _section("The sources in short", [_told(dossier.sourcing)], "No claim was found.")
    if dossier.weaknesses:
        yield Heading(3, flow("Where they are weak"))
        yield from _told(dossier.weaknesses)


def _told(lines: Iterable[Line]) -> Iterator[Block]:
    for line in lines:
        places = _places(line.claims)
        yield Item(0, flow(said(line.text), " " if places else "", places))
        yield from (Item(1, flow(f"{one.number}. ", said(one.text))) for one in line.questions)


def _likelihood(dossier: Dossier) -> Iterator[Block]:
    if dossier.likelihoods:
        yield Paragraph(flow(LIKELIHOODS))
        head = ("Word", "In the table of ICD 203", "Said in")
        yield Table(head, tuple(map(_weakened, dossier.likelihoods)))
    if dossier.confidence:
        yield Paragraph(flow(CONFIDENCE))
        yield from _told(dossier.confidence)


def _weakened(item: Likelihood) -> tuple[Flow, ...]:
    return quoted(item.words), flow(item.meaning or "not in it"), _places(item.claims)


def _places(claims: Iterable[Pointer]) -> Flow:
    return flow(*(place(claim.reference) for claim in claims))


def _reference(item: Report) -> Block:
    url = Run(item.link, said=True, link=True) if item.link else said(item.url)
    title = flow(name(item.outlet), ", “", said(item.title), "”", _because(", ", item.author), f", {item.date}")
    places = "; ".join(f"{number} at {spans}" for number, spans in item.places)
    kept = f". {_kept(item.original)}Text {item.ident}." + (f" Characters: {places}." if places else "")
    return Item(0, flow(home(str(item.number)), " ", title, flow(", ", url) if item.url else (), kept))


def _kept(original: str | None) -> str:
    """What is known of the bytes as collected; nothing where nobody asked."""
    if original is None:
        return ""
    return f"SHA-256 of the original {original}. " if original else "The original was not recorded. "


def _imprint(head: Head, item: Imprint) -> Iterator[Block]:
    for line in check_lines(head.digest, item):
        parts = enumerate(line.split("`"))
        yield Paragraph(flow(*(Run(text, code=bool(number % 2)) for number, text in parts)))


def _difference(item: Difference) -> Iterator[Block]:
    yield Heading(3, flow(f"{item.number}. ", said(item.text)))
    yield Paragraph(flow(f"Accounts differ on {item.variable}: {item.tally.text}."))
    for account in item.accounts:
        yield from _account(account)


def _account(item: Account) -> Iterator[Block]:
    yield Heading(4, flow(f"{item.label}: ", said(item.text)))
    yield Paragraph(flow(f"{item.tally.text}. {item.caution}".rstrip()))
    yield from _course(item.first, item.steps, item.grade)
    if item.shown:
        yield Paragraph(flow(f"In full under {_questions(item.shown)}:"))
    for voice in (*item.voices, *item.denied, *item.doubted):
        yield from [Item(0, _who(voice))] if item.shown else _voice(voice)


def _course(first: First | None, steps: Iterable[Step], grade: str) -> Iterator[Block]:
    """Since when, how it went on, and how it is graded."""
    if first:
        yield Paragraph(flow(f"{first.label} ", joined("; ", map(_where, first.claims)), " (", said(first.why), ")."))
    yield from map(_step, steps)
    if grade:
        yield Paragraph(flow("Proposed grade: ", said(grade), "."))


def _step(item: Step) -> Block:
    return Paragraph(
        flow(name(item.name), f" {item.turn}: ", _said(item.earlier), " → ", _said(item.later), "; ", said(item.why))
    )


def _questions(places: Iterable[Numbered]) -> str:
    return ", ".join(f"question {one.number}" for one in places)


def _voice(item: Voice) -> Iterator[Block]:
    yield Item(0, _who(item))
    for quote in item.quotes:
        yield Item(1, _quote(quote))
        for citation in quote.citations:
            yield Item(2, _citation(citation))


def _who(item: Voice) -> Flow:
    return flow(_ROLES[item.stance], name(item.name), f" ({item.kind}); {item.tally.text}", _because(": ", item.why))


def _because(start: str, why: str) -> Flow:
    return flow(start, said(why)) if why else ()


def _quote(item: Quote) -> Flow:
    return joined("; ", [quoted(item.words), item.form, *map(_remark, item.remarks)])


def _citation(item: Citation) -> Flow:
    chain = joined(" ← ", map(said, item.chain))
    return joined("; ", [flow(chain, f", {item.date} ", place(item.reference)), *map(_remark, item.remarks)])


def _remark(item: Remark) -> Flow:
    words = quoted(item.words) if item.quoted else said(item.words)
    return flow(f"{item.label} ", words) if item.words else flow(item.label)


def _claimed(dossier: Dossier) -> Iterator[Iterable[Block]]:
    yield from map(_shelf, dossier.shelves)
    if dossier.updates:
        pairs = (flow(_said(u.earlier), " → ", _said(u.later), "; ", said(u.why)) for u in dossier.updates)
        yield _list("Replaced by later accounts", pairs)
    if dossier.own:
        yield _list("In outlets’ own voice", (flow(_where(item), f": {number}") for item, number in dossier.own))


def _list(title: str, rows: Iterable[Flow]) -> Iterator[Block]:
    yield Heading(3, flow(title))
    yield from (Item(0, row) for row in rows)


def _shelf(item: Shelf) -> Iterator[Block]:
    yield Heading(3, flow(f"{item.title} ({len(item.held)})"))
    yield Paragraph(flow(item.explanation))
    form = {"brief": _brief, "rows": _rows}.get(item.style, _held)
    for held in item.held:
        yield from form(held)


def _rows(item: Held) -> Iterator[Block]:
    """A line for each wording: who, where, what is to be known of it."""
    for voice in item.voices:
        who = flow(_ROLES[voice.stance], name(voice.name), f" ({voice.kind})")
        for quote in voice.quotes:
            places = joined("; ", map(_citation, quote.citations))
            rest = joined("; ", [quote.form, *map(_remark, quote.remarks), _pair(item)])
            yield Item(0, flow(quoted(quote.words), " ", who, ": ", places, "; ", rest))


def _brief(item: Held) -> Iterator[Block]:
    about = f" ({item.standing}; {item.tally.text}; {_questions(item.differences)}; {_pair(item)})"
    yield Item(0, flow(said(item.text), about))


def _pair(item: Held) -> str:
    return f"proposed grade {item.grade.partition(';')[0]}"


def _held(item: Held) -> Iterator[Block]:
    about = flow(f" ({item.tally.text}; {item.standing}", _because(": ", item.why), ")")
    yield Paragraph(flow(name(item.text), about))
    yield from _course(item.first, item.steps, item.grade)
    for voice in item.voices:
        yield from _voice(voice)


def _speaker(item: Speaker) -> Iterator[Block]:
    also = flow("; also as ", joined(", ", map(quoted, item.also))) if item.also else ()
    offices = _because("; said to be ", "; ".join(item.offices))
    yield Paragraph(
        flow(name(item.name), f" ({item.kind}): {item.tally.text}", offices, also, _because("; ", item.why))
    )
    yield from map(_step, item.steps)
    yield from (Item(0, _said(claim)) for claim in item.claims)


def _said(item: Pointer) -> Flow:
    return flow(quoted(item.words), " ", _where(item))


def _where(item: Pointer) -> Flow:
    return flow(said(item.outlet), f", {item.date} ", place(item.reference))


def _when(item: Timeline) -> Iterator[Iterable[Block]]:
    if item.axis:
        yield [_events(item)]
    if item.sayings or item.further_sayings:
        yield (Heading(3, flow("What was said when")), _sayings(item))


def _events(item: Timeline) -> Table:
    rows: list[tuple[Flow, ...]] = []
    if item.publications:
        rows.append((flow(item.published), flow("The reports are published"), ()))
    for row in (*item.rows, *item.further):
        others = f" (others: {'; '.join(row.others)})" if row.others else ""
        rows.append((flow(f"{row.when}{others}"), flow(said(row.text)), joined("; ", map(_where, row.claims))))
    return Table(("When", "What is said to happen", "Said in"), tuple(rows))


def _sayings(item: Timeline) -> Table:
    rows = []
    for row in (*item.sayings, *item.further_sayings):
        turns = [flow(f"; {step.turn} ", place(step.earlier.reference)) for step in row.steps]
        words = flow(name(row.name), f" {row.verb} ", quoted(row.words), *turns)
        rows.append((flow(row.when), words, joined("; ", map(_where, row.claims))))
    return Table(("When", "Who said what", "Said in"), tuple(rows))


def _copying(item: Copying) -> Iterator[Block]:
    yield Paragraph(
        flow(_strong(item.copy), " after ", _strong(item.original), f": {item.extent}", _because("; ", item.why))
    )
    for passage in item.passages:
        yield Item(0, quoted(passage.copy))
        if passage.original:
            yield Item(1, flow("in the original: ", quoted(passage.original)))


def _strong(item: Pointer) -> Flow:
    return flow(name(item.outlet), f", {item.date} ", place(item.reference))


def _unread(dossier: Dossier) -> Iterator[Block]:
    if dossier.unread:
        rows = (flow(said(item.name), f": {item.status}; ", said(item.reason)) for item in dossier.unread)
        yield from _list("Refused or read in part", rows)


def _report(item: Report) -> Iterator[Block]:
    yield Heading(3, flow(f"{item.number}. ", said(item.title)))
    yield Paragraph(flow(name(item.outlet), _because(", ", item.author), f", {item.date}; {item.counts}"))
    if item.url:
        yield Paragraph(flow(Run(item.link, said=True, link=True) if item.link else said(item.url)))
    yield from (Paragraph(flow("Note: ", said(warning))) for warning in item.warnings)
    for block in item.blocks:
        if block.pieces:
            yield Quotation(_stretch(item.number, block))


def _stretch(report: int, block: Stretch) -> Flow:
    """The paragraph's text with `[report.claim]` where a claim ends."""
    runs: list[Run] = []
    text = ""
    for piece in block.pieces:
        text += piece.text
        if piece.numbers:
            runs += [*_spaced(text), Run(" "), *(home(f"{report}.{number}") for number in piece.numbers)]
            text = ""
    runs += _spaced(text)
    aside = flow(f"({block.aside}) ") if block.aside else ()
    return (*aside, *_trimmed(runs))


def _spaced(text: str) -> Flow:
    """The text, parted from its neighbours by a space where it was by white space."""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return flow(before, said(text), after) if text.strip() else flow(before)


def _trimmed(runs: list[Run]) -> Flow:
    """Without spaces at the ends."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    return tuple(runs)


def _decision(item: Decision) -> Block:
    on = flow(" ", _said(item.on)) if item.on else ()
    fate = flow(" (", said(item.fate), ")") if item.fate else ()
    what = flow(f" {item.verdict}", on, _because(" ", item.what), f" on {item.date}")
    return Item(0, flow(name(item.by), what, _because(": ", item.note), fate))
