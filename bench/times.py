"""Time expressions measured: TimeML news, a chat assistant's phrases, and the event times of the story golds.

Run as `python -m bench.times [--errors N] [--only news|chat|stories]` with the shared data beside the repository.
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
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.command import SHARED
from sayso.claims.times import event_time_of
from sayso.model import Interval, Span
from sayso.reading.english.times import TimeMention, find_times

TIMEX = SHARED / "bench" / "data" / "timex"
DATES = SHARED / "bench" / "data" / "dates"


LEVELS = ("strict", "relaxed", "value", "strict value")


@dataclass(frozen=True)
class Gold:
    """One annotated expression."""

    span: Span
    kind: str
    value: str


def load_timeml(path: Path) -> tuple[str, date, list[Gold]]:
    """The text of a TimeML file, its creation date and its TIMEX3 annotations."""
    root = ElementTree.parse(path).getroot()
    stamp = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    if stamp is None or body is None:
        raise ValueError(f"{path.name}: no creation time or no text")
    created = date.fromisoformat(stamp.attrib["value"][:10])
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
            golds.append(Gold(Span(start, end), node.attrib["type"], node.attrib["value"]))

    walk(body)
    return "".join(pieces), created, sorted(golds, key=lambda gold: gold.span)


def measure_news(part: str = "*") -> tuple[dict[str, float], list[tuple[str, ...]]]:
    """Precision, recall and F1 of spans and values on TimeBank and AQUAINT, words a second, and each error."""
    counts: Counter[str] = Counter()
    wrong: list[tuple[str, ...]] = []
    words, seconds = 0, 0.0
    find_times("on 5 May 2030", None)  # the patterns are compiled once
    for path in sorted(TIMEX.glob(f"{part}/*.tml")):
        text, created, golds = load_timeml(path)
        started = time.process_time()
        found = find_times(text, created)
        seconds += time.process_time() - started
        words += len(text.split())
        golds = [gold for gold in golds if gold.kind in ("DATE", "TIME")]
        score(text, created, golds, [m for m in found if m.kind in ("date", "time")], counts, wrong)
    figures = {f"{name} {figure}": value for name in LEVELS for figure, value in rates(counts, name)}
    return figures | {"words a second": words / seconds}, wrong


def rates(counts: Counter[str], name: str) -> Iterator[tuple[str, float]]:
    precision, recall = counts[name] / max(counts["pred"], 1), counts[name] / max(counts["gold"], 1)
    yield "precision", precision
    yield "recall", recall
    yield "F1", 2 * precision * recall / (precision + recall) if counts[name] else 0.0


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


def measure_chat() -> tuple[dict[str, float], list[tuple[str, ...]]]:
    """Recognizers-Text: share of its cases that are right, and each that is not.

    A case is right if for each of its results a mention at the result's place has its days: those of the past or of
    the future resolution, whichever. The end of a period is excluded there; but where the case is of two dates ("from
    4 to 22", a Timex of the form "(A,B,…)"), the second may be the last day of the mention too. A result that gives no
    days ("next spring") must be found with its Timex as value. A result that is no date ("30 February") and a case
    without results are right if nothing with days is found there. `…, ends excluded` counts the second date of a
    period always as excluded.
    """
    figures: dict[str, float] = {}
    wrong: list[tuple[str, ...]] = []
    for name in ("DateParser", "DatePeriodParser"):
        cases = json.loads((DATES / f"{name}.json").read_text(encoding="utf-8-sig"))
        judged = [(case, found_in(case)) for case in cases]
        right = [is_right(case, found) for case, found in judged]
        figures[name] = sum(right) / len(cases)
        figures[f"{name}, ends excluded"] = sum(is_right(*pair, either_end=False) for pair in judged) / len(cases)
        wrong.extend(chat_row(*pair) for pair, good in zip(judged, right, strict=True) if not good)
    return figures, wrong


def found_in(case: dict[str, Any]) -> list[TimeMention]:
    """What is found in a case's words on its day; two cases that name none are taken to be of the file's usual day."""
    reference = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")
    return [m for m in find_times(case["Input"], date.fromisoformat(reference[:10])) if m.kind != "set"]


def is_right(case: dict[str, Any], found: list[TimeMention], *, either_end: bool = True) -> bool:
    """Whether all results of the case are found, as `measure_chat` says."""
    if not case["Results"]:
        return all(mention.interval is None for mention in found)
    return all(is_found(result, found, either_end) for result in case["Results"])


def is_found(result: dict[str, Any], found: list[TimeMention], either_end: bool) -> bool:
    place = Span(result["Start"], result["Start"] + result["Length"])
    here = [mention for mention in found if place.overlaps(mention.span)]
    value, wanted = result["Value"], list(resolutions(result["Value"], either_end))
    if not wanted:
        return any(mention.value == value["Timex"] for mention in here)
    if all(days[0] == date.min for days in wanted):
        return all(mention.interval is None for mention in here)
    return any(Interval(*bounds) in (mention.interval, mention.extent) for bounds in wanted for mention in here)


def resolutions(value: dict[str, Any], either_end: bool) -> Iterator[tuple[date | None, date | None]]:
    """First and last day of each resolution; an open end is none."""
    for side in ("PastResolution", "FutureResolution"):
        days = {key: date.fromisoformat(day) for key, day in value.get(side, {}).items() if key != "Mod"}
        if "date" in days:
            yield (days["date"],) * 2
        elif days:
            first, end = days.get("startDate"), days.get("endDate")
            yield first, end - timedelta(days=1) if end and end > date.min else end
            if either_end and value["Timex"].startswith("("):
                yield first, end


def chat_row(case: dict[str, Any], found: list[TimeMention]) -> tuple[str, ...]:
    wanted = [str(result["Value"].get("PastResolution")) for result in case["Results"]]
    got = [f"{case['Input'][m.span.start : m.span.end]}: {m.value} {m.extent or m.interval}" for m in found]
    return ("chat", case["Input"], "; ".join(wanted), "; ".join(got))


def measure_stories() -> tuple[dict[str, float], list[tuple[str, ...]]]:
    """Claims with an event time in the golds: share for which a mention, and `event_time_of`, gives it; the others."""
    hits: list[bool] = []
    chosen: list[bool] = []
    wrong: list[tuple[str, ...]] = []
    for report, claim in gold_claims():
        published = date.fromisoformat(report["published"][:10])
        times = find_times(report["text"], published)
        content = place_of(claim, report["text"])
        sentence = sentence_of(report["text"], content)
        gold = gold_interval(claim["event_time"])
        inside = [mention for mention in times if sentence.overlaps(mention.span)]
        hits.append(any(fits(gold, days) for mention in inside for days in (mention.interval, mention.extent)))
        days = event_time_of((content,), sentence, times, published, cue=())
        chosen.append(fits(gold, days))
        if not chosen[-1]:
            wrong.append(("event", claim["id"], str(claim["event_time"]), str(days), around(report["text"], content)))
    return {"a mention fits": sum(hits) / len(hits), "event_time_of fits": sum(chosen) / len(chosen)}, wrong


def gold_claims() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each gold claim with an event time, with its report."""
    for gold in sorted((SHARED / "stories").glob("*/gold.json")):
        lines = (gold.parent / "story.jsonl").read_text(encoding="utf-8").splitlines()
        reports = {report["id"]: report for report in map(json.loads, filter(None, lines))}
        for claim in json.loads(gold.read_text(encoding="utf-8"))["claims"]:
            if claim["event_time"]:
                yield reports[claim["doc"]], claim


def place_of(claim: dict[str, Any], text: str) -> Span:
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
        first, last = map(date.fromisoformat, value)
        return Interval(first, last)
    if len(value) == 10:
        return Interval(date.fromisoformat(value), date.fromisoformat(value))
    first = date.fromisoformat(f"{value}-01")
    return Interval(
        first, date.fromordinal(date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1)
    )


def fits(gold: Interval, days: Interval | None) -> bool:
    """Whether `days` overlap the gold and are at most twice as wide."""
    return days is not None and days.days is not None and days.overlaps(gold) and days.days <= 2 * (gold.days or 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=("news", "chat", "stories"))
    parser.add_argument("--part", default="*", help="TimeBank or AQUAINT")
    options = parser.parse_args()
    nothing: tuple[dict[str, float], list[tuple[str, ...]]] = ({}, [])
    news = measure_news(options.part) if options.only in (None, "news") else nothing
    chat = measure_chat() if options.only in (None, "chat") else nothing
    stories = measure_stories() if options.only in (None, "stories") else nothing
    for name, value in [*news[0].items(), *chat[0].items(), *stories[0].items()]:
        print(f"{name:32} {value:,.0f}" if value > 1 else f"{name:32} {value:.3f}")
    for row in [*news[1], *chat[1], *stories[1]][: options.errors]:
        print(" | ".join(row))


if __name__ == "__main__":
    main()
