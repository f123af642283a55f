# Two commands matter: `make run` serves the directory, `make test` tests all of it.
# They need Python 3.11 or newer and make; with uv on the PATH they are quicker.

BIN := .venv/bin
PYTHON := $(BIN)/python
HAS_UV := $(shell command -v uv)
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
INSTALL := $(if $(HAS_UV),uv pip install --quiet --python $(PYTHON),$(PIP) install)
export UV_PYTHON_DOWNLOADS := never
# What Python has compiled is kept, whatever the machine says: else each process that starts, and
# the tests start a hundred, takes two seconds more.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test lint lock messages format clean

run: $(BIN)/ready-to-run
	@exec $(BIN)/handrail serve --dev

test: $(BIN)/ready-to-test
	@sh tests/system_packages.sh
	@$(MAKE) --no-print-directory lint
	$(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist loadscope

lint: $(BIN)/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Sentences of the program into locales/handrail.pot and from there into each catalogue.
messages: $(BIN)/ready-to-test
	$(PYTHON) locales/collect.py

format: $(BIN)/ready-to-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info

# The newest versions that pyproject.toml allows, with hashes; no registry is named. What only
# tests need comes second, resolved under the versions of the first part.
COMPILE := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate pyproject.toml -
BUILD_NEEDS := $(PYTHON) -c "import tomllib; \
	print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')"

lock: $(BIN)/ready-to-run
	{ echo '# To run it:' && $(BUILD_NEEDS) | $(COMPILE); } > $(BIN)/run.lock
	$(BUILD_NEEDS) | $(COMPILE) --extra test --constraint $(BIN)/run.lock \
		$$(sed -n 's/^\([a-z0-9._-]*\)==.*/--no-emit-package \1/p' $(BIN)/run.lock) > $(BIN)/test.lock
	{ cat $(BIN)/run.lock && echo '# For the tests:' && cat $(BIN)/test.lock; } > requirements.lock

# Nothing unpinned is fetched: setuptools, which installs the program itself, is in the lock too.
INSTALL_PROGRAM := $(INSTALL) --no-deps --no-build-isolation --editable .
# So that the first start does not wait for a compiler.
COMPILE_SEARCH := $(PYTHON) -c 'import directory.search.snapshot, directory.places.nearest'

$(BIN)/ready-to-run: requirements.lock pyproject.toml | $(PYTHON)
	@echo 'Installing what Handrail needs…'
	@sed '/^# For the tests:/,$$d' requirements.lock > $(BIN)/run.lock
	@$(INSTALL) --require-hashes --requirement $(BIN)/run.lock
	@$(INSTALL_PROGRAM)
	@$(COMPILE_SEARCH)
	@touch $@

$(BIN)/ready-to-test: requirements.lock pyproject.toml | $(PYTHON)
	@echo 'Installing what Handrail and its tests need…'
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL_PROGRAM)
	@$(COMPILE_SEARCH)
	@touch $(BIN)/ready-to-run $@

$(PYTHON):
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		$(if $(HAS_UV),uv venv --quiet --clear --python "$$(command -v $$python)",$$python -m venv) .venv && exit; \
		rm -rf .venv; exit 1; \
	done; \
	echo 'Handrail needs Python 3.11 or newer, and found none on the PATH.' >&2; exit 1
