# Machine learning and the renormalization group. `make help` lists what there is.
ifdef OTHER_MAKE_THAN_GNU
.error This Makefile needs GNU make, which is often called gmake
endif
.DEFAULT_GOAL := figures
.DELETE_ON_ERROR:
SHELL := /bin/sh
PYTHON ?= python3
CORES ?= all
CONFIG ?=
BIN := .venv/bin
READY := .venv/ready
PLUGINS := $(wildcard workflow/plugins/*.pth workflow/plugins/*/*.py)
PEERS := .venv-bench/ready
ONLY ?=
OLD ?=
NEW ?= results
ALLOW ?=
SEEDS ?= 1 2 3
KINDS ?=
WORKERS ?=
ifneq ($(filter ~/%,$(firstword $(CONFIG))),)
override CONFIG := $(subst ~/,$(HOME)/,$(CONFIG))
endif
quoted = '$(subst ','\'',$(1))'
QUOTED_CONFIG := $(call quoted,$(CONFIG))
ifneq ($(CONFIG),)
ifeq ($(shell test -f $(QUOTED_CONFIG) && echo there),)
QUOTED_CONFIG := $(foreach file,$(CONFIG),$(call quoted,$(file)))
MISSING := $(strip $(foreach file,$(CONFIG),$(shell test -f $(call quoted,$(file)) || echo $(call quoted,$(file)))))
ifneq ($(MISSING),)
$(error CONFIG must name config files, but there is no file $(MISSING))
endif
endif
endif
DATA ?=
QUOTED_DATA := $(if $(DATA),$(call quoted,$(DATA)))
SNAKEMAKE := $(BIN)/snakemake --cores $(CORES) $(if $(CONFIG),--configfile $(QUOTED_CONFIG))
PRESET = '$(subst ','\'',$(if $(CONFIG),$(shell basename -a $(QUOTED_CONFIG) | sed 's/\.[^.]*$$//'),laptop))'
export PYTHON
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP

.PHONY: figures page paper smoke status account test test-kernels slurm-smoke verify reference-results same-numbers same-runs lint reference docs bench clean help

figures: $(READY) ## the whole pipeline with config.yaml: tables, figures and results/report/index.html (also plain `make`)
	$(SNAKEMAKE)

page: $(READY) ## the page of one data set, DATA=my_cells of CONFIG=mine.yaml, and what it needs
	@$(BIN)/rgcore page $(or $(QUOTED_DATA),$(error DATA must name a data set of the config)) --cores $(CORES) \
	  $(if $(CONFIG),--configfile $(QUOTED_CONFIG))

smoke: ## the same at tiny size, to try a machine; writes to results/ too
	$(MAKE) figures CONFIG=workflow/presets/smoke.yaml

paper: ## the same at the published sizes; made for a cluster
	$(MAKE) figures CONFIG=workflow/presets/paper.yaml

status: $(READY) ## what the run in this folder is doing, time left, what failed and why
	@$(BIN)/python -P -m rgcore.pipeline.monitor.status

account: $(READY) ## what the last run took beside what was predicted; writes results/account
	@$(BIN)/python -P -m rgcore.pipeline.monitor.account

verify: $(READY) ## compares all tables and figures with the reference of CONFIG; makes what is missing
	@$(BIN)/python -P -m rgcore.verification find $(if $(CONFIG),$(QUOTED_CONFIG))
	$(SNAKEMAKE)
	@$(BIN)/python -P -m rgcore.verification compare $(if $(CONFIG),$(QUOTED_CONFIG))

reference-results: $(READY) ## makes that reference anew: runs CONFIG in build/ with its root seed and with those of SEEDS
	$(SNAKEMAKE) --directory build/reference/$(PRESET)/own
	for seed in $(SEEDS); do \
	  $(SNAKEMAKE) --directory build/reference/$(PRESET)/seed$$seed --config root_seed=$$seed || exit; done
	$(BIN)/python -m rgcore.verification.references.make_reference tests/reference/$(PRESET) $(if $(CONFIG),$(QUOTED_CONFIG),config.yaml) \
	  build/reference/$(PRESET)/own $(SEEDS:%=build/reference/$(PRESET)/seed%)

test: $(READY) ## the whole test suite, on up to four cores
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-kernels: $(READY) ## the tests that rounding can reach, as on processors of other kinds; of one other with KINDS=1
	$(BIN)/python tests/kernels.py $(if $(KINDS),--kinds $(KINDS)) $(if $(WORKERS),--workers $(WORKERS))

slurm-smoke: $(READY) ## the smoke preset through a SLURM that this starts (Debian or Ubuntu, root), compared with a local run
	$(BIN)/python -m tests.slurm.whole_preset

same-numbers: $(READY) ## compares every table of NEW (results) with OLD, a folder of an earlier run; ALLOW="mcrg pca_flow.u"
	set -f; $(BIN)/python tests/same_numbers.py $(or $(OLD),$(error OLD must name the results of an earlier run)) $(NEW) \
	  $(if $(ALLOW),--allow $(ALLOW))

same-runs: $(READY) ## runs the smoke and the laptop preset in build/ and compares them with OLD/smoke and OLD/laptop
	$(BIN)/snakemake --cores $(CORES) --directory build/smoke --configfile workflow/presets/smoke.yaml
	$(BIN)/snakemake --cores $(CORES) --directory build/laptop
	$(MAKE) same-numbers OLD=$(or $(OLD),$(error OLD must name a folder with the results of both presets))/smoke NEW=build/smoke/results
	$(MAKE) same-numbers OLD=$(OLD)/laptop NEW=build/laptop/results

lint: $(READY) ## ruff, snakefmt, import-linter, snakemake --lint, our word list
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/snakefmt --check Snakefile workflow/rules
	$(BIN)/lint-imports
	$(BIN)/python workflow/lint.py
	$(BIN)/python workflow/lint_words.py

reference: $(READY) ## docs/reference and the JSON schema of configs, from the settings and schemas in rgcore
	$(BIN)/python -m rgcore.pipeline.reference

docs: $(READY) ## the site of docs in build/site, with search; every warning is an error
	$(BIN)/python workflow/site/build.py

page-numbers: $(READY) ## fills the numbers of STUDY into PAGES of docs, from RESULTS (a folder of results, or FOLDER:FOLDER)
	$(BIN)/python -m rgcore.report.page_numbers.pages $(STUDY) $(or $(RESULTS),results) $(PAGES)

bench: $(READY) $(PEERS) ## the benchmarks, beside other packages; some twenty minutes, less with ONLY=flow_speed
	$(BIN)/python tests/benchmarks/bench.py $(ONLY)

clean: ## remove results, caches and the virtual environment
	rm -rf results build .snakemake .venv .venv-bench .setup.log .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list; CONFIG=mine.yaml adds your config to a run, CORES=4 limits its cores
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 14

# The environment: made once, and again when the lock file or the package's description changes, or the folder or its
# Python is another one than .venv was made for.
ifneq ($(shell sh workflow/environment.sh fits),yes)
.PHONY: $(READY)
endif
$(READY): requirements.lock pyproject.toml $(PLUGINS)
	@sh workflow/environment.sh make "$$PYTHON"

# Other packages, for the benchmarks alone. Without them the benchmarks run, too.
$(PEERS): tests/benchmarks/peers.txt
	@echo "Setting up .venv-bench, once"
	@"$$PYTHON" -m venv --clear .venv-bench && .venv-bench/bin/pip install --quiet --disable-pip-version-check --retries 1 \
	  --only-binary :all: --require-hashes -r $< 2> .venv-bench/pip.log && touch $@ || \
	  echo "The peers could not be installed (no network?), so their columns stay empty: see .venv-bench/pip.log"
