"""Files that were put in the place of data: pages of a website that refused, and pointers of git-lfs."""

from pathlib import Path

from rgcore.errors import InputError

__all__ = ["refuse_replaced_file"]

LOOKED_AT = 200  # bytes
POINTER = b"version https://git-lfs"
JSON = (b'{"', b"{\n", b"[{", b"{ ")
PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")


def refuse_replaced_file(file: Path) -> None:
    """Raise InputError if a file begins as no file of data does, whatever its ending."""
    with file.open("rb") as handle:
        beginning = handle.read(LOOKED_AT).removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(POINTER):
        raise InputError(
            f"{file} must hold data, but it is the pointer of git-lfs to them: run git lfs pull in its folder"
        )
    if beginning.lower().startswith(PAGES):
        raise InputError(
            f"{file} must hold data, but it is a page of a website, as servers send in place of a download: open it in "
            "a browser to see why, and download the file again"
        )
    if beginning.startswith(JSON) and file.suffix != ".json":  # of a folder in a known layout
        raise InputError(
            f"{file} must hold a table or arrays, but it is JSON: if it is the message of a server, download the file "
            "again, else save the table as .csv or .parquet"
        )
