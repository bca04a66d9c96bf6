"""Public names of a package are imported when they are first used."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import rgcore.ising

ROOT = Path(__file__).parents[1]
HEAVY = ("pydantic", "numba", "numpy", "pandas", "pyarrow", "scipy", "h5py", "matplotlib")


def test_settings_and_tables_of_all_subjects_load_no_numerical_library():
    code = (
        "import sys; from rgcore.pipeline.config.model import config_model;"
        "from rgcore.pipeline.subjects import tables; config_model(); tables();"
        f"print([name for name in {HEAVY[1:]} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found == "[]\n"


def test_the_rules_load_neither_numerical_libraries_nor_models_of_settings():
    modules = {
        module
        for file in sorted((ROOT / "workflow/rules").glob("*.smk"))
        for module in re.findall(r"^from (rgcore[\w.]*) import", file.read_text(), re.MULTILINE)
    } - {"rgcore.pipeline.staleness.reruns"}  # which is at home in Snakemake
    modules.add("rgcore.pipeline.staleness.verdicts")  # which it loads
    code = (
        f"import sys, {', '.join(sorted(modules))}; rgcore.pipeline.subjects.tables();"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found == "[]\n"


def test_checking_a_config_compiles_no_kernels_and_loads_no_statistics():
    code = (
        "import sys, yaml; from rgcore.pipeline.config.model import check_config;"
        "check_config(yaml.safe_load(open('config.yaml')));"
        "print([name for name in ('numba', 'scipy', 'pandas', 'h5py', 'matplotlib') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module rgcore\.ising has no attribute spin_glass"):
        rgcore.ising.spin_glass  # noqa: B018
    assert "metropolis" in dir(rgcore.ising)


def test_a_sub_package_is_imported_when_it_is_first_used():
    code = (
        "import sys, rgcore; before = 'rgcore.pcarg' in sys.modules;"
        "print(before, rgcore.pcarg.moment_flow.__name__, 'pcarg' in dir(rgcore), hasattr(rgcore, 'pca_rg'))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found == "False moment_flow True False\n"


@pytest.fixture
def shapes(tmp_path, monkeypatch):
    """A package with a public function in a module of the same name."""
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes/__init__.py").write_text(
        "from typing import TYPE_CHECKING\n\nfrom rgcore.lazy import import_when_used\n\n"
        "if TYPE_CHECKING:\n    from shapes.area import area\n\nimport_when_used(__name__)\n"
    )
    (tmp_path / "shapes/area.py").write_text("def area(side):\n    return side * side\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("shapes")
    for name in ("shapes", "shapes.area"):
        sys.modules.pop(name, None)


def test_a_public_name_is_imported_when_it_is_first_used(shapes):
    assert "shapes.area" not in sys.modules
    assert shapes.area(3) == 9


def test_a_public_name_is_not_hidden_by_the_module_it_stands_in(shapes):
    importlib.import_module("shapes.area")  # sets an attribute of the package, except for a public name
    assert shapes.area(3) == 9
