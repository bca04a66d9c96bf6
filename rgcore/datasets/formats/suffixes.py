"""Endings of files, also of packed ones such as .csv.gz."""

from pathlib import Path

from rgcore.cards import load_cards

__all__ = ["data_suffix", "data_suffixes", "how_to_save", "stem"]

TABLE = "save the table as .parquet or .csv"
OTHER_SUFFIXES = {
    **dict.fromkeys(
        (".pkl", ".pickle", ".p"),
        "a pickle may contain any program, so save the table as .parquet, or the array as .npy, where you trust it",
    ),
    **dict.fromkeys((".xlsx", ".xls", ".xlsb", ".ods"), "save the sheet as .csv"),
    **dict.fromkeys((".feather", ".arrow", ".dta", ".sav", ".sas7bdat", ".rds", ".rdata", ".json"), TABLE),
    **dict.fromkeys((".zip", ".tar", ".xz", ".7z", ".bz2", ".gz", ".zst"), "unpack it"),
    **dict.fromkeys((".dat", ".asc", ".data", ".tab"), "if it is a table of text, call it .txt"),
}


def data_suffixes() -> list[str]:
    """Return the endings of all file formats."""
    return [suffix for card in load_cards("rgcore.datasets.formats").values() for suffix in card.suffixes]


def data_suffix(path: Path) -> str:
    """Return the ending of a file in small letters, the longest that a file format has or else the last one."""
    both = "".join(path.suffixes[-2:]).lower()
    return both if both in data_suffixes() else path.suffix.lower()


def stem(path: Path) -> str:
    """Return the name of a file without its ending."""
    return path.name[: len(path.name) - len(data_suffix(path))]


def how_to_save(path: Path) -> str:
    """Return what to do with a file of a known ending that is no data file, as the end of a sentence; "" if unknown."""
    remedy = OTHER_SUFFIXES.get(path.suffix.lower())
    if remedy is None and data_suffix(Path(path.stem)) in data_suffixes():  # such as .csv.tmp
        remedy = f"if it is a whole {data_suffix(Path(path.stem))} file, call it {path.stem}"
    if remedy is None and not path.suffix:
        remedy = "let its name end in that of its format, in .csv if it is a table of text"
    return "" if remedy is None else f": {remedy}"
