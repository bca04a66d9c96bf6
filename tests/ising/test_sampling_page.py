"""The Python code of docs/sampling.md runs, with fewer configurations and a smaller density of states."""

from ..pages import ROOT, blocks_of_code

PAGE = ROOT / "docs/sampling.md"


def test_the_code_of_the_page_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code = "\n".join(blocks_of_code(PAGE.read_text("utf-8"), "python"))
    names = {}
    exec(code.replace("20_000", "2_000").replace("side=16", "side=6"), names)
    assert "tau_samples_energy" in capsys.readouterr().out
    assert sum(names["counts"]) == 2**36
