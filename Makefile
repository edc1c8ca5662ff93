# What a developer or CI calls. `make demo` and `make test` prepare everything they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test messages clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements/lock.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

messages: setup
	$(BIN)/python -m pipeline.compile_messages
