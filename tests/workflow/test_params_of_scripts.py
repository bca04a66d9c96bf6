"""Random streams of scripts are named by their job, and their parameters come from the config."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
SCRIPTS = sorted((HOME / "workflow/scripts").glob("*.py"))
RULES = "\n".join(path.read_text() for path in sorted((HOME / "workflow/rules").glob("*.smk")))
WITHOUT_CONFIG = {
    "joins",
    "code",
}  # what a rule is, to the monitor; the digest of what a script finds by its name
SHARED = {
    "vrg",
    "coarse graining",
}  # the same networks listed in two ways; data sets that are generated or read


def calls(tree, name):
    return [each for each in ast.walk(tree) if isinstance(each, ast.Call) and ast.unparse(each.func) == name]


def depends_on(tree, origin):
    """Return the texts of names that follow from an origin, such as "point", by assignments and loops."""
    found, size = {origin}, 0
    while len(found) > size:
        size = len(found)
        for node in ast.walk(tree):
            pairs = []
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
            elif isinstance(node, ast.For | ast.comprehension):
                pairs = [(node.target, node.iter)]
            for target, value in pairs:
                parts = [(target, value)]
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                    parts = list(zip(target.elts, value.elts, strict=True))
                for one, of in parts:
                    if uses(of, found):
                        found |= {each.id for each in ast.walk(one) if isinstance(each, ast.Name)}
    return found


def uses(node, names):
    texts = {ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Name | ast.Attribute)}
    return bool(texts & names)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_streams_are_named_by_what_distinguishes_jobs(script):
    tree = ast.parse(script.read_text())
    origins = {"point": "run.points()", "snakemake.wildcards.dataset": "snakemake.wildcards.dataset"}
    for origin in (name for name, text in origins.items() if text in script.read_text()):
        names = depends_on(tree, origin)
        for call in calls(tree, "stream"):
            assert any(uses(keyword.value, names) for keyword in call.keywords), ast.unparse(call)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_root_seeds_come_from_the_config(script):
    tree = ast.parse(script.read_text())
    for call in calls(tree, "stream"):
        assert uses(call.args[0], depends_on(tree, "run.root_seed")), ast.unparse(call)


def test_no_two_jobs_name_their_streams_alike():
    files = [*SCRIPTS, *sorted((HOME / "rgcore").rglob("*.py"))]
    purposes = Counter()
    for path in (path for path in files if "stream(" in path.read_text()):
        for call in calls(ast.parse(path.read_text()), "stream"):
            found = {each.arg: each.value for each in call.keywords}
            if isinstance(purpose := found.get("purpose"), ast.Constant):
                purposes[purpose.value] += 1
    assert len(purposes) > 30
    assert {purpose for purpose, times in purposes.items() if times > 1} - SHARED == set()


def params_of_rules():
    """Return name, value and script of every parameter of a rule, from the text of the rules."""
    for block in re.split(r"(?m)^ *(?=rule\b.*:$|for bundle in )", RULES):
        script = re.search(r'"\.\./scripts/(\w+)\.py"', block)
        params = re.search(r"(?ms)^( *)params:\n(.*?)^\1\w", block)
        if script and params:
            inside = params[2]
            margin = re.match(" *", inside)[0]
            for entry in re.split(rf"(?m)^{margin}(?=\w)", inside)[1:]:
                name, value = entry.strip().rstrip(",").split("=", maxsplit=1)
                yield name, value.strip(), script[1]


PARAMS = sorted(params_of_rules())


@pytest.mark.parametrize(("name", "value", "script"), PARAMS, ids=[f"{each[2]} {each[0]}" for each in PARAMS])
def test_a_parameter_comes_from_the_config_and_reaches_its_script(name, value, script):
    if name not in WITHOUT_CONFIG:
        with pytest.raises((ValueError, SyntaxError)):
            ast.literal_eval(value)
        assert name in (HOME / f"workflow/scripts/{script}.py").read_text()


def test_parameters_of_rules_are_found():
    assert len(PARAMS) > 60
    assert ("units", 'config["dbn"]["units"]', "train_dbn") in PARAMS
