# Two commands on a fresh machine with Python 3.11: `make run` and `make test`. Each sets up what it needs.
PYTHON ?= python3.11
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
# where pip should look for torch's CPU build, if it isn't found as it is; e.g. TORCH_FROM="--index-url …"
TORCH_FROM ?=
DAY ?= 2026-10-31
# the source package of vaderSentiment, for the sentences that people rated; training checks its SHA-256
RATED := $(VENV)/train/vaderSentiment-3.3.2.tar.gz

.PHONY: run test bench lint train schedule help

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## set up, then one whole night on the sample that ships with the project
	@$(PY) -m flows.cli nightly --config flows/sample/tingjian.toml --day $(DAY)

test: $(VENV)/.test ## set up, then all tests
	@command -v chromium >/dev/null || echo "chromium is not installed: browser tests will be skipped (Debian: apt-get install chromium)"
	@$(PY) -m pytest -q -n 2 --dist loadgroup

lint: $(VENV)/.test ## style, types, import contracts
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/pyright && PYTHONPATH=. $(VENV)/bin/lint-imports

bench: $(VENV)/.bench ## quality and speed beside peers, on ../shared/data (or TINGJIAN_DATA)
	@$(PY) -m tests.bench

train: $(VENV)/.bench $(RATED) ## teach the encoder and its heads again from packaged corpora and lexicons, byte for byte (about an hour and a quarter)
	@OMP_WAIT_POLICY=passive $(PY) -m nlp.tuning.train --vader $(RATED) --written flows/sample/written
	@OMP_WAIT_POLICY=passive $(PY) -m nlp.tuning.subjects --models $(VENV)/train
	@OMP_NUM_THREADS=1 $(PY) -m nlp.topics.guide $(VENV)/train
	@OMP_NUM_THREADS=1 $(PY) -m nlp.topics.kin $(VENV)/train
	@OMP_NUM_THREADS=1 $(PY) -m nlp.sentiment.train --vader $(RATED) --written flows/sample/written --models $(VENV)/train --out nlp/weights/sentiment.safetensors
	@OMP_NUM_THREADS=1 $(PY) -m nlp.suggestions.train --models $(VENV)/train --out nlp/weights/suggestions.safetensors
	@OMP_NUM_THREADS=1 $(PY) -m nlp.people.stance_training $(VENV)/train flows/sample/written

$(RATED): | $(PY)
	@$(PIP) download -q --no-deps --no-binary :all: -d $(@D) vaderSentiment==3.3.2

schedule: $(VENV)/.run ## start the local Prefect server and a worker for the nightly schedule
	@$(PY) -m flows.cli schedule

$(PY):
	@command -v $(PYTHON) >/dev/null 2>&1 || python3 -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Python 3.11 was expected as $(PYTHON) or python3; give its path: make PYTHON=/path/to/python3.11 …"; exit 1; }
	@if command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; \
		then $(PYTHON) -m venv $(VENV); else python3 -m venv $(VENV); fi

$(VENV)/.torch: constraints.txt | $(PY)
	@echo "setting up (a few minutes the first time) …"
	@$(PIP) install -qq $(TORCH_FROM) -c constraints.txt torch
	@touch $@

$(VENV)/.run: pyproject.toml $(VENV)/.torch
	@$(PIP) install -qq -c constraints.txt -e .
	@$(PIP) check
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@$(PIP) install -qq -c constraints.txt -e ".[test]"
	@$(PIP) check
	@touch $@

$(VENV)/.bench: $(VENV)/.test
	@$(PIP) install -qq -c constraints.txt -e ".[test,bench]"
	@touch $@
