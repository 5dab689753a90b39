# 秉笔亮烛. `make` alone lists what can be done; everything shares the one venv in .venv.

PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
PYTHON := $(shell for p in python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help install run demo test bench check lock clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

install: $(INSTALLED)  ## the venv with everything in requirements.lock

$(INSTALLED): requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed and was not found. 未找到 Python 3.11。"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what requirements.lock names (the first time takes some minutes) ..."
ifeq ($(UV),uv)
	@uv pip install --quiet --python $(PY) --require-hashes -r requirements.lock
else
	@$(PY) -m pip install --quiet --require-hashes -r requirements.lock
endif
	@touch $(INSTALLED)

run: $(INSTALLED)  ## start everything on PORT (8000); the first start fills the demo
	@PORT=$(PORT) $(PY) manage.py serve --prepare

demo: $(INSTALLED)  ## fill the demo now (never doubles it)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py setup
	@$(PY) manage.py demo

test: $(INSTALLED)  ## the whole suite on SQLite, then the data layer again on PostgreSQL
	$(PY) -m pytest -q -n auto
	$(PY) -m tests.on_postgres -q -n auto -m "not journey" --ignore=tests/editorial/manuscripts --ignore=tests/editorial/checks tests/editorial tests/scoring tests/cms/search

bench: $(INSTALLED)  ## our screens, search, Word in, checks, the count and the circular, with figures beside stock Wagtail's
	$(PY) -m tests.bench
	$(PY) -m tests.bench.search
	$(PY) -m tests.bench.manuscripts
	$(PY) -m tests.bench.checks
	$(PY) -m tests.bench.tally
	$(PY) -m tests.bench.whatif
	$(PY) -m tests.bench.circular

check: $(INSTALLED)  ## format, lint, types of the pure modules, migrations, Django's deployment checks
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) manage.py makemigrations --check --dry-run --verbosity 0 --settings cms.settings.test
	$(PY) -m tests.check_production

lock: $(INSTALLED)  ## resolve requirements.in again into requirements.lock (needs uv)
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 \
		--output-file requirements.lock requirements.in

clean:  ## remove the venv, caches and the demo's data (media/ and var/ are emptied)
	rm -rf $(VENV) var .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find media -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -prune -exec rm -rf {} +
