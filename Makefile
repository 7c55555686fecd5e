# Sayso: `make demo` shows it at work, `make test` is all that CI runs. `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

# The locks name versions and hashes alone: where packages come from is the machine's own setting.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALL_SAYSO := $(INSTALL) --no-deps --no-build-isolation --editable .

# An older pip overlooks an extra that one package spells with a dash and another with an underscore, and takes no pin of
# a package for one of it with an extra: the environments of locking and of running both begin with this one.
PIP := pip==26.3
LOCK_TOOLS := $(PIP) pip-tools==7.6.2
COMPILE := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet \
	--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(UPGRADE)
DEV_GROUP := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")

PG_PROGRAMS := $(firstword $(wildcard /usr/lib/postgresql/*/bin/initdb) $(shell command -v initdb))

CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
INSTALL_DEBIAN := apt-get update --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage postgresql chromium faults tampering hostile load million determinism properties lint types eval bench edits lock words dossier-picture desk-pictures clean

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.dev ## Set up .venv with all that development needs

demo: $(VENV)/.runtime ## Read the example story and write dossier.html
	@mkdir -p build && rm -f build/demo.db build/demo.db-wal build/demo.db-shm
	$(BIN)/sayso --ledger build/demo.db read examples/karrow-dam
	$(BIN)/sayso --ledger build/demo.db dossier -o dossier.html
	@echo "The dossier stands in $(CURDIR)/dossier.html; open it in a browser."

test: lint types postgresql chromium ## Lint, types, import contract and every test: what CI runs
	$(BIN)/pytest --numprocesses 4

coverage: $(VENV)/.dev postgresql chromium ## Run every test again and hold branch coverage to its least: twice as long
	$(BIN)/pytest --numprocesses 2 --cov --cov-report term

postgresql: ## Install PostgreSQL for the tests where it is missing and may be installed
ifeq ($(PG_PROGRAMS),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		$(INSTALL_DEBIAN) postgresql; \
	else \
		echo "PostgreSQL is missing, its tests are skipped: as root, run: apt-get install postgresql" >&2; \
	fi
endif

chromium: ## Install Chromium for the tests of the desk where it is missing and may be installed
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		$(INSTALL_DEBIAN) chromium; \
	else \
		echo "Chromium is missing, its tests are skipped: as root, run: apt-get install chromium" >&2; \
	fi
endif

faults: $(VENV)/.dev postgresql ## Kill, cut off and restart 50 times as often as the tests do: hours
	SAYSO_KILLS=5000 SAYSO_RESTARTS=200 SAYSO_FAULT_DOCUMENTS=50 $(BIN)/pytest --numprocesses 2 tests/ledger/test_durability.py

tampering: $(VENV)/.dev ## Tamper with a ledger in 20,000 ways; both verifiers must name the row each time
	$(BIN)/python -m tests.ledger.tampering 20000 1

hostile: $(VENV)/.dev ## Put all 300 hostile texts on every page of the desk
	SAYSO_HOSTILE=all $(BIN)/pytest --numprocesses 2 tests/web/test_hostile.py

load: $(VENV)/.dev postgresql ## Read and write at once for an hour on each engine; SECONDS=60 for less
	SAYSO_LOAD_SECONDS=$(or $(SECONDS),3600) $(BIN)/pytest tests/ledger/test_concurrency.py

determinism: $(VENV)/.dev postgresql ## Read the same reports in 100 ways, on both engines, and compare digests
	SAYSO_WAYS=100 $(BIN)/pytest tests/story/test_determinism.py

properties: $(VENV)/.dev postgresql ## Try the ledger's properties on 1,000 examples each
	SAYSO_EXAMPLES=1000 $(BIN)/pytest --numprocesses 2 tests/ledger/test_record.py tests/ledger/test_readings.py tests/story/test_commuting.py

million: $(VENV)/.dev ## Make a ledger of 1,000,000 claims (5 GB); time checking it and the desk's searches on it
	@mkdir -p build
	test -e build/million.db || $(BIN)/python -m bench.large build/million.db
	$(BIN)/python -m bench.verifying build/million.db
	$(BIN)/python -m bench.searches build/million.db

lint: $(VENV)/.dev ## Check style, format and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev ## Check types, strictly
	$(BIN)/mypy

eval: $(VENV)/.dev ## Print all accuracy figures with the peers' beside them; needs ../shared
	$(BIN)/python -m bench.eval

bench: $(VENV)/.dev ## Time reading against the bare parser, and compare digests; needs ../shared
	$(BIN)/python -m bench.determinism
	$(BIN)/python -m bench.speed

edits: $(VENV)/.dev ## Judge 20,000 articles, edit them, and count the judgements that land wrongly
	$(BIN)/python -m bench.edits --pairs 20000 --read 1000

lock: ## Write the lock files anew from pyproject.toml; UPGRADE=--upgrade takes newer versions
	@test -x build/lock/bin/pip || $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check $(LOCK_TOOLS)
	build/lock/bin/python -c '$(DEV_GROUP)' > build/dev.in
	echo '$(PIP)' > build/pip.in
	$(COMPILE) --output-file requirements-pip.lock build/pip.in
	$(COMPILE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock requirements.lock build/dev.in

words: $(VENV)/.dev ## Write the desk's strings for translation anew, and bring translations up to date
	$(BIN)/python -m bench.words

dossier-picture: demo ## Take the README's picture of the demo's dossier; needs chromium
	@test -n "$(CHROMIUM)" || { echo "chromium is missing: apt-get install chromium" >&2; exit 1; }
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,1500 \
		--screenshot=docs/dossier.png "file://$(CURDIR)/dossier.html"

desk-pictures: $(VENV)/.dev demo chromium ## Take the README's pictures of the desk over the demo's ledger
	@cp build/demo.db build/karrow-dam.db
	LOGNAME=Ada $(BIN)/python -m bench.pictures build/karrow-dam.db docs

clean: ## Remove everything that make made
	rm -rf $(VENV) build dist dossier.html .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis

# bin/pip is there only when the environment is whole: where ensurepip is missing, bin/python alone is left behind.
$(BIN)/pip: requirements-pip.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sayso needs Python 3.11: make PYTHON=/path/to/it")'
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements-pip.lock
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/pip
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL_SAYSO)
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/pip
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL_SAYSO)
	@touch $(VENV)/.runtime $@
