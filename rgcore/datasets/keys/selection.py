"""Which variables of a file are read."""

from typing import Annotated, Any, Self

from pydantic import (
    Field,
    Strict,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)

from rgcore.errors import InputError
from rgcore.settings import Distinct, Settings

__all__ = ["Between", "SelectionKeys", "Wanted"]

Value = bool | int | float | str


class Between(Settings):
    """A range of numbers, its ends included."""

    min: float | None = Field(default=None, description="smallest value, included")
    max: float | None = Field(default=None, description="largest value, included")

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.min is None and self.max is None:
            raise ValueError("min or max must be given, such as {min: 0.9}")
        return self


def _one_of_these(given: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    try:
        return handler(given)
    except (ValidationError, InputError):
        raise ValueError(
            f"must be a value, a list of values, or a range of numbers such as {{min: 0.9}}, but it is {given!r}"
        ) from None


Wanted = Annotated[
    Value | Annotated[tuple[Value, ...], Strict(False), Field(min_length=1)] | Between,
    WrapValidator(_one_of_these),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["boolean", "number", "string"]},
                {"type": "array", "minItems": 1, "items": {"type": ["boolean", "number", "string"]}},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": False,
                    "properties": {"min": {"type": "number"}, "max": {"type": "number"}},
                },
            ]
        }
    ),
]
"""A value, several values, or a range of numbers."""


class SelectionKeys(Settings):
    """Which variables of a file are read."""

    variables: Distinct[str] | None = Field(
        default=None,
        description="names of the variables to read, all others are left out; where the file has no names, the "
        "generated ones, such as v000",
    )
    exclude: Distinct[str] | None = Field(
        default=None, description="names of variables, columns or arrays to leave out"
    )
    select: dict[str, Wanted] | None = Field(
        default=None,
        min_length=1,
        description="columns of the file's table of units or regions of interest, each with the value, the values or "
        "the range of numbers that a variable must have to be read, such as {quality: good, depth: {max: 800}}",
    )
