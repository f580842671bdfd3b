# Everything a checkout needs. `make run` shows the product, `make test` checks it.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
CASES ?= tests/cases
CASE ?= cases/two-factor-hospital.yaml
PORT ?=

.PHONY: help install run analyse test test-machine found lint bench-plan bench-reference bench-analysis bench-publication \
  bench-live bench-web bench-kill bench-replanning requirements reference

help:
	@echo "make run         install, and serve a sample on this machine, with links to look around  [PORT=8001]"
	@echo "make analyse     install, and analyse a sample decision in the terminal"
	@echo "make test        install what tests need, check the code and run every test"
	@echo "make lint        formatting, types, import order"
	@echo "make bench-plan  how well the proposed conversations match those of facilitators [CASES=folder]"
	@echo "make bench-replanning how long a new plan takes while somebody waits"
	@echo "make bench-web   answers a second through the real view, and how fast pages are made"
	@echo "make bench-kill  kill -9 of server and worker at a hundred moments under load"
	@echo "make install     only install"

.venv/ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Beforehand needs Python 3.11 or newer; $(PYTHON) is older. Name another one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	         echo "Installing python3-venv ..." && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	       else echo "Python cannot make a virtual environment here. Install it first: sudo apt install python3-venv"; exit 1; fi; }
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/installed: .venv/ready requirements/run.txt pyproject.toml
	@echo "Installing (about 530 MB, once) ..."
	@$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/tested: .venv/installed requirements/test.txt
	@$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

install: .venv/installed

run: install
	@$(BIN)/beforehand serve --demo $(if $(PORT),--port $(PORT))

analyse: install
	@$(BIN)/beforehand analyse $(CASE)
	@echo
	@echo "Also: the same in Dutch, as one of the nurses would see it, and your own decision"
	@echo "  $(BIN)/beforehand analyse $(CASE) --lang nl"
	@echo "  $(BIN)/beforehand analyse $(CASE) --as participant:youssef"
	@echo "  docs/how-to/write-your-first-decision-file.md"

lint: .venv/tested
	@$(BIN)/ruff format --check src tests
	@$(BIN)/ruff check src tests
	@$(BIN)/mypy
	@PYTHONPATH=src $(BIN)/lint-imports

# The tests need a PostgreSQL they may start, what the browser's driver needs, and a browser: the one without windows
# where it is to be had, it is lighter.
test-machine:
	@missing=""; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="postgresql"; \
	ls /usr/lib/*/libatomic.so.1 /usr/lib*/libatomic.so.1 2>/dev/null | grep -q . || missing="$$missing libatomic1"; \
	command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null \
	  || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="$$missing chromium"; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq; \
	  case "$$missing" in *chromium) \
	    apt-cache show chromium-headless-shell >/dev/null 2>&1 && missing="$$missing-headless-shell";; esac; \
	  echo "Installing $$missing ..." \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else echo "The tests need a PostgreSQL of their own, a browser and its driver's library. Install first: sudo apt install $$missing"; exit 1; fi

# What is missing is said at once to who may not install it, and else installed beside what the tests need of Python.
# Then the code is checked on one core while the other compiles what is installed and finds the tests.
test: .venv/ready
	@[ "$$(id -u)" = 0 ] || $(MAKE) --no-print-directory test-machine
	@$(MAKE) --no-print-directory -j2 test-machine .venv/tested
	@$(MAKE) --no-print-directory -j2 lint found
	@$(BIN)/python -m tests.both_databases

found: .venv/tested
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest --collect-only -q >/dev/null || true

bench-plan: .venv/tested
	@$(BIN)/python -m tests.benchmarks.plan --cases $(CASES)

bench-reference: .venv/tested
	@$(BIN)/python tests/benchmarks/bench_reference_plan.py

bench-analysis: .venv/tested
	@$(BIN)/python -m tests.benchmarks.bench_analysis

bench-publication: .venv/tested
	@$(BIN)/python -m tests.benchmarks.publication

bench-replanning: .venv/tested
	@$(BIN)/python -m tests.benchmarks.replanning

bench-live: .venv/tested
	@$(BIN)/python -m tests.benchmarks.live

bench-web: test-machine .venv/tested
	@$(BIN)/python -m tests.benchmarks.web

bench-kill: test-machine .venv/tested
	@BEFOREHAND_TEST_KILLS=100 $(BIN)/python -m pytest -s tests/running/test_killed.py

# For maintainers: pin anew, rebuild what is generated.
requirements:
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --extra similarity pyproject.toml requirements/build.in -o requirements/run.txt
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --extra similarity --group test pyproject.toml requirements/build.in -c requirements/run.txt -o requirements/test.txt

reference: install
	@$(BIN)/python -m beforehand.decisionfile.reference
