# What a developer or CI calls. `make demo` and `make test` prepare all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := data/demo

.PHONY: setup system demo test lint types floors unit samples schema messages rules bench bench-quick lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements/lock.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

# Debian packages that some tests and the making of samples need; installed where the user may.
system:
	@sh requirements/install-system

demo: setup
	rm -rf $(DEMO)
	mkdir -p $(DEMO)/inbox
	cp -R samples/dossiers/. $(DEMO)/inbox/
	DOSSIERS_HOME=$(DEMO) $(BIN)/dossiers run --settle 0 || test $$? -ge 10

test: setup system lint types floors unit

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

floors: setup
	$(BIN)/lint-imports

unit: setup
	$(BIN)/python -m pytest

# What is generated and committed: run after a change of its source; tests fail where it is stale.
messages: setup
	$(BIN)/python -m pipeline.compile_messages

schema: setup
	$(BIN)/python -m pipeline.publish_schema

rules: setup
	$(BIN)/python -m validators.pages

samples: setup
	$(BIN)/python -m samples.make

bench: setup
	$(BIN)/python -m benchmarks

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements/lock.txt

clean:
	rm -rf $(VENV) build data .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
