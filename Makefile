# Every target sets up what it needs; PYTHON may name another interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
RAW ?= raw
TESTS ?= tests

.PHONY: run test lint bench calibration docs dagster samples lock clean

run: $(VENV)/.ready
	$(BIN)/jixiao run $(RAW) --data $(DATA)

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n 2 --dist loadfile $(TESTS)

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.ready
	$(BIN)/python -m tests.bench

calibration: $(VENV)/.ready
	$(BIN)/python -m tests.bench calibration > docs/calibration.new && mv docs/calibration.new docs/calibration.md

docs: $(VENV)/.ready
	$(BIN)/python -m schemas.dictionary > docs/data_dictionary.md

dagster: $(VENV)/.ready
	mkdir -p .dagster && cp dagster.yaml .dagster/dagster.yaml
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster dev

# The sample reports in raw/ are committed; to draw them anew see tests/samples/README.md.
samples:
	$(PYTHON) -m tests.samples raw --golden tests/golden

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-strip-extras --no-header --quiet --output-file requirements.lock

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) .dagster data
