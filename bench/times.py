"""Time expressions measured: TimeML news, a chat assistant's phrases, and the event times of the story golds.

Run as `python bench/times.py [--errors N] [--only news|chat|stories]` with the benchmark data beside the repository.
Prints, for DATE and TIME together, span F1 (strict, relaxed) and value F1 (relaxed span and the same TIMEX3 value).
"""

import argparse
import json
import re
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.claims.times import event_time_of
from sayso.model import Interval, Span
from sayso.reading.english.times import TimeMention, find_times

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@dataclass(frozen=True)
class Gold:
    """One annotated expression."""

    span: Span
    kind: str
    value: str


def load_timeml(path: Path) -> tuple[str, date, list[Gold]]:
    """The text of a TimeML file, its creation date and its TIMEX3 annotations."""
    root = ElementTree.parse(path).getroot()
    created = date.fromisoformat(root.find("DCT/TIMEX3").get("value")[:10])
    pieces: list[str] = []
    golds: list[Gold] = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3":
            text = "".join(pieces)
            end = start + len(text[start:].rstrip())
            golds.append(Gold(Span(start, end), node.get("type"), node.get("value")))

    walk(root.find("TEXT"))
    return "".join(pieces), created, sorted(golds, key=lambda gold: gold.span)


def measure_news(errors: int, part: str) -> None:
    """TimeBank and AQUAINT: precision, recall and F1 of spans and of values."""
    counts: Counter[str] = Counter()
    wrong: list[tuple[str, ...]] = []
    words, seconds = 0, 0.0
    find_times("warm up on 5 May 2030", date(2030, 5, 5))
    for path in sorted((SHARED / "bench/data/timex").glob(f"{part}/*.tml")):
        text, created, golds = load_timeml(path)
        started = time.perf_counter()
        found = find_times(text, created)
        seconds += time.perf_counter() - started
        words += len(text.split())
        golds = [gold for gold in golds if gold.kind in ("DATE", "TIME")]
        score(text, created, golds, [m for m in found if m.kind in ("date", "time")], counts, wrong)
    print(f"speed: {words / seconds:,.0f} words a second")
    gold, pred = counts["gold"], counts["pred"]
    for name in ("strict", "relaxed", "value", "strict value"):
        precision, recall = counts[name] / pred, counts[name] / gold
        print(f"{name:13} P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")
    for row in wrong[:errors]:
        print(" | ".join(row))


def score(
    text: str,
    created: date,
    golds: list[Gold],
    found: list[TimeMention],
    counts: Counter[str],
    wrong: list[tuple[str, ...]],
) -> None:
    """Adds one document's counts: each found mention is matched with one gold at most."""
    counts["gold"] += len(golds)
    counts["pred"] += len(found)
    free = list(golds)
    for mention in found:
        gold = next((g for g in free if g.span.overlaps(mention.span)), None)
        if gold is None:
            wrong.append(("spurious", str(created), mention.value, around(text, mention.span)))
            continue
        free.remove(gold)
        counts["relaxed"] += 1
        counts["strict"] += gold.span == mention.span
        counts["value"] += gold.value == mention.value
        counts["strict value"] += gold.value == mention.value and gold.span == mention.span
        if gold.value != mention.value:
            wrong.append(("value", str(created), f"{mention.value} not {gold.value}", around(text, mention.span)))
    wrong.extend(("missed", str(created), gold.value, around(text, gold.span)) for gold in free)


def around(text: str, span: Span) -> str:
    """The words of a span between their neighbours, on one line."""
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 40]
    return re.sub(r"\s+", " ", f"{before}[[{text[span.start : span.end]}]]{after}")


def measure_chat() -> None:
    """Recognizers-Text: share of phrases whose past or future resolution is the interval found."""
    for name in ("DateParser", "DatePeriodParser"):
        cases = json.loads((SHARED / f"bench/data/dates/{name}.json").read_text(encoding="utf-8-sig"))
        right = total = 0
        for case in cases:
            for result in case["Results"]:
                total += 1
                reference = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")
                published = date.fromisoformat(reference[:10])
                right += any(agrees(result["Value"], m) for m in find_times(case["Input"], published))
        print(f"{name}: {right}/{total} = {right / total:.2f}")


def agrees(value: dict, mention: TimeMention) -> bool:
    """Whether the mention's days are one of the resolutions (whose end is excluded)."""
    days = {mention.interval, mention.extent} - {None}
    return any(Interval(*bounds) in days for bounds in resolutions(value))


def resolutions(value: dict) -> Iterator[tuple[date | None, date | None]]:
    for side in ("PastResolution", "FutureResolution"):
        days = value.get(side, {})
        if "date" in days:
            yield (date.fromisoformat(days["date"]),) * 2
        elif "startDate" in days and "endDate" in days:
            start, end = (date.fromisoformat(days[key]) for key in ("startDate", "endDate"))
            yield start, date.fromordinal(end.toordinal() - 1)
            yield start, end


def measure_stories(errors: int) -> None:
    """Claims with an event time in the golds: share for which a mention, and `event_time_of`, gives it."""
    total = by_mention = by_function = 0
    for folder in sorted((SHARED / "stories").iterdir()):
        if not folder.is_dir():
            continue
        reports = [json.loads(line) for line in (folder / "story.jsonl").read_text().splitlines() if line.strip()]
        texts = {report["id"]: report for report in reports}
        for claim in json.loads((folder / "gold.json").read_text())["claims"]:
            if not claim["event_time"]:
                continue
            report = texts[claim["doc"]]
            published = date.fromisoformat(report["published"][:10])
            times = find_times(report["text"], published)
            content = place_of(claim, report["text"])
            sentence = sentence_of(report["text"], content)
            gold = gold_interval(claim["event_time"])
            inside = [m for m in times if sentence.overlaps(m.span)]
            hit = any(fits(gold, days) for m in inside for days in (m.interval, m.extent))
            chosen = event_time_of((content,), sentence, times, published, cue=())
            total, by_mention, by_function = total + 1, by_mention + hit, by_function + fits(gold, chosen)
            if errors and not fits(gold, chosen):
                print("  ", hit, claim["id"], claim["event_time"], chosen, around(report["text"], content))
    print(f"stories: a mention of the sentence gives it {by_mention}/{total}; event_time_of {by_function}/{total}")


def place_of(claim: dict, text: str) -> Span:
    start = text.index(claim.get("near") or claim["content"])
    start = text.index(claim["content"], start)
    return Span(start, start + len(claim["content"]))


def sentence_of(text: str, span: Span) -> Span:
    start = max(
        (m.end() for m in re.finditer(r"(?:(?<!\d)[.!?][”\"’']?\s+|\n)", text) if m.end() <= span.start), default=0
    )
    after = re.compile(r"[.!?][”\"’']?(?:\s|$)|\n").search(text, span.end - 1)
    return Span(start, after.end() if after else len(text))


def gold_interval(value: str | list[str]) -> Interval:
    if isinstance(value, list):
        return Interval(*(date.fromisoformat(day) for day in value))
    if len(value) == 10:
        return Interval(date.fromisoformat(value), date.fromisoformat(value))
    first = date.fromisoformat(f"{value}-01")
    return Interval(
        first, date.fromordinal(date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1)
    )


def fits(gold: Interval, days: Interval | None) -> bool:
    """Whether `days` overlap the gold and are at most twice as wide."""
    return days is not None and days.days is not None and days.overlaps(gold) and days.days <= 2 * gold.days


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=("news", "chat", "stories"))
    parser.add_argument("--part", default="*")
    options = parser.parse_args()
    if options.only in (None, "news"):
        measure_news(options.errors, options.part)
    if options.only in (None, "chat"):
        measure_chat()
    if options.only in (None, "stories"):
        measure_stories(options.errors)


if __name__ == "__main__":
    main()
