# make help lists the targets. Two of them are the README's: status and test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_ENV := $(VENV)/uv

# Tests write thousands of small files and flush each: where memory has 4 GB for them, not to a disk.
IN_MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 {print "TMPDIR=/dev/shm"}')

.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

status: $(VENV)/run ## set up, and show the plan as at today
	@$(BIN)/stalkplan status

test: $(VENV)/dev ## set up, and run the tests that need only Python
	$(IN_MEMORY) $(BIN)/pytest -m "not system" --numprocesses auto --dist loadgroup $(ARGS)

test-long: $(VENV)/dev ## run the same tests with fifty times as many random examples, other ones each time
	$(IN_MEMORY) HYPOTHESIS_PROFILE=long $(BIN)/pytest -m "not system" --numprocesses auto --dist loadgroup $(ARGS)

extras: $(VENV)/office ## what workbooks, Word files and imports take, and nothing else

wheelhouse: $(VENV)/run requirements-office.txt ## a folder to install from without the internet; FOR='--platform win_amd64 --python-version 3.12' for Windows
	rm -rf wheelhouse
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --only-binary :all: $(FOR) \
		--require-hashes -r requirements-office.txt --dest wheelhouse
	$(BIN)/python -m hatchling build --target wheel --directory wheelhouse

coverage: $(VENV)/dev ## run the same tests, and fail unless they go down more than 95 % of all branches
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -m "not system" --numprocesses auto --dist loadgroup
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

test-system: $(VENV)/dev $(VENV)/node/done ## run the tests that need Debian's packages (strace, Chromium, LibreOffice) or a package index
	$(IN_MEMORY) $(BIN)/pytest -m system --numprocesses auto --dist loadgroup $(ARGS)

lint: $(VENV)/dev lint-ci ## style, types, direction of imports, what is written for CI
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 src/stalkplan
	$(BIN)/lint-imports

lint-ci: $(VENV)/dev ## the action, the workflows, the hook, the pipeline for GitLab in docs/ci.md
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	sed -n '/^## GitLab/,/^## /{/^```yaml/,/^```/{//!p}}' docs/ci.md | $(BIN)/check-jsonschema \
		--builtin-schema vendor.gitlab-ci --default-filetype yaml -
	$(BIN)/zizmor --offline --quiet action.yml .github
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml

format: $(VENV)/dev ## put the code into the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

golden: $(VENV)/dev ## write golden files and generated docs anew; look at the diff before you commit it
	STALKPLAN_GOLDEN=write $(BIN)/pytest -q tests/reports/test_golden.py tests/project/test_readme.py \
		tests/project/test_design.py tests/rules/test_rules_docs.py

bench: $(VENV)/dev $(VENV)/peers/done ## measure every row of the design as ratios in one run; needs git and taskwarrior
	$(BIN)/python bench/results.py

bench-peers: $(VENV)/dev $(VENV)/peers/done ## measure the gate and the check against other tools; needs taskwarrior
	$(BIN)/python bench/peers.py

release-check: $(VENV)/dev ## build wheel and sdist twice from the last commit, compare them, list what is in them
	$(BIN)/python .ci/release.py

screenshots: $(VENV)/dev ## take the pictures of docs/publishing.md anew
	$(BIN)/python tests/system/screenshots.py

fuzz: $(VENV)/dev ## feed mutated files and texts to everything that reads: make fuzz INPUTS=100000 SEED=1
	$(BIN)/python fuzz/fuzz.py --inputs $(or $(INPUTS),10000) --seed $(or $(SEED),0)
	$(BIN)/python fuzz/sources.py --inputs $(or $(INPUTS),10000) --seed $(or $(SEED),0)
	$(BIN)/python fuzz/texts.py --inputs $(or $(INPUTS),10000) --seed $(or $(SEED),0)

mutants: $(VENV)/mutants/done ## change one thing at a time, and see which changes no test notices: make mutants IN=verdict
	nice -n 19 $(VENV)/mutants/bin/python bench/mutants.py $(IN)

schemas: $(VENV)/run ## write the schemas for editors anew
	$(BIN)/stalkplan schema recommendations --output schemas/recommendations.schema.json
	$(BIN)/stalkplan schema responses --output schemas/responses.schema.json

lock: $(UV_ENV) ## lock the dependencies anew, with hashes, for all platforms
	$(UV_ENV)/bin/uv pip compile pyproject.toml --group build $(LOCK) -o requirements.txt
	$(UV_ENV)/bin/uv pip compile pyproject.toml --all-extras -c requirements.txt $(LOCK) -o requirements-office.txt
	$(UV_ENV)/bin/uv pip compile pyproject.toml --group dev --all-extras $(LOCK) -o requirements-dev.txt
	$(UV_ENV)/bin/uv pip compile bench/peers.in $(LOCK) -o bench/requirements-peers.txt
	$(UV_ENV)/bin/uv pip compile bench/mutants.in -c requirements-dev.txt $(LOCK) -o bench/requirements-mutants.txt

LOCK := --quiet --universal --generate-hashes --upgrade --no-header --no-annotate

clean: ## remove the environment and what the tools left behind
	rm -rf $(VENV) .coverage* .hypothesis .*_cache dist build wheelhouse

$(VENV)/run: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/office: $(VENV)/run requirements-office.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-office.txt
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/peers/done: bench/requirements-peers.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/mutants/done: requirements-dev.txt bench/requirements-mutants.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements-mutants.txt
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/node/done: $(addprefix tests/system/browser/,package.json package-lock.json)
	mkdir -p $(@D)
	cp $^ $(@D)
	npm --prefix $(@D) ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(UV_ENV):
	$(PYTHON) -m venv $(UV_ENV)
	$(UV_ENV)/bin/pip install --quiet uv

.PHONY: help status test test-long extras wheelhouse coverage test-system lint lint-ci format golden bench bench-peers \
	release-check screenshots fuzz mutants schemas lock clean
