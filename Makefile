# Needs Python 3.11 or newer, make and git. `make` alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

POLICY := policies/石狮2025/石狮2025.pol
PERSON := examples/persons/石狮低保.json
MODULES := build/modules

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test heavy thorough check fix spark snapshots pyz agreement model soundness faults fuzz bench pictures policies grammar highlighting vscode desk new-check clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "polc needs Python 3.11 or newer: make PYTHON=/path/to/it")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt setuptools
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

setup: $(READY) ## make .venv with the pinned tools and polc itself, editable

demo: $(READY) ## from policy text to decisions, in one minute
	@printf '\n== 1  检查三份政策 · check three policies ==\n\n'
	$(BIN)/polc check policies --output-format concise
	@printf '\n== 其中一条，附上一个人 · one of them, with a person who shows it ==\n\n'
	$(BIN)/polc check $(POLICY) --select POL605
	@printf '\n== 2  一个人：结果、条款、过程 · one person: results, clauses, steps ==\n\n'
	@cat $(PERSON)
	$(BIN)/polc eval $(POLICY) -i $(PERSON) --trace
	@printf '\n== 3  别的系统导入的模块、给人看的说明 · modules to import, summaries to read ==\n\n'
	$(BIN)/polc build policies -o $(MODULES)

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -n 2

heavy: $(READY) ## run the tests that need a browser or a database, or take a minute
	$(BIN)/python -m pytest -m heavy -n 2

thorough: $(READY) ## ask at every place and of many seeds what the other tests ask of a few; an hour or more
	$(BIN)/python -m pytest -m thorough -n 2

spark: $(READY) ## run the SQL for Spark and its example; installs PySpark, needs Java
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[spark]'
	$(BIN)/python -m pytest -m spark

check: $(READY) ## lint, format, types, import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: $(READY) ## mend what can be mended without thought
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

snapshots: $(READY) ## rewrite the goldens; read the difference before committing it
	$(BIN)/python -m pytest -m 'not thorough and not spark' --snapshot-update

agreement: N ?= 100000
agreement: $(READY) ## compare all engines with the interpreter: make agreement N=1000000 ENGINE="duckdb spark"
	$(BIN)/python tests/agreement/run.py --persons $(N) $(if $(ENGINE),--engine $(ENGINE))

model: N ?= 10000
model: $(READY) ## compare the interpreter with the model of the language on random policies: make model N=10000
	$(BIN)/python tests/model/run.py --policies $(N)

soundness: N ?= 5000
soundness: QUESTIONS ?= 100000
soundness: $(READY) ## compare the checks with counting, the search with z3: make soundness N=5000 QUESTIONS=100000
	$(BIN)/python tests/soundness.py --policies $(N)
	$(BIN)/python tests/questions.py --number $(QUESTIONS)

faults: $(READY) ## put single faults into the shipped policies and see which are found
	$(BIN)/python tests/faults.py
	$(BIN)/python tests/ledger_faults.py

fuzz: SECONDS ?= 1800
fuzz: SEED ?= 0
fuzz: $(READY) ## mutate policies and registers, and see that polc always answers: make fuzz SECONDS=600 SEED=7
	$(BIN)/python tests/fuzz.py --seconds $(SECONDS) --seed $(SEED)

bench: $(READY) ## run the benchmarks
	$(BIN)/python bench/run.py

pictures: $(READY) ## draw the pictures of the documentation again
	$(BIN)/python docs/pictures/make.py

policies: $(READY) ## check the shipped policies, their spelling and their cases
	$(BIN)/polc fmt --check policies
	$(BIN)/polc check policies
	$(BIN)/polc test policies

grammar: $(READY) ## compile grammar.lark and keywords.py into the parser's table
	$(BIN)/python -m polc.dsl.parser > grammar.table.json.new && mv grammar.table.json.new dsl/grammar.table.json

highlighting: $(READY) ## write the colours for editors anew from keywords.py
	$(BIN)/python tools/highlighting.py

vscode: $(READY) ## the VS Code extension as dist/polc.vsix; needs node 20 or newer
	cd editors/vscode && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent bundle
	$(BIN)/python tools/vsix.py dist/polc.vsix

desk: DESK ?= dist/desk.html
desk: $(READY) ## the desk as one html file, dist/desk.html; needs node 20 or newer
	cd desk && npm ci --ignore-scripts --no-audit --no-fund --silent
	cd desk && node build.mjs "$(CURDIR)" "$(abspath $(DESK))" $$("$(CURDIR)/$(BIN)/python" libraries.py)

pyz: $(READY) ## polc with its libraries as one file, dist/polc.pyz: python polc.pyz check, nothing to install
	$(BIN)/python tools/pyz.py dist/polc.pyz

new-check: $(READY) ## start a check: make new-check NAME=late_payment CODE=POL499
	$(BIN)/python tools/new_check.py '$(NAME)' '$(CODE)'

clean: ## remove what was built, .venv too
	rm -rf build dist .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -prune -exec rm -rf {} +
