# 秉笔亮烛. `make` alone lists what can be done; everything shares the one venv in .venv.

PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
DEV_INSTALLED := $(VENV)/.dev-installed
PYTHON := $(shell for p in python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUNBUFFERED := 1
# Every process of the tests would compile all sources again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run demo test drill bench check scripts lock clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

# $(call install_lock,LOCK): what a lock names, by uv where there is one.
ifeq ($(UV),uv)
install_lock = uv pip install --quiet --python $(PY) --require-hashes -r $(1)
else
install_lock = $(PY) -m pip install --quiet --require-hashes -r $(1)
endif

install: $(INSTALLED)  ## the venv with everything in requirements.lock

$(INSTALLED): requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed and was not found. 未找到 Python 3.11。"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what requirements.lock names (the first time takes some minutes) ..."
	@$(call install_lock,requirements.lock)
	@touch $(INSTALLED)

# The tests' and checks' tools stand in a lock of their own: a server needs none of them.
$(DEV_INSTALLED): requirements-dev.lock $(INSTALLED)
	@$(call install_lock,requirements-dev.lock)
	@touch $(DEV_INSTALLED)

run: $(INSTALLED)  ## start everything on PORT (8000); the first start fills the demo
	@PORT=$(PORT) $(PY) manage.py serve --prepare

demo: $(INSTALLED)  ## fill the demo now (never doubles it)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py setup
	@$(PY) manage.py demo

test: $(DEV_INSTALLED)  ## the whole suite on SQLite, then the data layer again on PostgreSQL
	$(PY) -m pytest -q -n auto --dist worksteal
	$(PY) -m tests.on_postgres -q -n auto --dist worksteal -m "not journey" --ignore=tests/editorial/manuscripts --ignore=tests/editorial/files --ignore=tests/editorial/checks tests/editorial tests/scoring tests/cms/search

drill: $(DEV_INSTALLED)  ## proofs too long for the suite
	NAIVE_CASES=10000 $(PY) -m pytest -q -n auto tests/scoring/arithmetic/test_naive.py
	RACE_ROUNDS=100 $(PY) -m tests.on_postgres -q -n auto tests/editorial/test_races.py tests/scoring/quarters/test_closed_for_good.py
	SCREENS=all $(PY) -m pytest -q tests/screens/test_screens.py

bench: $(DEV_INSTALLED)  ## our screens, search, Word in, checks, the count and the circular, with figures beside stock Wagtail's
	$(PY) -m tests.bench
	$(PY) -m tests.bench.search
	$(PY) -m tests.bench.manuscripts
	$(PY) -m tests.bench.checks
	$(PY) -m tests.bench.tally
	$(PY) -m tests.bench.whatif
	$(PY) -m tests.bench.circular

check: $(DEV_INSTALLED)  ## format, lint, types of the pure modules, scripts, migrations, Django's deployment checks
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-cache --no-logo
	$(VENV)/bin/djhtml --check --tabwidth 2 templates
	@$(MAKE) --no-print-directory scripts
	$(PY) manage.py makemigrations --check --dry-run --verbosity 0 --settings cms.settings.test
	$(PY) -m tests.check_production

# The scripts' linter needs Node 20; the product does not. Where the services must be there, so must Node.
scripts:
	@if npm --version >/dev/null 2>&1; then \
		{ [ tests/lint/node_modules/.package-lock.json -nt tests/lint/package-lock.json ] || \
			npm --prefix tests/lint ci --no-audit --no-fund --loglevel error; } && \
		echo "eslint cms/static/js tests" && npm --prefix tests/lint run --silent lint; \
	elif [ "$$REQUIRE_SERVICES" = 1 ]; then echo "Node 20 is needed to lint the scripts and was not found."; exit 1; \
	else echo "*** THE SCRIPTS WERE NOT LINTED: no Node on this machine. ***"; fi

lock: $(INSTALLED)  ## resolve both requirements files again into their locks (needs uv)
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 \
		--output-file requirements.lock requirements.in
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 \
		--output-file requirements-dev.lock requirements-dev.in

clean:  ## remove the venv, caches and the demo's data (media/ and var/ are emptied)
	rm -rf $(VENV) var tests/lint/node_modules .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find media -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -prune -exec rm -rf {} +
