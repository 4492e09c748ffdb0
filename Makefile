# The two commands of the README, and what CI calls. Every target works from a clean clone.
# Where there is no make: python -m venv .venv, then the lines of the target by hand.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
endif
RUN    := $(BIN)/triplewire

.PHONY: demo test test-lts faults faults-today check bench quality lock clean

# An environment with what the program needs; made again when the lock file changes.
$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@$(BIN)/python -c "open('$(VENV)/.installed', 'w').close()"

$(VENV)/.tested: requirements-test.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@$(BIN)/python -c "open('$(VENV)/.installed', 'w').close(); open('$(VENV)/.tested', 'w').close()"

demo: $(VENV)/.installed
	$(RUN) demo

test: $(VENV)/.tested
	$(BIN)/python -m pytest

# What talks to the database, once more on the long-term line of Neo4j.
test-lts: $(VENV)/.tested
	TRIPLEWIRE_TEST_NEO4J=5.26.30 $(BIN)/python -m pytest -q tests/graph tests/queries

# 200 seeded points: kill -9 of the program, the keeper and Neo4j, cut connections, two programs at once,
# and 20 full disks. `make test` has a few, 20 in CI, others each day.
faults: $(VENV)/.tested
	TRIPLEWIRE_FAULTS=200 TRIPLEWIRE_FAULT_SEED=0 $(BIN)/python -m pytest -q tests/faults

# The day's 20 of them.
faults-today: $(VENV)/.tested
	TRIPLEWIRE_FAULTS=20 $(BIN)/python -m pytest -q tests/faults

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py
	$(BIN)/python -m ontology.docs --check
	$(BIN)/python -m triplewire.docs --check

bench: $(VENV)/.tested
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.vocabulary
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.identity
	$(BIN)/python -m benchmarks.bulk

# Extraction and the stages around it on the development splits beside the checkout; fails below a floor.
quality: $(VENV)/.tested
	$(BIN)/python -m benchmarks.quality ../shared/bench --check
	$(BIN)/python -m benchmarks.quality ../shared/bench/stages --check
	$(BIN)/python -m benchmarks.seed ../shared/seed --check

# Needs pip-tools; no index address goes into the files.
COMPILE := $(PYTHON) -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
lock:
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) --extra test -o requirements-test.lock pyproject.toml

clean:
	rm -rf $(VENV) triplewire.db .mypy_cache .ruff_cache .pytest_cache .hypothesis
