# Everything is set up in $(VENV) on first use: `make demo` works in a fresh clone with Python 3.11+, make and a compiler.
VENV ?= .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed-$(shell cksum pyproject.toml | cut -d' ' -f1)
JOBS ?= 2

.PHONY: help docs setup demo test lint verify release bench mutation gpu wheel clean

help:
	@echo "make demo    grade a notebook of examples/ and leave an HTML page in out/"
	@echo "make test    the tests of the grader"
	@echo "make lint    ruff and mypy"
	@echo "make verify  every suite against its reference, stub, mistakes and alternatives"
	@echo "make release build assignments/ from solutions/"
	@echo "make docs    the generated tables of docs/"
	@echo "make bench   what a submission costs"
	@echo "make mutation what the suites let through: every mutant of every reference (long)"
	@echo "make gpu     the tests that need a CUDA device"

setup: $(STAMP)

# The newest of the Pythons that torch supports; a shim without a version behind it does not run, so each is tried.
$(STAMP):
	@python=; for p in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	  if $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then python=$$p; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Python 3.11, 3.12 or 3.13 is needed and none was found; name one with make PYTHON=..." >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$($$python --version); torch is large, so this takes a few minutes once."; \
	$$python -m venv $(VENV)
	@$(PY) -m pip install -qq --disable-pip-version-check --upgrade pip
	@$(PY) -m pip install -qq --disable-pip-version-check -e '.[dev]'
	@rm -f $(VENV)/.installed-* && touch $(STAMP)

demo: $(STAMP)
	@mkdir -p out
	@$(PY) cli.py grade examples/softmax_ann.ipynb --exercise softmax --format html -o out/softmax_ann.html; code=$$?; [ $$code -le 1 ] || exit $$code
	@$(PY) cli.py grade examples/softmax_ann.ipynb --exercise softmax; code=$$?; [ $$code -le 1 ] || exit $$code
	@echo; echo "The page the student gets: $(CURDIR)/out/softmax_ann.html"

test: $(STAMP)
	@$(PY) -m pytest -q -n $(JOBS) -m "not gpu"

lint: $(STAMP)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

verify: $(STAMP)
	@$(PY) cli.py verify $(VERIFY)

release: $(STAMP)
	@$(PY) cli.py release

docs: $(STAMP)
	@$(PY) -m docs.generate

bench: $(STAMP)
	@$(PY) -m bench

mutation: $(STAMP)
	@$(PY) -m bench.mutation --write

gpu: $(STAMP)
	@$(PY) -m pytest -q -m gpu
	@if [ -f bench/gpu.py ]; then $(PY) -m bench.gpu; fi

wheel: $(STAMP)
	@$(PY) -m build --wheel

clean:
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache
