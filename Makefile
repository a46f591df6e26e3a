# `make run` starts the service on the bundled studies; `make test` runs every check.
# Both set up .venv by themselves and need nothing but Python 3.11 or newer (and make).

SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --build-deps-for editable

.PHONY: run test kernels lint types floors bench soak mutants oracles lock catalogues check-catalogues datasets wheel chromium dev collected
.DEFAULT_GOAL := run
# Tests start the program some hundred times: what Python compiled once is kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

run: $(RUN_READY)
	@exec $(BIN)/netmap serve --no-open

# Packages and the browser are fetched side by side. Types take half a minute of a core: they are checked beside
# the tests, and give way to what drives a browser. Whoever drives a browser waits for it: three share two cores.
# Tests and kernels are compiled once, while the floors are looked at, and not by each of the three at the same time.
test:
	@$(MAKE) --no-print-directory -j2 dev chromium
	@$(MAKE) --no-print-directory -j2 collected kernels floors check-catalogues
	@nice $(MAKE) --no-print-directory types >.venv/.types 2>&1 & types=$$!; \
	$(BIN)/pytest -n 3 --dist worksteal; tests=$$?; \
	wait $$types || { cat .venv/.types; exit 1; }; \
	exit $$tests

lint: floors types

floors: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: dev
	$(BIN)/mypy
	$(BIN)/mypy tools

check-catalogues: dev
	$(BIN)/python -m tools.catalogues check

collected: dev
	@$(BIN)/pytest --collect-only -qq >.venv/.collected 2>&1 || { cat .venv/.collected; exit 1; }

kernels: dev
	@$(BIN)/netmap overview riverside >.venv/.kernels 2>&1 || { cat .venv/.kernels; exit 1; }

catalogues: dev
	$(BIN)/python -m tools.catalogues make

bench: dev
	@$(BIN)/python -m tools.bench

soak: dev
	@echo "10,000 kills and 100,000 power cuts under the store, and 2,000 random stories of two people: an hour."
	@echo "make soak SHARE=0.01 does a hundredth. Counts are kept in benchmarks/results/store_soak.txt."
	@$(BIN)/python -m tests.store.soak $(SHARE)
	@echo "1,000 kills of a service, 500 each of full disks, other and damaged files, 20,000 requests, the zoo: two hours."
	@$(BIN)/python -m tests.hostile.soak $(SHARE)
	@echo "Gaps planted in 50 simulated partnerships, and whatever else is found:"
	@$(BIN)/python -m tests.simulation.test_found_gaps
	@echo "5,000 random layouts of one meeting record, each read back alike or asked about."
	@$(BIN)/python -m tests.imports.reading_back $(SHARE)
	@$(BIN)/pytest -n 2 --soak -m soak
	@echo "How often the tests of comparisons err, up to six hours; it goes on where it was: docs/comparison.md."
	@$(BIN)/python -W ignore -m tests.comparison.calibration $(SHARE)
	@echo "Hours of readers and writers at once and a browser left playing the map for a day are not in it yet."

mutants: dev
	@echo "300 small changes, one at a time, and whether a test notices: about an hour on two cores; it goes on where it was."
	@$(BIN)/python -m tools.mutants

oracles: dev
	@command -v Rscript >/dev/null || { echo "R is missing: sudo apt-get install r-base-core r-cran-network"; exit 1; }
	$(BIN)/python -m tests.network_files.make_answers

lock: dev
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

datasets: dev
	$(BIN)/python -m tools.make_brightwater
	$(BIN)/python -m tools.make_riverside
	$(BIN)/python -m tools.make_sisters

wheel: dev
	$(BIN)/python -m build --wheel --no-isolation

dev: $(DEV_READY)

chromium:
	@sh tools/need_chromium.sh

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "netmap needs Python 3.11 or newer; say which with: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv is missing. Install it with: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Of these packages a third is ever read: that is compiled when it is.
$(DEV_READY): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN_READY)
