"""What is wrong with settings, in one sentence."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from rgcore.errors import cut_short, one_line
from rgcore.mistakes.remedies import remedy

__all__ = ["mistake_in"]

LONGEST_SHOWN = 120  # characters of a wrong value in a sentence
LONGEST_SENTENCE = 600  # characters of what a validator reports
_MUCH_ALIKE, _ALIKE = 0.75, 0.5  # of two keys, as difflib measures it
_MOST_PLACES = 3  # of one key in several blocks

_TYPES = {
    "int_type": "integer",
    "float_type": "number",
    "string_type": "string",
    "bool_type": "boolean",
    "tuple_type": "list",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
}
_WORDS = {str: "string", int: "integer", float: "number", bool: "boolean", tuple: "list", dict: "mapping"}
_BOUNDS = {
    "greater_than_equal": ("be at least", "ge"),
    "greater_than": ("be greater than", "gt"),
    "less_than_equal": ("be at most", "le"),
    "less_than": ("be less than", "lt"),
}


def mistake_in(error: ValidationError, model: type[BaseModel], start: tuple[str, ...] = ()) -> str:
    """Return one sentence on the first mistake, unknown keys first: what is wrong, where, and what must hold instead.

    Parameters
    ----------
    error : ValidationError
        Raised by ``model``.
    model : type
    start : tuple of str
        Keys that lead to the values in their file.
    """
    mistakes = error.errors(include_url=False)
    mistake = min(mistakes, key=lambda mistake: mistake["type"] != "extra_forbidden")
    mistake = _within_a_union(mistakes, mistake, model)
    place, field = _find(model, mistake["loc"])
    place = (*start, *place)
    where, kind, found = _dotted(place), mistake["type"], mistake["input"]
    if kind == "invalid_key" or (kind == "string_type" and mistake["loc"][-1] == "[key]"):
        return _key_that_is_no_text(place[:-1], found)
    if kind == "extra_forbidden":
        _, parent = _find(model, mistake["loc"][:-1])
        known = list(_without_none(parent.annotation).model_fields)
        return _unknown_key(place[:-1], str(place[-1]), known, _places(model))
    if kind == "missing":
        return _missing_key(place[:-1], place[-1])
    if kind == "value_error":
        text = _short(str(mistake["ctx"]["error"]), LONGEST_SENTENCE)
        return f"{where}{_joint(where, text)}{text}"
    description = f" ({field.description.rstrip('.')})" if field.description else ""
    meant = remedy(kind, found, of_texts=_is_of_texts(field.annotation))
    return f"{where} must {_requirement(mistake, field)}, but it is {_shown(found)}{description}{meant}"


def _within_a_union(mistakes: list[Mapping], first: Mapping, model: type[BaseModel]) -> Mapping:
    """Return the mistake in an entry of a list where a list is one of several types that a value may have."""
    *start, tag = first["loc"] or ("[key]",)  # of a whole block
    if tag == "[key]" or len(_find(model, first["loc"])[0]) > len(start):  # no name of a type ends the place
        return first
    of_value = [each for each in mistakes if list(each["loc"][: len(start)]) == start]
    return max(of_value, key=lambda each: any(isinstance(part, int) for part in each["loc"][len(start) :]))


def _shown(found: object) -> str:
    return _short(repr(found))


def _short(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return a text on one line and of limited length."""
    return cut_short(one_line(text), longest)


def _key_that_is_no_text(place: tuple, key: object) -> str:
    where = f"the keys of {_dotted(place)}" if place else "all keys"
    return (
        f"{where} must be text, but one is {_shown(key)}: put it in quotes, for YAML reads no, off, on, yes, null "
        "and numbers as other values"
    )


def _joint(where: str, text: str) -> str:
    """Return what stands between a dotted place and the text of a validator."""
    if text.startswith("must"):
        return " "
    return "" if not where or text.startswith("[") else "."


def _missing_key(place: tuple, key: int | str) -> str:
    where = _dotted(place)
    if isinstance(key, int):
        return f"{where} must have at least {key + 1} entries"
    return f"{where} needs the key '{key}'" if where else f"the key '{key}' is missing"


def _unknown_key(place: tuple, key: str, known: list[str], elsewhere: list[str]) -> str:
    block, _, last = key.rpartition(".")
    if key in elsewhere and block:
        hint = f"write {last}: in the block {block}, not with a point"
    elif near := _near(key, known, elsewhere):
        hint = f"did you mean {' or '.join(map(repr, near))}?"
    else:
        first = get_close_matches(key, known, n=1, cutoff=0.0)
        hint = f"the nearest is {first[0]!r} of {', '.join(sorted(known))}"
    return f"unknown key '{_short(key)}'{f' in {_dotted(place)}' if place else ''}: {hint}"


def _near(key: str, known: list[str], elsewhere: list[str]) -> list[str]:
    """Return what may be meant: the same key elsewhere, one much alike here or elsewhere, one alike here."""
    places: dict[str, list[str]] = {}
    for place in sorted(elsewhere, key=lambda place: place.count(".")):
        places.setdefault(place.rpartition(".")[2], []).append(place)
    if key in places:
        return places[key][:_MOST_PLACES]
    if here := get_close_matches(key, known, n=1, cutoff=_MUCH_ALIKE):
        return here
    if anywhere := get_close_matches(key, list(places), n=1, cutoff=_MUCH_ALIKE):
        return places[anywhere[0]][:_MOST_PLACES]
    return get_close_matches(key, known, n=1, cutoff=_ALIKE)


def _places(model: type[BaseModel], start: str = "") -> list[str]:
    """Return the dotted places of all keys in the blocks of a model."""
    places = []
    for name, field in model.model_fields.items():
        block = _without_none(field.annotation)
        places.append(f"{start}{name}")
        if isinstance(block, type) and issubclass(block, BaseModel):
            places += _places(block, f"{start}{name}.")
    return places


def _requirement(mistake: Mapping, field: FieldInfo) -> str:  # noqa: PLR0911 - one line per kind of rule
    kind, context = mistake["type"], mistake.get("ctx", {})
    if kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        return f"{words} {_number(context[bound])}"
    if kind == "literal_error":
        return _one_of(get_args(_without_none(field.annotation)), mistake["input"])
    if kind == "unknown_name":
        return _one_of(context["names"], mistake["input"])
    if kind in ("too_short", "too_long"):
        words, bound = ("at least", "min_length") if kind == "too_short" else ("at most", "max_length")
        return f"have {words} {context[bound]} {'entry' if context[bound] == 1 else 'entries'}"
    if kind == "string_too_short":
        return f"have at least {context['min_length']} character{'s' if context['min_length'] > 1 else ''}"
    if kind == "string_too_long":
        return f"have at most {context['max_length']} characters"
    if kind == "string_pattern_mismatch":
        return f"look like {(field.examples or [context['pattern']])[0]!r}"
    if kind == "finite_number":
        return "be a finite number"
    if kind in _TYPES:
        several = [_WORDS.get(get_origin(member) or member, "") for member in _members(field.annotation)]
        types = f"{', '.join(several[:-1])} or {several[-1]}" if all(several) and several else _TYPES[kind]
        return f"be of type {types}" + (" or null" if _may_be_none(field.annotation) else "")
    return mistake["msg"].replace("Input should ", "")


def _one_of(choices: Iterable[object], found: object) -> str:
    choices = [str(choice) for choice in choices]
    near = get_close_matches(str(found), choices, n=1)
    return f"be one of {', '.join(choices)}" + (f" (did you mean '{near[0]}'?)" if near else "")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _find(model: type[BaseModel], loc: Iterable[int | str]) -> tuple[tuple, FieldInfo]:
    """Return the keys and indices that lead to a place, and what is declared of it."""
    place, field, mapping = [], _item(model), None
    for part in loc:
        annotation = _without_none(field.annotation)
        if part == "[key]":
            field = _item(get_args(mapping)[0])
            continue
        if members := _members(annotation):
            if isinstance(part, str):  # the name of one of the types
                continue
            annotation = next((member for member in members if get_origin(member) is tuple), annotation)
        place.append(part)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields.get(part) or FieldInfo(annotation=Any)
        elif arguments := get_args(annotation):
            mapping, description = annotation, field.description
            field = _item(arguments[-1] if get_origin(annotation) is dict else arguments[0])
            field.description = field.description or description
    return tuple(place), field


def _members(annotation: object) -> list[object]:
    """Return the types that a value may have, where these are several; a list without entries elsewhere."""
    annotation = _without_none(annotation)
    if get_origin(annotation) not in (Union, UnionType):
        return []
    return [_without_none(member) for member in get_args(annotation)]


def _item(annotation: object) -> FieldInfo:
    return FieldInfo.from_annotation(annotation)


def _without_none(annotation: object) -> object:
    """Return the type beside None, without what is annotated of it."""
    if get_origin(annotation) is Annotated:
        return _without_none(get_args(annotation)[0])
    if not _may_be_none(annotation):
        return annotation
    return _without_none(next(member for member in get_args(annotation) if member is not NoneType))


def _is_of_texts(annotation: object) -> bool:
    """Return whether a type is that of a list of texts."""
    items = [_without_none(item) for item in get_args(_without_none(annotation))[:1]]
    return any(item is str or isinstance(next(iter(get_args(item)), None), str) for item in items)


def _may_be_none(annotation: object) -> bool:
    return get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation)


def _dotted(place: Iterable[int | str]) -> str:
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{_short(part)}" if text else _short(str(part))
    return text
