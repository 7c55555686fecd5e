"""A Dossier as Markdown, for tickets, wikis and mail: the same rows in the same order as the page, without drawings.

Instead of links, `[2.5]` names claim 5 of report 2 and stands in that report's text where the claim ends. Invariant: no
text of a report has a meaning as Markdown or as HTML, nor turns the direction of writing of what stands around it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sayso.dossier.values import (
    Account,
    Block,
    Citation,
    Copying,
    Difference,
    Dossier,
    First,
    Held,
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
from sayso.dossier.wording import QUOTATION_MARKS
from sayso.model import Stance

__all__ = ["escape_markdown", "render_markdown"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#${}@]|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_OPENING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=:(]))")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ROLES = {Stance.AFFIRMS: "", Stance.DENIES: "Denied by ", Stance.DOUBTS: "Doubted by "}


def render_markdown(dossier: Dossier) -> str:
    """The dossier as CommonMark with tables, encodable in UTF-8 and the same for the same dossier."""
    return "\n".join(line for part in _parts(dossier) for line in part) + "\n"


def escape_markdown(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it is; characters that turn the writing become visible."""
    flat = " ".join(_UNSHOWABLE.sub("\ufffd", " ".join(text.split())).split())
    right_to_left = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in flat)
    seen = _TURNING.sub(lambda match: f"[U+{ord(match[0]):04X}]", flat)
    safe = _OPENING.sub(r"\1\\", _SPECIAL.sub(r"\\\g<0>", seen))
    return f"\u2068{safe}\u2069" if right_to_left else safe


def _parts(dossier: Dossier) -> Iterator[Iterable[str]]:
    yield _head(dossier)
    yield _section("Where accounts differ", map(_difference, dossier.differences), "No question was found.")
    yield _section("What is claimed", _claimed(dossier), "No claim was found.")
    yield _section("Who says what", map(_speaker, dossier.speakers), "No source was found.")
    yield _section("When", _when(dossier.timeline), "Nothing has a date.")
    yield _section("Who copies whom", map(_copying, dossier.copyings), "No copying was found.")
    yield _section("The reports", [*_unread(dossier), *map(_report, dossier.reports)], "No report has been read.")
    if dossier.decisions:
        yield _section("What people decided", [_decisions(dossier)], "")


def _section(title: str, parts: Iterable[Iterable[str]], empty: str) -> Iterator[str]:
    yield from (f"## {title}", "")
    lines = [line for part in parts for line in part]
    yield from lines or (empty, "")


def _head(dossier: Dossier) -> Iterator[str]:
    head = dossier.head
    yield from (f"# {escape_markdown(head.title)}", "", escape_markdown(head.summary), "", head.disclaimer, "")
    yield from (f"- {figure.number:,} {figure.label}" for figure in head.figures)
    yield from ("", f"Digest of the ledger: {escape_markdown(head.digest)}", "")


def _difference(item: Difference) -> Iterator[str]:
    yield f"### {item.number}. {escape_markdown(item.text)}"
    yield from ("", f"Accounts differ on {item.variable}: {item.tally.text}.", "")
    for account in item.accounts:
        yield from _account(account)


def _account(item: Account) -> Iterator[str]:
    yield from (
        f"#### {item.label}: {escape_markdown(item.text)}",
        "",
        f"{item.tally.text}. {item.caution}".rstrip(),
        "",
    )
    yield from _course(item.first, item.steps, item.grade)
    if item.shown:
        yield from (f"In full under {_questions(item.shown)}:", "")
    for voice in (*item.voices, *item.denied, *item.doubted):
        yield from [_who(voice)] if item.shown else _voice(voice)
    yield ""


def _course(first: First | None, steps: Iterable[Step], grade: str) -> Iterator[str]:
    """Since when, how it went on, and how it is graded: a line each."""
    lines = (
        [f"{first.label} {'; '.join(map(_report_line, first.claims))} ({escape_markdown(first.why)})."] if first else []
    )
    lines += [_step(step) for step in steps]
    lines += [f"Proposed grade: {escape_markdown(grade)}."] if grade else []
    yield from (line for text in lines for line in (text, ""))


def _step(item: Step) -> str:
    both = f"{_said(item.earlier)} → {_said(item.later)}"
    return f"**{escape_markdown(item.name)}** {item.turn}: {both}; {escape_markdown(item.why)}"


def _questions(places: Iterable[Numbered]) -> str:
    return ", ".join(f"question {place.number}" for place in places)


def _voice(item: Voice) -> Iterator[str]:
    yield _who(item)
    for quote in item.quotes:
        yield f"  - {_quote(quote)}"
        yield from (f"    - {_citation(citation)}" for citation in quote.citations)


def _who(item: Voice) -> str:
    why = f": {escape_markdown(item.why)}" if item.why else ""
    return f"- {_ROLES[item.stance]}**{escape_markdown(item.name)}** ({item.kind}); {item.tally.text}{why}"


def _quote(item: Quote) -> str:
    return "; ".join([_quoted(item.words), item.form, *_remarks(item.remarks)])


def _citation(item: Citation) -> str:
    chain = " ← ".join(map(escape_markdown, item.chain))
    return "; ".join([f"{chain}, {item.date} [{item.reference}]", *_remarks(item.remarks)])


def _remarks(items: Iterable[Remark]) -> Iterator[str]:
    for item in items:
        words = _quoted(item.words) if item.quoted else escape_markdown(item.words)
        yield f"{item.label} {words}".rstrip()


def _claimed(dossier: Dossier) -> Iterator[Iterable[str]]:
    yield from map(_shelf, dossier.shelves)
    if dossier.updates:
        pairs = ((_said(item.earlier), _said(item.later), escape_markdown(item.why)) for item in dossier.updates)
        yield _list("Replaced by later accounts", (f"{one} → {other}; {why}" for one, other, why in pairs))
    if dossier.own:
        yield _list("In outlets’ own voice", (f"{_report_line(item)}: {number}" for item, number in dossier.own))


def _list(title: str, rows: Iterable[str]) -> Iterator[str]:
    yield from (f"### {title}", "")
    yield from (f"- {row}" for row in rows)
    yield ""


def _shelf(item: Shelf) -> Iterator[str]:
    yield from (f"### {item.title} ({len(item.held)})", "", item.explanation, "")
    if item.style == "brief":
        yield from (f"- {_brief(held)}" for held in item.held)
        yield ""
    elif item.style == "rows":
        yield from (row for held in item.held for row in _rows(held))
        yield ""
    else:
        for held in item.held:
            yield from _held(held)


def _rows(item: Held) -> Iterator[str]:
    """A line for each wording: who, where, what is to be known of it."""
    for voice in item.voices:
        who = f"{_ROLES[voice.stance]}**{escape_markdown(voice.name)}** ({voice.kind})"
        for quote in voice.quotes:
            places = "; ".join(map(_citation, quote.citations))
            yield f"- {_quoted(quote.words)} {who}: {places}; " + "; ".join(
                [quote.form, *_remarks(quote.remarks), _pair(item)]
            )


def _brief(item: Held) -> str:
    questions = _questions(item.differences)
    return f"{escape_markdown(item.text)} ({item.standing}; {item.tally.text}; {questions}; {_pair(item)})"


def _pair(item: Held) -> str:
    return f"proposed grade {item.grade.partition(';')[0]}"


def _held(item: Held) -> Iterator[str]:
    why = f": {escape_markdown(item.why)}" if item.why else ""
    yield from (f"**{escape_markdown(item.text)}** ({item.tally.text}; {item.standing}{why})", "")
    yield from _course(item.first, item.steps, item.grade)
    for voice in item.voices:
        yield from _voice(voice)
    yield ""


def _speaker(item: Speaker) -> Iterator[str]:
    also = f"; also as {', '.join(map(_quoted, item.also))}" if item.also else ""
    why = f"; {escape_markdown(item.why)}" if item.why else ""
    offices = f"; said to be {escape_markdown('; '.join(item.offices))}" if item.offices else ""
    yield f"**{escape_markdown(item.name)}** ({item.kind}): {item.tally.text}{offices}{also}{why}"
    yield ""
    yield from (line for step in item.steps for line in (_step(step), ""))
    yield from (f"- {_said(claim)}" for claim in item.claims)
    yield ""


def _said(item: Pointer) -> str:
    return f"{_quoted(item.words)} {_report_line(item)}"


def _report_line(item: Pointer) -> str:
    return f"{escape_markdown(item.outlet)}, {item.date} [{item.reference}]"


def _when(item: Timeline) -> Iterator[Iterable[str]]:
    if item.axis:
        yield _timeline(item)
    if item.sayings or item.further_sayings:
        yield ("### What was said when", "")
        yield _sayings(item)


def _timeline(item: Timeline) -> Iterator[str]:
    yield from ("| When | What is said to happen | Said in |", "| --- | --- | --- |")
    if item.publications:
        yield f"| {item.published} | The reports are published | |"
    for row in (*item.rows, *item.further):
        said_in = "; ".join(map(_report_line, row.claims))
        others = f" (others: {'; '.join(row.others)})" if row.others else ""
        yield f"| {row.when}{others} | {escape_markdown(row.text)} | {said_in} |"
    yield ""


def _sayings(item: Timeline) -> Iterator[str]:
    yield from ("| When | Who said what | Said in |", "| --- | --- | --- |")
    for row in (*item.sayings, *item.further_sayings):
        turns = "".join(f"; {step.turn} ({step.earlier.reference})" for step in row.steps)
        words = f"**{escape_markdown(row.name)}** {row.verb} {_quoted(row.words)}{turns}"
        yield f"| {row.when} | {words} | {'; '.join(map(_report_line, row.claims))} |"
    yield ""


def _copying(item: Copying) -> Iterator[str]:
    why = f"; {escape_markdown(item.why)}" if item.why else ""
    yield f"**{_report_line(item.copy)}** after **{_report_line(item.original)}**: {item.extent}{why}"
    yield ""
    for passage in item.passages:
        yield f"- {_quoted(passage.copy)}"
        if passage.original:
            yield f"  - in the original: {_quoted(passage.original)}"
    yield ""


def _unread(dossier: Dossier) -> Iterator[Iterable[str]]:
    if dossier.unread:
        rows = (
            f"{escape_markdown(item.name)}: {item.status}; {escape_markdown(item.reason)}" for item in dossier.unread
        )
        yield _list("Refused or read in part", rows)


def _report(item: Report) -> Iterator[str]:
    by = f", {escape_markdown(item.author)}" if item.author else ""
    yield from (f"### {item.number}. {escape_markdown(item.title)}", "")
    yield from (f"**{escape_markdown(item.outlet)}**{by}, {item.date}; {item.counts}", "")
    if item.url:
        yield from (f"<{item.link}>" if item.link and not set(item.link) & set("<>") else escape_markdown(item.url), "")
    yield from (line for warning in item.warnings for line in (f"Note: {escape_markdown(warning)}", ""))
    for block in item.blocks:
        if block.pieces:
            yield from (f"> {_paragraph(item.number, block)}", "")


def _paragraph(report: int, block: Block) -> str:
    """The paragraph's text with `[report.claim]` where a claim ends."""
    text, run = "", ""
    for piece in block.pieces:
        run += piece.text
        if piece.numbers:
            marks = "".join(f"[{report}.{number}]" for number in piece.numbers)
            text, run = f"{text}{_spaced(run)} {marks}", ""
    text = (text + _spaced(run)).strip()
    return f"({block.aside}) {text}" if block.aside else text


def _spaced(run: str) -> str:
    """The run escaped, parted from its neighbours by a space where it was by white space."""
    before, after = (" " if end.isspace() else "" for end in (run[:1], run[-1:]))
    return f"{before}{escape_markdown(run)}{after}"


def _quoted(words: str) -> str:
    """The words in quotation marks, unless they bring their own."""
    return escape_markdown(words) if words[:1] in QUOTATION_MARKS else f"“{escape_markdown(words)}”"


def _decisions(dossier: Dossier) -> Iterator[str]:
    for item in dossier.decisions:
        on = f" {_said(item.on)}" if item.on else ""
        note = f": {escape_markdown(item.note)}" if item.note else ""
        what = f" {escape_markdown(item.what)}" if item.what else ""
        fate = f" ({escape_markdown(item.fate)})" if item.fate else ""
        yield f"- **{escape_markdown(item.by)}** {item.verdict}{on}{what} on {item.date}{note}{fate}"
    yield ""
