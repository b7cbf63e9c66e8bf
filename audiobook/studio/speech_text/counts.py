"""Numbers that count or measure: money, percent, degrees, units, fractions, ranges, heights, telephones.

Digits stay digits where every engine reads them right; what stands beside them becomes words.
"""

from __future__ import annotations

import re

from audiobook.studio.speech_text.words import either, rows

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "mil": "million"}
_SCALE |= {"b": "billion", "B": "billion", "bn": "billion", "tn": "trillion"}
_CURRENCIES = {row[0]: row[1:] for row in rows("en/currencies")}
_UNITS = {row[0]: row[1:] for row in rows("en/units")}
_PARTS = {row[0]: row[1:] for row in rows("en/fractions")}
_SIGNS = re.escape("".join(_CURRENCIES))

# Money: "$3.50", "£20", "$3 million", "€5k", "£2bn", "$20-30".
_MONEY = re.compile(
    rf"([{_SIGNS}])\s?({_NUMBER})(?:\s?[-—]\s?[{_SIGNS}]?({_NUMBER}))?"
    r"(?:( ?(?:bn|tn|mil)|[kKmMbB])\b| (thousand|million|billion|trillion)\b)?"
)

# Money with the sign behind: "20€", "50¢".
_MONEY_BEHIND = re.compile(rf"(?<![\d.,])({_NUMBER})\s?([{_SIGNS}¢])")

# Heights: "5'11\"", "6' 2".
_HEIGHT = re.compile(r"(?<![\w'\"])(\d)'\s?(\d{1,2})(?:\"|''|(?![\w']))")

# Feet alone: "6' tall".
_FEET = re.compile(r"(?<![\w'\"])(\d{1,2})'(?= (?:tall|long|high|wide|deep)\b)")

# Parts of a whole: "1/2 cup", "3 1/2", "2/3".
_FRACTION = re.compile(rf"(?<![\d/.,])(?:(\d+) )?([1-9]\d?)/({either(_PARTS)})(?!th)(?![\d/]|\.\d)")

# What is left of a whole: "HP: 50/100", "7/10".
_OUT_OF = re.compile(rf"(?<![\d/])({_NUMBER})\s?/\s?({_NUMBER})(?![\d/])")

# All week, a number of emergency, and hours of work: "24/7", "call 911", "a 9-5 job".
_FIXED = (
    (re.compile(r"(?<![\d:.,-])9-5(?![\d:.,-]\d|\d)"), "9 to 5"),
    (re.compile(r"\b24/7\b"), "24 7"),
    (re.compile(r"(?i)(?<=call |dial )911\b|(?<=called |dialed )911\b"), "9 1 1"),
)

# Degrees: "98.6°F", "45°".
_DEGREES = re.compile(r"(\d)\s?°(?:\s?([CF])\b)?")

# From one share to another: "10%-20%".
_SHARES = re.compile(r"(?<=\d)%\s?[-—]\s?(?=\d+%)")

# A number that begins with nought, of an agent or a room: "007".
_NOUGHTS = re.compile(r"(?<![\w.,:/$£€¥#'-])0\d{1,6}(?![\w.:/'%-]|,\d)")

# Percent: "100%", "3 %".
_PERCENT = re.compile(r"(?<=\d)\s?%")

# A number with its unit: "60mph", "5 km", "90 min. later", and of areas "20 km²".
_UNIT = re.compile(rf"(?<![\w.])({_NUMBER})( ?)({either(_UNITS)})(²|³)?\b(?!-)(?:\.(?=\s+[a-z]))?")

# Thousands by letter: "5k words", "10K"; "4K" is a television.
_THOUSANDS = re.compile(rf"\b({_NUMBER})(?:k|(?<=\d\d)K)\b")

# Telephones: "555-0123", "212-555-0123".
_TELEPHONE = re.compile(r"(?<![\w-])(?:\d{3}-)?\d{3}-\d{4}(?![\w-])")

# From one number to another: "50-60 men", "pages 3—5".
_RANGE = re.compile(rf"(?<![\w.,—-])({_NUMBER})\s?[-—]\s?({_NUMBER})(?![\w—]|-\w|[.,]\d)")

# Signs before, between or behind numbers: "-5", "+3", "2+2", "18+", "3×4", "x2".
_ARITHMETIC = (
    (re.compile(r"(?<![^\s(\"])-(?=\d)"), "minus "),
    (re.compile(r"(?<![\w)])\+(?=\d)"), "plus "),
    (re.compile(r"(?<=[\d)])\s?\+\s?(?=[\d(])"), " plus "),
    (re.compile(r"(?<=\d)\+(?!\w)"), " plus"),
    (re.compile(r"(?<=\d)\s?×\s?(?=\d)|(?<=\d)\sx\s(?=\d)"), " times "),
    (re.compile(r"(?<=\d)\s?÷\s?(?=\d)"), " divided by "),
    (re.compile(r"\s?±\s?(?=\d)"), " plus or minus "),
    (re.compile(r"(?<=\d)\s?<\s?(?=\d)"), " less than "),
    (re.compile(r"(?<=\d)\s?>\s?(?=\d)"), " greater than "),
    (re.compile(r"(?<![\w.])\.(?=\d)"), "point "),
    (re.compile(r"(?<=\b\w)²|(?<=\bmc)²"), " squared"),
)


def say_counts(text: str) -> str:
    """Numbers with words for their signs and units: "$3.50" is "3 dollars and 50 cents"."""
    for fixed, said in _FIXED:
        text = fixed.sub(said, text)
    text = _TELEPHONE.sub(lambda match: " ".join(match[0].replace("-", "")), text)
    text = _MONEY.sub(_money, text)
    text = _MONEY_BEHIND.sub(_money_behind, text)
    text = _HEIGHT.sub(r"\1 foot \2", text)
    text = _FEET.sub(r"\1 feet", text)
    text = _FRACTION.sub(_fraction, text)
    text = _OUT_OF.sub(r"\1 out of \2", text)
    text = _DEGREES.sub(_degrees, text)
    text = _NOUGHTS.sub(lambda match: " ".join(match[0]), text)
    text = _PERCENT.sub(" percent", _SHARES.sub(" percent to ", text))
    text = _UNIT.sub(_unit, text)
    text = _THOUSANDS.sub(r"\1 thousand", text)
    text = _RANGE.sub(_range, text)
    for sign, said in _ARITHMETIC:
        text = sign.sub(said, text)
    return text


def _money(match: re.Match[str]) -> str:
    sign, amount, upper, letter, scale = match.groups()
    one, many, hundredths = _CURRENCIES[sign]
    if upper:
        amount = f"{amount} to {upper}"
    if letter or scale:
        return f"{amount} {scale or _SCALE[letter.strip()]} {many}"
    whole, _, part = amount.partition(".")
    if upper or len(part) != 2 or hundredths == "-":
        return f"{amount} {one if amount == '1' else many}"
    return _whole_and_part(whole, part, one=one, many=many, hundredths=hundredths)


def _whole_and_part(whole: str, part: str, *, one: str, many: str, hundredths: str) -> str:
    named = f"{whole} {one if whole == '1' else many}"
    rest = f"{int(part)} {hundredths if int(part) != 1 else hundredths.removesuffix('s')}"
    if int(part) == 0:
        return named
    return rest if not whole.strip("0,") else f"{named} and {rest}"


def _money_behind(match: re.Match[str]) -> str:
    amount, sign = match.groups()
    one, many = ("cent", "cents") if sign == "¢" else _CURRENCIES[sign][:2]
    return f"{amount} {one if amount == '1' else many}"


def _fraction(match: re.Match[str]) -> str:
    whole, count, part = match.groups()
    one, many = _PARTS[part]
    if whole:
        return f"{whole} and a {one}" if count == "1" else f"{whole} and {count} {many}"
    if int(count) >= int(part):
        return f"{count} out of {part}"
    return f"one {one}" if count == "1" else f"{count} {many}"


def _degrees(match: re.Match[str]) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit"}.get(match[2] or "", "")
    return f"{match[1]} degrees{scale}"


def _unit(match: re.Match[str]) -> str:
    number, _, unit, power = match.groups()
    one, many = _UNITS[unit]
    prefix = {"²": "square ", "³": "cubic "}.get(power or "", "")
    return f"{number} {prefix}{one if number == '1' else many}"


def _range(match: re.Match[str]) -> str:
    low, high = (float(number.replace(",", "")) for number in match.groups())
    return f"{match[1]} to {match[2]}" if low < high else f"{match[1]} {match[2]}"
