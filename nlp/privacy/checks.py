"""Check digits and calendars: what tells an identity number from any other long number."""

import re
from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def digits(text: str) -> str:
    """Keep the digits."""
    return re.sub(r"\D", "", text)


def is_chinese_id(text: str) -> bool:
    """Tell an 18-digit identity number by its birthday and its check digit (GB 11643)."""
    number = text.replace(" ", "").upper()
    if not is_day(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_CHECK[total % 11] == number[17]


def is_day(text: str) -> bool:
    """Tell whether YYYYMMDD is a day on which somebody living may have been born."""
    try:
        return date(1900, 1, 1) <= date(int(text[:4]), int(text[4:6]), int(text[6:8])) <= date(2100, 1, 1)
    except ValueError:
        return False


def is_card(text: str) -> bool:
    """Tell a bank card by the Luhn check digit; numbers of few different digits are no cards."""
    number = digits(text)
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    luhn = sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
    return luhn and number[0] in "3456" and len(set(number)) > 3


def is_hong_kong_id(text: str) -> bool:
    """Tell a Hong Kong identity card, such as A123456(3), by its check digit."""
    letters, number, check = re.sub(r"[^A-Z]", "", text[:2]), digits(text)[:6], text.rstrip(")）")[-1]
    values = [ord(letter) - 55 for letter in letters.rjust(2)]
    values = [36 if value < 10 else value for value in values] + [int(digit) for digit in number]
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    rest = (11 - total % 11) % 11
    return check == ("A" if rest == 10 else str(rest))


def is_taiwan_id(text: str) -> bool:
    """Tell a Taiwanese identity number, such as A123456789, by its check digit."""
    first = _TAIWAN.index(text[0]) + 10
    values = [first // 10, first % 10, *map(int, text[1:])]
    return sum(v * w for v, w in zip(values, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


def is_address_number(text: str) -> bool:
    """Tell an IPv4 address of somebody from a version (63.0.3.1) and from a home network (192.168.…)."""
    parts = [int(part) for part in text.split(".")]
    private = parts[0] in (0, 10, 127) or parts[:2] == [192, 168] or (parts[0] == 172 and 16 <= parts[1] < 32)
    return max(parts) < 256 and not private and sum(part > 19 for part in parts) >= 3


def is_iban(text: str) -> bool:
    """Tell an international account number by its check digits (ISO 13616)."""
    number = text.replace(" ", "")
    turned = number[4:] + number[:4]
    return 15 <= len(number) <= 34 and int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
