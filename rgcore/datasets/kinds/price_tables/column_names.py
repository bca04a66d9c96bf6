"""What columns of tables of prices are called: dates, names of shares, and numbers that are no price."""

import re
from collections.abc import Sequence

__all__ = [
    "DATE_NAMES",
    "FIELDS",
    "NAME_NAMES",
    "NO_PRICES",
    "PRICES",
    "TIME_NAMES",
    "fields_among",
    "fields_beside_shares",
    "plain",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DATE_NAMES = _words(
    "date dates datetime day days datum fecha dato jour tradedate tradingdate tradingday pricedate "
    "quotedate refdate asofdate caldt dlycaldt datadate yyyymmdd"
)
TIME_NAMES = _words(
    "time timestamp timestamps timeutc ts unix epoch unixtime opentime closetime month week period year"
)
NAME_NAMES = _words(
    "ticker tickers tic symbol symbols sym tsymbol name names permno permco gvkey isin cusip sedol "
    "wkn ric figi secid code stock stockcode instrument asset security company contract pair coin"
)
PRICES = _words(
    "close adjclose adjustedclose closeadj adjcloseprice closeprice price prices prc dlyprc last "
    "lastprice settle value ret returns return dlyret retx logreturn logreturns nav"
)
NO_PRICES = _words(
    "open high low adjopen adjhigh adjlow volume vol adjvolume volumeusd openint openinterest "
    "dividends dividend divcash stocksplits splits splitfactor splitratio capitalgains vwap turnover "
    "amount marketcap mktcap shrout bid ask bidlo askhi change changepercent pctchange trades "
    "tradecount numberoftrades transactions weekday dayofweek per average mean median total sum count"
)
SHARES_TOO = _words("open low vol last amount value change price per nav day week code coin")  # in capitals
FIELDS = PRICES | NO_PRICES | DATE_NAMES | TIME_NAMES


def plain(name: str) -> str:
    """Return letters and digits of a name alone, in small letters: "Adj Close" and "<ADJ_CLOSE>" are the same."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def fields_among(names: Sequence[str]) -> list[str]:
    """Return the names that are fields of a share, such as Volume, not shares.

    LOW and OPEN are also shares: in capitals they are fields only beside another field.
    """
    found = [name for name in names if plain(name) in FIELDS]
    certain = [name for name in found if not (name.isupper() and plain(name) in SHARES_TOO)]
    return found if certain else []


def fields_beside_shares(names: Sequence[str]) -> list[str]:
    """Return the names of a share of the table and a field that is no price, such as "AAA Volume" beside "AAA"."""
    shares = {plain(name) for name in names}
    found = []
    for name in names:
        words = [plain(word) for word in re.split(r"[^0-9A-Za-z]+", name) if word]
        parts = [(word, "".join(words[:place] + words[place + 1 :])) for place, word in enumerate(words)]
        if any(word in NO_PRICES and rest in shares for word, rest in parts if rest):
            found.append(name)
    return found
