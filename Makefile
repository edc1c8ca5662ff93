# What a developer or CI calls. `make demo` and `make test` prepare all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := data/demo

.PHONY: setup system demo test lint types floors unit samples schema messages rules bench bench-reading fuzz hostile \
	lock clean

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

# Beside other readers, each in an environment that only this benchmark has.
bench-reading: setup build/peers/.ready
	$(BIN)/python -m benchmarks.reading_peers $(if $(PUBLISH),--publish)

build/peers/.ready: requirements/peers.txt
	$(PYTHON) -m venv build/peers/.venv
	build/peers/.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r requirements/peers.txt
	touch $@

# Broken files through the readers until time is up; what escapes is kept in build/fuzz. MINUTES=60, FIRST=5000 for others.
fuzz: setup
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),10) --first $(or $(FIRST),1000)

# 200 good dossiers alone, and with 30 hostile ones among them: the reports of the good ones must be the same.
hostile: setup
	$(BIN)/python -m tests.flows.among 200 30

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements/lock.txt
	build/lock/bin/uv pip compile requirements/peers.in --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements/peers.txt

clean:
	rm -rf $(VENV) build data .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
