"""Calendar periods and how they are written down: arithmetic alone, no text.

Stands under the rules that read time expressions (`time_rules` and its tables). Invariant: a period's value, in the
notation of TIMEX3 (TimeML 1.2.1), and its first and last day say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.model import Interval

__all__ = [
    "SEASONS",
    "Period",
    "dated_without_year",
    "day_of",
    "easter",
    "holiday",
    "moved",
    "narrowed",
    "nearest",
    "period_of",
    "shifted",
]

_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS: Mapping[str, int] = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_OFFSET = 2  # spring begins with March: meteorological seasons of the northern half
_THIRDS = {"start": 0, "mid": 1, "end": 2}
_AHEAD_WEIGHTS = {"past": 10.0, "near": 5.0, "future": 0.2}
_WEEK_THIRDS = ((0, 2), (1, 3), (3, 6))  # early in the week is Monday to Wednesday, late Thursday to Sunday
_HALVES = {"half1": 0, "half2": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period: its unit (day, weekend, week, month, quarter, half, season, year, …), days and value."""

    unit: str
    first: date
    last: date
    value: str

    @property
    def interval(self) -> Interval:
        """Its days."""
        return Interval(self.first, self.last)


def day_of(day: date) -> Period:
    """The single day as a period."""
    return Period("day", day, day, day.isoformat())


def period_of(unit: str, day: date) -> Period:
    """The period of `unit` that holds `day`. Raises ValueError or OverflowError beyond the years 1 to 9999."""
    if unit == "day":
        return day_of(day)
    if unit in ("week", "fortnight"):
        return _week(day - timedelta(days=day.weekday()))
    if unit == "weekend":
        return _weekend(day - timedelta(days=day.weekday()))
    index = day.year * 12 + day.month - 1
    if unit == "season":
        return _season((index - _SEASON_OFFSET) // 3)
    size = _MONTHS[unit]
    return _months(unit, index - index % size, size)


def shifted(period: Period, steps: int) -> Period:
    """The period of the same unit that many steps later (earlier where negative). Raises as `period_of` does."""
    if period.unit == "day":
        return day_of(period.first + timedelta(days=steps))
    if period.unit == "week":
        return _week(period.first + timedelta(weeks=steps))
    if period.unit == "weekend":
        return _weekend(period.first + timedelta(days=7 * steps - 5))
    index = period.first.year * 12 + period.first.month - 1
    if period.unit == "season":
        return _season((index - _SEASON_OFFSET) // 3 + steps)
    size = _MONTHS[period.unit]
    return _months(period.unit, index + steps * size, size)


def moved(day: date, unit: str, steps: int) -> date:
    """The same day that many units later: 31 January and a month is the last of February. Raises as `period_of`."""
    if unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * steps)
    month = shifted(period_of("month", day), steps * _MONTHS[unit])
    return month.first.replace(day=min(day.day, month.last.day))


def narrowed(period: Period, part: str) -> Interval:
    """The days of a part of `period`: its first, middle or last third (start, mid, end), or a half (half1, half2).

    Parts are whole months of a year, whole years of a decade, whole days of a month or week.
    """
    shares, place = (2, _HALVES[part]) if part in _HALVES else (3, _THIRDS[part])
    size = 3 if period.unit == "season" else _MONTHS.get(period.unit, 1)
    if size < shares:
        return _narrowed_days(period, shares, place)
    step = 12 if size > 12 else 1
    start, end = (-(-(size // step) * edge // shares) * step for edge in (place, place + 1))
    index = period.first.year * 12 + period.first.month - 1
    return _months("part", index + start, end - start).interval


def _narrowed_days(period: Period, shares: int, place: int) -> Interval:
    length = (period.last - period.first).days + 1
    if length < shares:
        return period.interval
    if period.unit == "week" and shares == 3:
        first, last = (period.first + timedelta(days=day) for day in _WEEK_THIRDS[place])
        return Interval(first, last)
    first = period.first + timedelta(days=length * place // shares)
    return Interval(first, period.first + timedelta(days=length * (place + 1) // shares - 1))


def dated_without_year(month: int, day: int | None, anchor: date, direction: str) -> Period:
    """The month, or the day of it, in the year that fits `direction` (past, future, near) seen from `anchor`.

    Raises ValueError where no such day exists.
    """
    years = range(max(anchor.year - 8, 1), min(anchor.year + 9, 10000))
    found = [_month_or_day(year, month, day) for year in years if _exists(year, month, day)]
    return nearest(found, anchor, direction)


def nearest(periods: Sequence[Period], anchor: date, direction: str) -> Period:
    """The period nearest to `anchor`, a day ahead weighed against a day back as `direction` asks.

    Without a word that points ahead, one ten months back is as near as one two months ahead: news looks back, but it
    seldom names a day of next week and means the one a year ago. Raises ValueError where there is none.
    """
    weight = _AHEAD_WEIGHTS[direction]

    def distance(period: Period) -> float:
        if period.first <= anchor:
            return max((anchor - period.last).days, 0)
        return (period.first - anchor).days * weight

    return min(periods, key=distance)


def holiday(rule: str, year: int) -> Period:
    """The holiday in that year; `rule` is "12-25", "easter -2" (days from Easter Sunday) or "11 4 4", which is the
    fourth Thursday of November (months and weekdays from 1, -1 for the last). Raises ValueError for another rule.
    """
    fields = rule.split()
    if fields[0] == "easter":
        return day_of(easter(year) + timedelta(days=int(fields[1])))
    if len(fields) == 3:
        return day_of(_nth_weekday(year, *(int(field) for field in fields)))
    month, day = rule.split("-")
    return day_of(date(year, int(month), int(day)))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, after Meeus, Astronomical Algorithms, 1991)."""
    century, place = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (place // 4) - epact - place % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((year % 19 + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = _months("month", year * 12 + month - 1, 1).last
        return last - timedelta(days=(last.weekday() - (weekday - 1)) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))


def _month_or_day(year: int, month: int, day: int | None) -> Period:
    return day_of(date(year, month, day)) if day else period_of("month", date(year, month, 1))


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True


def _week(monday: date) -> Period:
    year, week, _ = monday.isocalendar()
    return Period("week", monday, monday + timedelta(days=6), f"{year:04}-W{week:02}")


def _weekend(monday: date) -> Period:
    week = _week(monday)
    return Period("weekend", monday + timedelta(days=5), week.last, f"{week.value}-WE")


def _season(index: int) -> Period:
    first = _first_of_month(index * 3 + _SEASON_OFFSET)
    last = _first_of_month(index * 3 + _SEASON_OFFSET + 3) - timedelta(days=1)
    return Period("season", first, last, f"{first.year:04}-{SEASONS[index % 4]}")


def _months(unit: str, index: int, size: int) -> Period:
    first = _first_of_month(index)
    last = _first_of_month(index + size - 1)
    end = date(last.year, last.month, _days_of(last))
    return Period(unit, first, end, _value(unit, first))


def _value(unit: str, first: date) -> str:
    year = f"{first.year:04}"
    values = {
        "month": f"{year}-{first.month:02}",
        "quarter": f"{year}-Q{first.month // 3 + 1}",
        "half": f"{year}-H{first.month // 6 + 1}",
        "decade": year[:3],
        "century": year[:2],
    }
    return values.get(unit, year)


def _first_of_month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _days_of(first: date) -> int:
    return 31 if first.month in (1, 3, 5, 7, 8, 10, 12) else 30 if first.month != 2 else 28 + _leap(first.year)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
