"""The config of a run, checked once before anything runs: its shape against the schema, then its physics."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from rgcore.errors import InputError
from rgcore.pipeline.cross_checks import cross_check

__all__ = ["check_config"]

# JSON takes 20.0 for an integer; here it would name files side20.0
_Validator = extend(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    ),
)


def check_config(config: Mapping[str, object], schema_path: str | Path) -> None:
    """Check ``config`` against the JSON schema (in YAML) at ``schema_path``, then its values against each other.

    Raises
    ------
    InputError
        One sentence on the first mistake: what must hold, what was found, where, and the nearest right name.
    """
    schema = yaml.safe_load(Path(schema_path).read_text(encoding="utf-8"))
    errors = sorted(
        _Validator(schema).iter_errors(config),
        key=lambda error: (
            error.validator != "additionalProperties",
            error.json_path,
        ),
    )
    if errors:
        raise InputError(_sentence(errors[0]))
    cross_check(config)


def _sentence(error: ValidationError) -> str:
    """Say in one sentence what is wrong at which key."""
    where = _dotted(error.absolute_path)
    if error.validator == "additionalProperties":
        return _unknown_key(error, where)
    if error.validator == "required":
        missing = next(key for key in error.validator_value if key not in error.instance)
        return f"config: {where or 'the top level'} needs the key '{missing}'"
    meaning = error.schema.get("description", "") if isinstance(error.schema, Mapping) else ""
    return f"config: {where} must {_requirement(error)}, but it is {error.instance!r}" + (
        f" ({meaning.rstrip('.')})" if meaning else ""
    )


def _unknown_key(error: ValidationError, where: str) -> str:
    known = list(error.schema["properties"])
    key = next(key for key in error.instance if key not in known)
    near = get_close_matches(str(key), known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(sorted(known))}"
    return f"config: unknown key '{key}' in {where or 'the top level'}: {hint}"


def _requirement(error: ValidationError) -> str:  # noqa: PLR0911 - one line per kind of rule
    value = error.validator_value
    match error.validator:
        case "minimum":
            return f"be at least {value}"
        case "exclusiveMinimum":
            return f"be greater than {value}"
        case "maximum":
            return f"be at most {value}"
        case "exclusiveMaximum":
            return f"be less than {value}"
        case "enum":
            near = get_close_matches(str(error.instance), [str(item) for item in value], n=1)
            return f"be one of {', '.join(map(str, value))}" + (
                f" (did you mean '{near[0]}'?)" if near else ""
            )
        case "type":
            kinds = value if isinstance(value, list) else [value]
            return f"be of type {' or '.join(kinds)}"
        case "minItems" | "minProperties":
            return f"have at least {value} {'entry' if value == 1 else 'entries'}"
        case "uniqueItems":
            return "hold no entry twice"
        case "pattern":
            return f"look like {error.schema.get('examples', [value])[0]!r}"
        case _:
            return f"satisfy {error.validator}: {value}"


def _dotted(path: object) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
