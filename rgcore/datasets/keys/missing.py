"""The key ``missing``: one of three words, or a share of entries above which a variable is left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

__all__ = ["WORDS", "MissingKey", "MissingShare"]

WORDS = ("drop_variables", "drop_samples", "error")
SHARE = "drop_variables_above"
EXAMPLE = f"{{{SHARE}: 0.02}}"


@dataclass(frozen=True, slots=True)
class MissingShare:
    """Variables with a larger share of missing entries are left out, then samples that still have one.

    ``drop_variables_above`` is a share of all samples, from 0 on and below 1.
    """

    drop_variables_above: float

    def __str__(self) -> str:
        """Return what stands in the config."""
        return f"{{{SHARE}: {self.drop_variables_above:g}}}"


class MissingKey:
    """Annotates the key: reads a word as it is, and a block as a ``MissingShare``."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check words and blocks alike."""
        return no_info_plain_validator_function(_checked)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        """Describe both."""
        share = {"type": "number", "minimum": 0, "exclusiveMaximum": 1}
        block = {"type": "object", "properties": {SHARE: share}, "required": [SHARE], "examples": [EXAMPLE]}
        return {"anyOf": [{"type": "string", "enum": list(WORDS)}, block | {"additionalProperties": False}]}


def _checked(value: object) -> str | MissingShare:
    if isinstance(value, MissingShare):
        return value
    if isinstance(value, Mapping):
        share = value.get(SHARE)
        number = isinstance(share, int | float) and not isinstance(share, bool)
        if list(value) != [SHARE] or not number or not 0 <= share < 1:
            raise ValueError(
                f"must be a block like {EXAMPLE}, with a share from 0 on and below 1, but it is {dict(value)}"
            )
        return MissingShare(float(share))
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f"must be {', '.join(WORDS)} or a block like {EXAMPLE}, but it is {value}")
    if value not in WORDS:
        raise PydanticCustomError("unknown_name", "must be one of the names", {"names": [*WORDS, EXAMPLE]})
    return value
