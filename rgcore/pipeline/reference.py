"""Reference pages on config and tables, and a JSON schema for editors: ``python -m rgcore.pipeline.reference``."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from rgcore.cards import load_cards
from rgcore.datasets.config_block import dataset_models
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import cut_short
from rgcore.pipeline.card_rows import (
    NULL_HEAD,
    SAMPLER_HEAD,
    TRANSFORMATION_HEAD,
    formats_of_files,
    kinds_of_data,
    kinds_of_keys,
    layouts_of_folders,
    nulls,
    samplers,
    transformations,
)
from rgcore.pipeline.config.model import config_model
from rgcore.pipeline.subjects import subjects
from rgcore.settings import Settings
from rgcore.subject import Table
from rgcore.tables.markdown import markdown_table
from rgcore.vrg.networks.network_settings import NetworkFile

__all__ = ["generated_files", "json_schema"]

_NOTE = "<!-- Written by `make reference` from the models and schemas in rgcore: do not edit. -->\n"
_HOME = Path(__file__).parents[2]
_KEYS_HEAD = ("key", "value", "must be", "meaning")
_BOUNDS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "above {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "below {}",
    "minItems": "{} or more entries",
}


def generated_files() -> dict[Path, str]:
    """Return what ``make reference`` writes: texts by path relative to the checkout."""
    return {
        Path("docs/reference/config.md"): _config_page(),
        Path("docs/reference/tables.md"): _tables_page(),
        Path("docs/reference/inputs.md"): _inputs_page(),
        Path("workflow/config.schema.json"): json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


def json_schema() -> dict[str, Any]:
    """Return the JSON schema for editors, of a config that may leave out keys, with all kinds of data sets."""
    schema = config_model().model_json_schema()
    for block in (schema, *schema["$defs"].values()):
        block.pop("required", None)  # a preset names only what it changes
    of_kind = {kind: _schema_of(kind, model) for kind, model in dataset_models().items()}
    alternatives = [*{str(each): each for each in of_kind.values()}.values(), {"type": "null"}]
    datasets = schema["properties"]["datasets"]
    datasets["patternProperties"] = {key: {"anyOf": alternatives} for key in datasets["patternProperties"]}
    datasets["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _schema_of(kind: str, model: type[Settings]) -> dict[str, Any]:
    schema = model.model_json_schema()
    schema.pop("required", None)
    if "kind" not in schema["properties"]:
        schema["properties"] = {"kind": {"const": kind}} | schema["properties"]
    return schema


def _config_page() -> str:
    schema = config_model().model_json_schema()
    defaults = yaml.safe_load((_HOME / "config.yaml").read_text(encoding="utf-8"))
    parts = [
        _NOTE,
        "# Config reference\n",
        "Every key of a config file, with its value in `config.yaml`. A file given with `--configfile` need only name "
        "what it changes. A mistake is reported in one sentence before anything runs.\n",
        _table_of(_rows("", schema, schema["$defs"], defaults, deep=False)),
    ]
    for block in defaults:
        resolved = _resolved(schema["properties"][block], schema["$defs"])
        if "properties" in resolved:
            rows = _rows(f"{block}.", resolved, schema["$defs"], defaults[block], deep=True)
            parts += [f"## {block}\n", resolved.get("description", "") + "\n", _table_of(rows)]
        if block == "ising":
            parts += ["### Samplers\n", _table_of(samplers(), SAMPLER_HEAD)]
        if block == "pcarg":
            parts += ["### Nulls\n", _table_of(nulls(), NULL_HEAD)]
        if block == "vrg":
            parts += ["### Transformations\n", _table_of(transformations(), TRANSFORMATION_HEAD)]
            parts += ["### Networks\n", _table_of(_keys_of_networks())]
    parts += [
        "## datasets\n",
        schema["properties"]["datasets"]["description"].capitalize() + ".\n",
        _table_of(kinds_of_data(), ("kind", "data")),
        _table_of(formats_of_files(), ("files", "hold", "an array of spike times for each cell")),
        _table_of(layouts_of_folders(), ("folders of", "spike times", "samples")),
        _table_of(kinds_of_keys(), ("keys", "have a meaning for")),
        *_keys_of_kinds(),
    ]
    return "\n".join(parts)


def _table_of(rows: Iterable[tuple[str, ...]], head: tuple[str, ...] = _KEYS_HEAD) -> str:
    return markdown_table(head, rows) + "\n"


def _keys_of_networks() -> Iterator[tuple[str, str, str, str]]:
    """Yield the keys of a network in a file."""
    schema = NetworkFile.model_json_schema()
    defaults = {name: part["default"] for name, part in schema["properties"].items() if "default" in part}
    return _rows("vrg.networks.<name>.", schema, {}, defaults, deep=False)


def _keys_of_kinds() -> Iterator[str]:
    """Yield the keys of a data set, those of files once and those of each generated kind."""
    for kind, model in ({"read from files": DatasetSettings} | dataset_models()).items():
        if kind == "read from files" or model is not DatasetSettings:
            schema = model.model_json_schema()
            defaults = {
                name: part["default"] for name, part in schema["properties"].items() if "default" in part
            }
            yield f"### {'Files' if model is DatasetSettings else f'kind: {kind}'}\n"
            yield schema["description"].split("\n\n")[0] + "\n"
            yield _table_of(_rows("", schema, {}, defaults, deep=False))


def _rows(
    prefix: str, schema: dict, definitions: dict, values: object, *, deep: bool
) -> Iterator[tuple[str, str, str, str]]:
    """Yield key, value, what must hold and meaning of every key of a block, nested blocks in their place."""
    for name, part in schema["properties"].items():
        resolved = _resolved(part, definitions)
        value = values.get(name, "") if isinstance(values, dict) else ""
        items = _resolved(resolved.get("items", {}), definitions)
        nested = resolved if "properties" in resolved else items if "properties" in items else None
        if nested is None:
            yield f"`{prefix}{name}`", _shown(value), _rule(resolved, definitions), _meaning(resolved)
        elif deep:
            yield (
                f"`{prefix}{name}`",
                "",
                "null or a block" if resolved.get("nullable") else "",
                _meaning(resolved),
            )
            yield from _rows(
                f"{prefix}{name}{'[]' if nested is items else ''}.", nested, definitions, value, deep=True
            )


def _resolved(part: dict, definitions: dict) -> dict:
    """Return a part of a schema with its reference, or the alternative beside null, written out."""
    alternatives = [each for each in part.get("anyOf", []) if each.get("type") != "null"]
    if alternatives:
        nullable = len(alternatives) < len(part["anyOf"])
        rest = {key: value for key, value in part.items() if key != "anyOf"}
        return {
            **_resolved(alternatives[0], definitions),
            **rest,
            "nullable": nullable,
            "others": alternatives[1:],
        }
    if "$ref" in part:
        return {**definitions[part["$ref"].split("/")[-1]], **{k: v for k, v in part.items() if k != "$ref"}}
    return part


def _rule(part: dict, definitions: dict) -> str:
    if "enum" in part or "const" in part:
        words = " or ".join(f"`{choice}`" for choice in part.get("enum", [part.get("const")]))
    elif part.get("type") == "array":
        bounds = [_BOUNDS["minItems"].format(part.get("minItems"))] * (part.get("minItems", 1) > 1)
        bounds += ["no entry twice"] * part.get("uniqueItems", False)
        item = _rule(_resolved(part.get("items", {}), definitions), definitions) if "items" in part else ""
        words = "list" + f" of {item}" * bool(item) + f"; {', '.join(bounds)}" * bool(bounds)
    else:
        bounds = [text.format(part[name]) for name, text in _BOUNDS.items() if name in part]
        words = ", ".join([part.get("type", ""), *bounds])
        if "examples" in part:
            words += f" like `{part['examples'][0]}`"
    words = " or ".join([words, *(_rule(other, definitions) for other in part.get("others", []))])
    return words + " or null" * part.get("nullable", False)


def _meaning(part: dict) -> str:
    return part.get("description", "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def _shown(value: object) -> str:
    if value == "":
        return ""
    text = yaml.safe_dump(value, default_flow_style=True, width=1000).strip().removesuffix("...").strip()
    return f"`{cut_short(text)}`"


def _tables_page() -> str:
    parts = [
        _NOTE,
        "# Tables\n",
        "The tables under `results/tables/`, by subject. Keys name a row; each file also holds units and descriptions "
        "as Parquet metadata. `make verify` compares them by class, see docs/verification.md.\n",
    ]
    for subject in subjects():
        parts += [f"## {subject.name}\n", f"{subject.sentence}\n", *map(_described, subject.tables)]
    return "\n".join(parts)


def _inputs_page() -> str:
    cards = sorted(load_cards("rgcore.series.inputs").values(), key=lambda card: card.library)
    rows = (
        ("Python" if card.library == "builtins" else card.library, *each)
        for card in cards
        for each in card.objects.items()
    )
    return "\n".join(
        [
            _NOTE,
            "# What is taken as samples in Python\n",
            "Every function of rgcore that asks for samples, such as `rgcore.pcarg.moment_flow` and "
            "`rgcore.coarse_graining.coarse_grain`, takes (n_samples, n_variables) numbers in these forms. None of the "
            "libraries is needed: an object is recognised by where its type comes from. An entry that is missing or "
            "infinite is refused, with the name of its variable where it has one.\n",
            _table_of(rows, ("from", "object", "read as")),
        ]
    )


def _described(table: Table) -> str:
    rows = (
        (f"`{column.name}`", column.kind, column.unit, column.description.replace("|", "\\|"))
        for column in table.schema.columns
    )
    keys = ", ".join(f"`{key}`" for key in table.schema.keys)
    head = f"### {table.name}\n\nKeys: {keys}. Verified as: {table.repeatability.in_words()}.\n\n"
    return head + _table_of(rows, ("column", "type", "unit", "meaning"))


if __name__ == "__main__":
    for path, text in generated_files().items():
        (_HOME / path).parent.mkdir(parents=True, exist_ok=True)
        (_HOME / path).write_text(text, encoding="utf-8")
