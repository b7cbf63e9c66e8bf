# make demo     convert the example story and say where to listen
# make test     check everything, as CI does
# make bench    measure speed and memory
# make clean    remove .venv and caches; output/ stays
#
# Needs python3 (3.11 or newer) and make. Another Python: make demo PYTHON=python3.12

PYTHON ?= python3
STORY := examples/the-ninth-lamp.txt
BENCH := # options for benchmarks.run, as in BENCH="--times 1"

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test bench clean

help:
	@sed -n 's/^# \(make [a-z]*  \)/\1/p' Makefile

demo: .venv/.installed
	$(BIN)/audiobook convert $(STORY) --output output
	@echo
	@echo "Listen: output/The Ninth Lamp/"
	@echo "Your own story: $(BIN)/audiobook convert STORY"

test: .venv/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: .venv/.installed-test
	$(BIN)/python -m benchmarks.run $(BENCH)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed: .venv/.made pyproject.toml
	@echo "Installing audiobook into .venv ..."
	@$(PIP) --editable .
	@touch $@

.venv/.installed-test: .venv/.made pyproject.toml
	@echo "Installing audiobook and its test tools into .venv ..."
	@$(PIP) --editable ".[test]"
	@touch .venv/.installed $@

.venv/.made:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "audiobook needs Python 3.11 or newer, and $(PYTHON) is" \
			"$$($(PYTHON) -c 'import sys; print(sys.version.split()[0])'). Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. Install its venv package (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@
