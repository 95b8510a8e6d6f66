# Needs: a POSIX shell, make (3.81 or newer) and Python 3.11 or newer with venv. All else goes into .venv.

# The first of these that is new enough makes .venv; name another with `make PYTHON=/path/to/python3 …`.
PYTHON = python3 python3.13 python3.12 python3.11
# What is handed on: `make run ARGS="show school 庆阳理工中等专业学校"`, `make test ARGS="-k views"`, `make lock ARGS=--upgrade`.
ARGS =
WORKERS = 4

VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input
PYBABEL = $(BIN)/pybabel --quiet
CREATED = $(VENV)/.created
INSTALLED = $(VENV)/.installed
TESTABLE = $(VENV)/.testable
LOCALE = tui/locale
LOCALES = zh_CN en
POT = build/nianbao.pot
# Message ids stand in _(…), translate(…), word(…) and fault(…), or are the first word of a fault that is raised.
KEYWORDS = --keyword=word --keyword=fault --keyword=translate $(shell sed -n 's/^class \([A-Za-z]*Error\).*/--keyword=\1/p' db/errors.py)
UPDATE = update --no-fuzzy-matching --ignore-pot-creation-date

.DEFAULT_GOAL = help
.PHONY: help run install test lint lock catalogs bench clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: $(INSTALLED)  ## install if need be, then open nianbao (more words in ARGS)
	@$(BIN)/nianbao $(ARGS)

install: $(INSTALLED)  ## install nianbao into .venv

test: lint  ## the linter, the types and every test
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(TESTABLE)  ## the linter and the types alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: $(CREATED)  ## write requirements*.txt anew from pyproject.toml (ARGS=--upgrade for newer releases)
	$(PIP) install --quiet uv
	$(call compile,requirements.txt,--group build)
	$(call compile,requirements-test.txt,--group test --constraints requirements.txt)

catalogs: $(TESTABLE)  ## bring the catalogs of the interface's words up to date and compile them
	@mkdir -p $(dir $(POT))
	$(PYBABEL) extract --project=nianbao --copyright-holder="nianbao contributors" --add-comments=NOTE: --strip-comments \
		--add-location=file --no-wrap $(KEYWORDS) --output=$(POT) db loaders tui
	$(foreach locale,$(LOCALES),$(call catalog,$(locale),$(if $(wildcard $(LOCALE)/$(locale)/LC_MESSAGES/nianbao.po),$(UPDATE),init)) && ) true
	$(PYBABEL) compile --domain=nianbao --directory=$(LOCALE)
	$(BIN)/python -m tui.spelled > $(LOCALE)/spelled.csv

bench: $(INSTALLED)  ## measure how fast it is, as ratios beside the goals
	unset PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED; $(BIN)/python -m bench $(ARGS)

clean:  ## take away .venv and everything else that was made here
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

catalog = $(PYBABEL) $(2) --domain=nianbao --locale=$(1) --input-file=$(POT) --output-dir=$(LOCALE) --no-wrap

# One lock file for every platform and every Python from 3.11 on.
compile = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links --no-annotate $(ARGS) $(2) pyproject.toml --output-file $(1) > /dev/null

$(CREATED):
	@for candidate in $(PYTHON); do \
		if "$$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1; then \
			"$$candidate" -m venv $(VENV) && touch $@; exit; \
		fi; \
	done; \
	echo "nianbao needs Python 3.11 or newer with its venv module, and none of these is one: $(PYTHON)." >&2; exit 1

$(INSTALLED): $(CREATED) requirements.txt pyproject.toml
	@echo "Installing into $(VENV), once; it takes about a minute." >&2
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q db loaders tui
	@touch $@

$(TESTABLE): $(INSTALLED) requirements-test.txt
	@$(PIP) install --quiet --require-hashes -r requirements-test.txt
	@touch $@
