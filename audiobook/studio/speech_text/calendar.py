"""Numbers that tell when: times, dates, years, decades."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.words import either, rows, table, words

_MONTHS = tuple(row[0] for row in rows("en/months"))
_MONTH_OF = {name: row[0] for row in rows("en/months") for name in row}
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = rf"({either(_MONTH_OF)})\b\.?"
_FIRST_YEAR, _LAST_YEAR = 1700, 2049  # numbers that are years even where nothing says so

# Times of day: "3:30 pm", "12:00", "19:45", "7 a.m.", "5PM".
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?!\d|:\d)(?: ?([AaPp])(?:\.? ?[Mm]\b\.?))?"
)
_HOUR = re.compile(r"\b(\d{1,2}) ?(?:([AaPp])\.[Mm]\.|([AaPp])[Mm]\b\.?)")

# From one time to another: "2:30-3:00", "6 pm–8 pm".
_SPAN = re.compile(r"(?<=\d)( ?[ap]\.?m\.?)?\s?[-—]\s?(?=\d{1,2}(?::\d\d| ?[ap]\.?m\b))", re.IGNORECASE)

# Soldiers' time: "1800 hours", "0630 hrs".
_MILITARY = re.compile(r"\b([01]\d|2[0-4])([0-5]\d) ?(?:hours|hrs)\b")

# Dates by numbers: "12/05/1999", "2019-04-02".
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:1[5-9]|20)\d\d|\d\d)(?![\d/])")
_ISO = re.compile(rf"(?<![\d-])((?:1[5-9]|20)\d\d)-(0[1-9]|1[0-2])-({_DAY})(?![\d-])")

# A day that Americans name by numbers alone: "9/11".
_FAMOUS_DAY = re.compile(r"(?<![\d/])9/11(?![\d/])")

# Dates with the month's name: "May 5, 1999", "Dec. 24", "3 March 1920".
_MONTH_DAY = re.compile(rf"\b{_MONTH} ({_DAY})(?:st|nd|rd|th)?(?![\d:,]\d|\d)(?:,? ((?:1\d|20)\d\d)\b)?")
_DAY_MONTH = re.compile(rf"(?<![\d,.])({_DAY})(?:st|nd|rd|th)? {_MONTH}(?:,? ((?:1\d|20)\d\d)\b)?(?! \d)")
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? ((?:1\d|20)\d\d)\b")

# Decades: "the 1990s", "the '80s", "in her 20s", "1800's".
_DECADE = re.compile(r"(?<![\w.,$])'?(1\d|20)?(\d0)'?s\b")

# Years that others frame: "1914—1918", "44 BC", "1066 AD".
_YEARS = re.compile(r"(?<![\w.,-])(1\d{3}|20\d\d)\s?[-—]\s?(1\d{3}|20\d\d|\d\d)(?![\w-])")
_ERA = re.compile(r"\b(\d{1,4}) (AD|BC|BCE|CE)\b|\b(AD) (\d{1,4})\b")

# A number of four digits, alone: "in 1984", "a 1967 car", "Summer 2010".
_BARE = re.compile(r"(?<![\w.,$£€#:/—-])(\d{4})(?![\w/:%°]|[.,]\d|-\d)(?:-(?=[a-z]))?")


def say_calendar(text: str, *, day_first: bool = False) -> str:
    """Times, dates and years as they are read out: "in 1984" is "in 19 84"."""
    text = (
        _SPAN.sub(lambda match: f"{match[1] or ''} to ", text)
        if _CLOCK.search(text) or _HOUR.search(text)
        else text
    )
    text = _MILITARY.sub(_military, text)
    text = _CLOCK.sub(_clock, text)
    text = _HOUR.sub(lambda match: f"{match[1]} {(match[2] or match[3]).upper()}-M{_end(match)}", text)
    text = _FAMOUS_DAY.sub("9 11", text)
    text = _SLASHED.sub(lambda match: _slashed(match, day_first=day_first), text)
    text = _ISO.sub(lambda match: _date(int(match[2]), int(match[3]), match[1]), text)
    text = _MONTH_DAY.sub(lambda match: _named(match[1], match[2], match[3]), text)
    text = _DAY_MONTH.sub(lambda match: _day_of(match[1], match[2], match[3]), text)
    text = _MONTH_YEAR.sub(lambda match: f"{_MONTH_OF[match[1]]} {year(match[2])}", text)
    text = _DECADE.sub(_decade, text)
    text = _YEARS.sub(lambda match: f"{year(match[1])} to {year(match[2])}", text)
    text = _ERA.sub(_era, text)
    return _BARE.sub(_bare, text)


def year(digits: str) -> str:
    """The digits of a year in the groups that are read: "1905" gives "19 oh 5", "2005" stays."""
    if len(digits) < 4 or digits[1:3] == "00":
        return digits
    century, rest = digits[:2], digits[2:]
    if rest == "00":
        return f"{century} hundred"
    return f"{century} oh {rest[1]}" if rest[0] == "0" else f"{century} {rest}"


def ordinal(number: int) -> str:
    """The number with its ending: 22 gives "22nd"."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _end(match: re.Match[str]) -> str:
    """The dot of "p.m." where it ends the text too."""
    return "." if match[0].endswith(".") and match.end() == len(match.string) else ""


def _clock(match: re.Match[str]) -> str:
    hour, minute, second, half = match.groups()
    named = f" {half.upper()}-M{_end(match)}" if half else ""
    if second is None and minute == "00":
        return f"{int(hour)}{named}" if half else _full_hour(int(hour))
    minutes = f"oh {minute[1]}" if minute[0] == "0" else minute
    return f"{int(hour)} {minutes}{f' and {int(second)} seconds' if second else ''}{named}"


def _full_hour(hour: int) -> str:
    return f"{hour} o'clock" if 1 <= hour <= 12 else f"{hour} hundred"


def _military(match: re.Match[str]) -> str:
    hour, minute = match.groups()
    hours = f"oh {hour[1]}" if hour[0] == "0" else hour
    return f"{hours} {'hundred' if minute == '00' else minute} hours"


def _slashed(match: re.Match[str], *, day_first: bool) -> str:
    first, second, digits = int(match[1]), int(match[2]), match[3]
    month, day = (second, first) if day_first or first > 12 else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0].replace("/", " ")
    return _date(month, day, digits)


def _date(month: int, day: int, digits: str) -> str:
    return f"{_MONTHS[month - 1]} {ordinal(day)}, {year(digits)}"


def _named(month: str, day: str, digits: str | None) -> str:
    date = f"{_MONTH_OF[month]} {ordinal(int(day))}"
    return f"{date}, {year(digits)}" if digits else date


def _day_of(day: str, month: str, digits: str | None) -> str:
    date = f"{ordinal(int(day))} of {_MONTH_OF[month]}"
    return f"{date}, {year(digits)}" if digits else date


def _decade(match: re.Match[str]) -> str:
    century, tens = match.groups()
    if tens == "00":
        return f"{century} hundreds" if century != "20" else "2 thousands"
    named = table("en/decades").get(tens)
    if named is None or (century is None and tens == "10"):
        return match[0]
    return f"{century} {named}" if century else named


def _era(match: re.Match[str]) -> str:
    digits, era = match[1] or match[4], match[2] or match[3]
    named = "-".join(era)
    return f"{named} {year(digits)}" if match[3] else f"{year(digits)} {named}"


# The word before a number and the one after it.
_BEFORE = re.compile(r"(\w+)\W{1,2}$")
_AFTER = re.compile(r"[ -](\w+)")


def _bare(match: re.Match[str]) -> str:
    digits = match[1]
    return year(digits) + (" " if match[0].endswith("-") else "") if _is_year(match) else match[0]


def _is_year(match: re.Match[str]) -> bool:
    before = _BEFORE.search(match.string, max(0, match.start() - 20), match.start())
    after = _AFTER.match(match.string, match.end())
    if after and _is_counted(after[1].lower()):
        return False
    if before and before[1].lower() in words("en/year_words"):
        return int(match[1]) >= 1000
    return _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR and not match[1].endswith("00")


def _is_counted(word: str) -> bool:
    return word in words("en/counted") or (word.endswith("s") and word not in words("en/not_counted"))
