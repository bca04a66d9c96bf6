"""Settings: typed values whose mistakes become one sentence.

A model of settings states each name once, with its type, its range, its unit and a description. Models have no
defaults where ``config.yaml`` holds the value. A wrong value raises :class:`rgcore.errors.InputError` whether it stands
in a config file or in a call from Python.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Any, Self, TypeVar, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    ValidationError,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from rgcore.errors import InputError

__all__ = ["DecimalText", "Distinct", "Fraction", "Settings", "Several", "read_settings"]

T = TypeVar("T")
Model = TypeVar("Model", bound="Settings")
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
_BOUNDS = {
    "greater_than_equal": ("be at least", "ge"),
    "greater_than": ("be greater than", "gt"),
    "less_than_equal": ("be at most", "le"),
    "less_than": ("be less than", "lt"),
}


class _Checked(type(BaseModel)):
    """Turns what is wrong with the values of a call into one sentence."""

    def __call__(cls, **values: object) -> Any:
        try:
            return super().__call__(**values)
        except ValidationError as error:
            raise InputError(f"{cls.__name__}: {_sentence(error, cls)}") from None


class Settings(BaseModel, metaclass=_Checked):
    """Base of all settings: they cannot be changed, take no unknown key, and convert no type.

    An integer is taken for a float, a list for a tuple; a boolean is no number, and 20.0 no integer.

    Raises
    ------
    InputError
        One sentence on the first mistake. A validator raises a ValueError whose text continues the dotted place:
        "n_blocks must ..." on a model, "must ..." or "[2] must ..." on a field.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    def changed(self, **values: object) -> Self:
        """Return these settings with some values replaced, checked anew."""
        return type(self)(**(dict(self) | values))


def read_settings(
    model: type[Model], values: Mapping[str, object], *, source: str = "", place: tuple[str, ...] = ()
) -> Model:
    """Return the settings that a mapping from a file holds.

    Parameters
    ----------
    model : type
    values : mapping
        As YAML is read: of str, int, float, bool, None, list and dict.
    source : str
        What the sentence begins with, such as "config".
    place : tuple of str
        Keys that lead to ``values`` in the file.

    Raises
    ------
    InputError
        One sentence on the first mistake, on unknown keys first: what must hold, what was found, where, and the nearest
        right name.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise InputError(f"{source}: " * bool(source) + _sentence(error, model, place)) from None


class OneOf:
    """Annotates a text that must be one of some names, which are looked up whenever it is checked.

    Parameters
    ----------
    names : function
        Returns them, such as those of the cards of a package.
    """

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self._names = names

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the text after its type."""
        return no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        """List the names that there are."""
        return {**handler(schema), "enum": list(self._names())}

    def _checked(self, text: str) -> str:
        names = list(self._names())
        if text not in names:
            raise PydanticCustomError("unknown_name", "must be one of the names", {"names": names})
        return text


def _distinct(values: tuple) -> tuple:
    if len(set(values)) < len(values):
        raise ValueError(f"must hold no entry twice, but it is {list(values)}")
    return values


Several = Annotated[tuple[T, ...], Strict(False), Field(min_length=1)]
Distinct = Annotated[
    tuple[T, ...],
    Strict(False),
    Field(min_length=1, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_distinct),
]
Fraction = Annotated[float, Field(gt=0, le=1)]
DecimalText = Annotated[
    str,
    Field(
        pattern=r"^-?([0-9]+(\.[0-9]*)?|\.[0-9]+)$",
        examples=["2.45"],
        description="a decimal number in quotes, in units of J/k_B, so that its digits name the files",
    ),
]


def _sentence(error: ValidationError, model: type[BaseModel], start: tuple[str, ...] = ()) -> str:
    """Write what is wrong, where, and what must hold instead."""
    mistakes = error.errors(include_url=False)
    mistake = min(mistakes, key=lambda mistake: mistake["type"] != "extra_forbidden")
    place, field = _find(model, mistake["loc"])
    place = (*start, *place)
    where, kind, found = _dotted(place), mistake["type"], mistake["input"]
    if kind == "extra_forbidden":
        _, parent = _find(model, mistake["loc"][:-1])
        return _unknown_key(place[:-1], place[-1], list(_without_none(parent.annotation).model_fields))
    if kind == "missing":
        return _missing_key(place[:-1], place[-1])
    if kind == "value_error":
        text = str(mistake["ctx"]["error"])
        return f"{where}{_joint(where, text)}{text}"
    description = f" ({field.description.rstrip('.')})" if field.description else ""
    return f"{where} must {_requirement(mistake, field)}, but it is {found!r}{description}"


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


def _unknown_key(place: tuple, key: str, known: list[str]) -> str:
    near = get_close_matches(str(key), known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(sorted(known))}"
    return f"unknown key '{key}'{f' in {_dotted(place)}' if place else ''}: {hint}"


def _requirement(mistake: Mapping, field: FieldInfo) -> str:  # noqa: PLR0911 - one line per kind of rule  # noqa: PLR0911 - one line per kind of rule
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
    if kind == "string_pattern_mismatch":
        return f"look like {(field.examples or [context['pattern']])[0]!r}"
    if kind == "finite_number":
        return "be a finite number"
    if kind in _TYPES:
        return f"be of type {_TYPES[kind]}" + (" or null" if _may_be_none(field.annotation) else "")
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
        place.append(part)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields.get(part) or FieldInfo(annotation=Any)
        elif arguments := get_args(annotation):
            mapping, description = annotation, field.description
            field = _item(arguments[-1] if get_origin(annotation) is dict else arguments[0])
            field.description = field.description or description
    return tuple(place), field


def _item(annotation: object) -> FieldInfo:
    return FieldInfo.from_annotation(annotation)


def _without_none(annotation: object) -> object:
    """Return the type beside None, without what is annotated of it."""
    if get_origin(annotation) is Annotated:
        return _without_none(get_args(annotation)[0])
    if not _may_be_none(annotation):
        return annotation
    return _without_none(next(member for member in get_args(annotation) if member is not NoneType))


def _may_be_none(annotation: object) -> bool:
    return get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation)


def _dotted(place: Iterable[int | str]) -> str:
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
