# Everything runs in .venv, made by the first target that needs it.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/
BASE := $(VENV)/.installed
STAMP := $(VENV)/.installed-dev

.PHONY: demo check test lint types layers bench score golden docs clean
.PHONY: fuzz mutants lock lowest audit dist-check

# The versions that tests run with; `make LOCK= …` takes the newest that pyproject.toml allows.
LOCK := requirements/dev.lock
PINS := $(if $(LOCK),-c $(LOCK))
SECONDS_EACH ?= 60
# What needs no extra.
LOWEST_TESTS := $(addprefix tests/,model/test_derive.py text/test_repair.py values markdown \
  front_matter tables reading linting/test_lint.py linting/test_fix.py linting/test_rules.py \
  cli/test_cli.py project/test_fuzz.py project/test_details.py)

# The demo needs the package alone; whatever works on the project needs the tools, too.
$(BASE): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)python -m pip install --quiet --upgrade pip
	$(RUN)python -m pip install --quiet -e .
	touch $(BASE)

$(STAMP): $(BASE) $(LOCK)
	$(RUN)python -m pip install --quiet $(PINS) -e '.[dev]'
	touch $(STAMP)

## set up, then turn the cards in fixtures/ into checked JSON
demo: $(BASE)
	mkdir -p build
	$(RUN)modelcards convert fixtures/cards -o build/cards.json
	$(RUN)modelcards parse fixtures/cards/northwind-mojibake.md

## set up, then run what must pass: ruff, mypy, the order of the rooms, pytest
check: $(STAMP) lint types layers test

lint: $(STAMP)
	$(RUN)ruff check .
	$(RUN)ruff format --check .

types: $(STAMP)
	$(RUN)mypy

## hold the imports against the rooms' order in pyproject.toml
layers: $(STAMP)
	$(RUN)lint-imports --no-logo

test: $(STAMP)
	$(RUN)python -m pytest -n 2 --dist worksteal --cov --cov-report=term --cov-fail-under=95 --doctest-modules

## print the ratios against mistune and the other readers, measured side by side
bench: $(STAMP)
	$(RUN)python benchmarks/run.py

## print how much of the real cards is read and repaired right
score: $(STAMP)
	$(RUN)python -m tests.support.score

## write the golden JSON of fixtures/ anew (read the diff before you commit it)
golden: $(STAMP)
	$(RUN)python -m pytest tests/reading/test_golden.py --update-golden

## build the documentation strictly into build/site
docs: $(STAMP)
	$(RUN)python docs/build.py

## fuzz each stage for SECONDS_EACH seconds (60); crashes are kept in build/fuzz
fuzz: $(STAMP)
	-$(RUN)python -m pip install --quiet $(PINS) -e '.[fuzz]'
	$(RUN)python -m fuzz.run --seconds $(SECONDS_EACH)

## mutate the readers of values and tables, derivation and repair, and print what no test noticed
mutants: $(STAMP)
	$(RUN)python -m pip install --quiet -e '.[mutants]'
	$(RUN)mutmut run
	$(RUN)mutmut results

## write requirements/dev.lock anew from what pyproject.toml allows
lock: $(BASE)
	$(RUN)python -m pip install --dry-run --ignore-installed --quiet --report build/lock.json \
	  -e '.[dev,fuzz]'
	$(RUN)python tools/pins.py lock < build/lock.json > requirements/dev.lock

## test with the lowest versions of the dependencies that pyproject.toml allows
lowest: $(STAMP)
	mkdir -p build
	$(RUN)python tools/pins.py lowest > build/lowest.txt
	$(PYTHON) -m venv --clear build/lowest
	build/lowest/bin/python -m pip install --quiet -c build/lowest.txt -e .
	build/lowest/bin/python -m pip install --quiet pytest hypothesis jsonschema
	build/lowest/bin/python -m pytest -q $(LOWEST_TESTS)

## look the pinned versions up among known vulnerabilities; says so where that cannot be asked
audit: $(STAMP)
	$(RUN)python -m pip install --quiet pip-audit
	@$(RUN)pip-audit --strict --no-deps --disable-pip -r requirements/dev.lock || { echo \
	  "audit: a version is vulnerable, or the database of them could not be asked (see above)"; exit 1; }

## build wheel and sdist, install each in an empty environment, and read a card there
dist-check: $(STAMP)
	$(RUN)python -m pip install --quiet build
	$(RUN)python tools/dist_check.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .coverage
