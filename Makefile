# `make run` and `make test` need Python 3.11 or newer with venv and pip; all else comes from the locks.
PYTHON ?= python3
BIN := .venv/bin
# pip compiles on one core, which takes as long as the rest of the installation; COMPILE uses all of them.
# Some packages carry files for other Pythons, so that its exit code says nothing. The locks name all that is
# needed, so nothing is left to resolve; an old pip would take newer versions of what is asked for with an extra.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile
COMPILE := $(BIN)/python -m compileall -qq -j 0 .venv/lib || true
LOCK := --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" --quiet $(UPGRADE)

.PHONY: run test check soak test-browser bench bench-review bench-quality calibrate lock clean

run: .venv/run.stamp
	@$(BIN)/missions run raw/ --flow

test: check
	$(BIN)/pytest

check: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The long runs: what must hold of thousands of random cases.
soak: .venv/test.stamp
	SOAK=yes $(BIN)/pytest -m soak

# The review pages in a real Chromium (Debian's package `chromium`; CHROMIUM=PATH names another).
test-browser: .venv/test.stamp
	BROWSER=yes $(BIN)/pytest -m browser

bench: .venv/run.stamp
	$(BIN)/python benchmarks/speed.py

bench-review: .venv/run.stamp
	$(BIN)/python benchmarks/review.py
	$(BIN)/python benchmarks/seeded.py

# The peers are installed apart, into .venv-peers. `make bench-quality GOLD=tests/gold` measures on another folder.
bench-quality: .venv-peers/stamp
	@PYTHONPATH=. .venv-peers/bin/python benchmarks/quality.py $(GOLD)

# Fits the confidences: how often rows are right is taken from pages that no rule was made for.
calibrate: .venv/test.stamp
	$(BIN)/missions calibrate tests/heldout --tuned tests/opened --tuned tests/gold > confidence.toml
	mv confidence.toml pipeline/rules/confidence.toml

# Needs uv; `make lock UPGRADE=--upgrade` takes newer versions. The other locks keep to those of the first.
lock:
	uv pip compile $(LOCK) requirements.in -o requirements.lock
	uv pip compile $(LOCK) requirements-dev.in -o requirements-dev.lock
	uv pip compile $(LOCK) benchmarks/peers.in -o benchmarks/peers.lock

clean:
	rm -rf .venv .venv-peers build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing the locked dependencies into .venv (once; about a minute)"
	@$(INSTALL) --no-deps --require-hashes -r requirements.lock
	@$(COMPILE)
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: requirements-dev.lock .venv/run.stamp
	@$(INSTALL) --no-deps --require-hashes -r requirements-dev.lock
	@$(COMPILE)
	@touch $@

.venv-peers/stamp: benchmarks/peers.lock | .venv/bin/python
	@echo "Installing the peers into .venv-peers (once; about a minute)"
	@$(BIN)/python -m venv .venv-peers
	@.venv-peers/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r $<
	@touch $@
