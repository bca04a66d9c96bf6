"""What columns of tables of prices are called: dates, names of shares, and numbers that are no price."""

import re
from collections.abc import Sequence

__all__ = [
    "DATE_NAMES",
    "FIELDS",
    "NAME_NAMES",
    "NO_PRICES",
    "PARTS",
    "PRICES",
    "TIME_NAMES",
    "fields_among",
    "fields_beside_shares",
    "is_certain",
    "is_field",
    "plain",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DATE_NAMES = _words(
    "date dates datetime day days datum fecha dato jour tradedate tradingdate tradingday pricedate "
    "quotedate refdate asofdate caldt dlycaldt datadate yyyymmdd"
)
PARTS = (_words("year yr yyyy"), _words("month mo mon mm"), _words("day da dd dayofmonth"))  # of a date
TIME_NAMES = _words(
    "time timestamp timestamps timeutc ts unix epoch unixtime opentime closetime month week period year"
)
NAME_NAMES = _words(
    "ticker tickers tic symbol symbols sym tsymbol name names permno permco gvkey isin cusip sedol "
    "wkn ric figi secid code stock stockcode instrument asset security company contract pair coin"
)
PRICES = _words(
    "close adjclose adjustedclose adjusted closeadj adjcloseprice closeprice price prices prc dlyprc last "
    "lastprice pxlast settle value ret returns return dlyret retx logreturn logreturns nav"
)
NO_PRICES = _words(
    "open high low adjopen adjhigh adjlow volume vol adjvolume volumeusd openint openinterest "
    "dividends dividend divcash stocksplits splits splitfactor splitratio capitalgains vwap turnover "
    "pxopen pxhigh pxlow pxvolume amount marketcap mktcap shrout bid ask bidlo askhi change changepercent "
    "pctchange trades tradecount numberoftrades transactions weekday dayofweek per average mean median total sum count"
)
DERIVED = re.compile(  # such as SMA20 and RSI_14: computed from prices
    r"([sewk]?ma|rsi|macd|atr|adx|cci|roc|obv|mom|momentum|vol|volatility|std|stdev|bb|bbands|bollinger|stoch|willr"
    r"|zscore|lag|rollingmean|rollingstd)\d{1,3}|macd|macdsignal|obv|bollinger\w*|bb(upper|lower|middle)"
)
NUMBERED = re.compile(r"^\d{1,2}[a-z]?\.[ .]")
LONG_WORD = 5  # letters of a word that no share has in its name
SHARES_TOO = _words("open low vol last amount value change price per nav day week code coin")  # in capitals
FIELDS = PRICES | NO_PRICES | DATE_NAMES | TIME_NAMES


def plain(name: str) -> str:
    """Return letters and digits of a name alone, in small letters: "Adj Close" and "<ADJ_CLOSE>" are the same.

    A number before it, as in "4. close", is no part of it.
    """
    return "".join(letter for letter in NUMBERED.sub("", name.lower()) if letter.isalnum())


def fields_among(names: Sequence[str]) -> list[str]:
    """Return the names that are fields of a share, such as Volume, not shares.

    LOW and OPEN are also shares: in capitals they are fields only beside another field.
    """
    found = [name for name in names if is_field(name)]
    return found if any(is_certain(name) for name in found) else []


def is_field(name: str) -> bool:
    """Return whether a name is that of a field, such as Volume or SMA20, or of dates."""
    return plain(name) in FIELDS or DERIVED.fullmatch(plain(name)) is not None


def is_certain(field: str) -> bool:
    """Return whether the name of a field is none of the words that, in capitals, are also shares."""
    return not (field.isupper() and plain(field) in SHARES_TOO)


def fields_beside_shares(names: Sequence[str]) -> list[str]:
    """Return the names of a share of the table and a field that is no price, such as "AAA Volume" beside "AAA"."""
    shares = {plain(name) for name in names}
    found = []
    for name in names:
        words = [plain(word) for word in re.split(r"[^0-9A-Za-z]+", name) if word]
        parts = [(word, "".join(words[:place] + words[place + 1 :])) for place, word in enumerate(words)]
        if any(_is_no_price(word) and rest in shares for word, rest in (*parts, *_glued(name)) if rest):
            found.append(name)
    return found


def _is_no_price(word: str) -> bool:
    return word in NO_PRICES or DERIVED.fullmatch(word) is not None


def _glued(name: str) -> list[tuple[str, str]]:
    """Return the long words for no price with which a name begins or ends, and the rest of it."""
    name = plain(name)
    words = [word for word in NO_PRICES if len(word) >= LONG_WORD]
    first = [(word, name.removeprefix(word)) for word in words if name.startswith(word)]
    return first + [(word, name.removesuffix(word)) for word in words if name.endswith(word)]
