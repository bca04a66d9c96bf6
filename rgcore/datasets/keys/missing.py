"""The key ``missing``: one of three words, or a share of entries above which a variable is left out, and what then."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

__all__ = ["FILLING", "WORDS", "MissingKey", "MissingShare"]

WORDS = ("drop_variables", "drop_samples", "error")
SHARE = "drop_variables_above"
THEN = "then"
FILLING = ("pairwise", "em")
TREATMENTS = ("drop_samples", *FILLING)
EXAMPLE = f"{{{SHARE}: 0.02}}"
LONGER_EXAMPLE = f"{{{SHARE}: 0.02, {THEN}: em}}"


@dataclass(frozen=True, slots=True)
class MissingShare:
    """Variables with a larger share of missing entries are left out, then the gaps of the others are treated.

    ``drop_variables_above`` is a share of all samples, from 0 on and below 1; ``then`` is ``drop_samples``, or one of
    ``FILLING``.
    """

    drop_variables_above: float
    then: str = TREATMENTS[0]

    @property
    def fills(self) -> bool:
        """Whether missing entries are filled."""
        return self.then in FILLING

    def __str__(self) -> str:
        """Return what stands in the config."""
        then = "" if self.then == TREATMENTS[0] else f", {THEN}: {self.then}"
        return f"{{{SHARE}: {self.drop_variables_above:g}{then}}}"


class MissingKey:
    """Annotates the key: reads a word as it is, and a block as a ``MissingShare``."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check words and blocks alike."""
        return no_info_plain_validator_function(_checked)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        """Describe both."""
        share = {"type": "number", "minimum": 0, "exclusiveMaximum": 1}
        keys = {SHARE: share, THEN: {"type": "string", "enum": list(TREATMENTS)}}
        examples = [EXAMPLE, LONGER_EXAMPLE]
        block = {"type": "object", "properties": keys, "required": [SHARE], "examples": examples}
        return {"anyOf": [{"type": "string", "enum": list(WORDS)}, block | {"additionalProperties": False}]}


def _checked(value: object) -> str | MissingShare:
    if isinstance(value, MissingShare):
        return value
    if isinstance(value, Mapping):
        return _checked_share(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f"must be {', '.join(WORDS)} or a block like {EXAMPLE}, but it is {value}")
    if value in FILLING:
        raise ValueError(
            f"must be a block like {{{SHARE}: 0.02, {THEN}: {value}}}, which states up to which share gaps are filled, "
            f"but it is {value}"
        )
    if value not in WORDS:
        raise PydanticCustomError("unknown_name", "must be one of the names", {"names": [*WORDS, EXAMPLE]})
    return value


def _checked_share(value: Mapping) -> MissingShare:
    share, then = value.get(SHARE), value.get(THEN, TREATMENTS[0])
    number = isinstance(share, int | float) and not isinstance(share, bool)
    if not {SHARE} <= set(value) <= {SHARE, THEN} or not number or not 0 <= share < 1:
        raise ValueError(
            f"must be a block like {EXAMPLE}, with a share from 0 on and below 1, but it is {dict(value)}"
        )
    if then not in TREATMENTS:
        raise ValueError(
            f"must be a block like {LONGER_EXAMPLE}, with then one of {', '.join(TREATMENTS)}, but it is {dict(value)}"
        )
    return MissingShare(float(share), then)
