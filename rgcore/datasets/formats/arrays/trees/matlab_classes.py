"""Classes of MATLAB that hold no numbers, and how to save them so that they can be read."""

__all__ = ["no_numbers"]

UNPACK = "which MATLAB alone can unpack: save"
REMEDIES = {
    "char": "MATLAB text",
    "string": "MATLAB strings",
    "table": f"a MATLAB table, {UNPACK} its numbers by X = T{{:, :}}",
    "timetable": f"a MATLAB timetable, {UNPACK} its numbers by X = T{{:, :}}",
    "datetime": f"MATLAB dates, {UNPACK} them by posixtime",
    "duration": f"MATLAB durations, {UNPACK} them by seconds",
    "categorical": f"MATLAB categories, {UNPACK} them by double",
    "function_handle": "a MATLAB function",
}


def no_numbers(name: str, is_object: bool) -> str:
    """Return what a variable of a class holds, if that is no numbers, and the remedy; "" if it holds numbers.

    Parameters
    ----------
    name : str
        MATLAB's class, "" where a file that is not MATLAB's has none.
    is_object : bool
        Whether the file marks it as an object.
    """
    if name in REMEDIES:
        return REMEDIES[name]
    return f"a MATLAB object of class {name or 'unknown'}, {UNPACK} its arrays alone" if is_object else ""
