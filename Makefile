# `make serve` and `make test` need nothing but Python 3.11 or later; `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header

# Options of `govgraph serve`, pytest or bench: make test ARGS="-k hierarchy"
ARGS ?=
PORT ?=
SIZE ?=
export PYTHON

# An environment whose interpreter has gone (an upgrade of the system) is made anew.
ifneq ($(wildcard $(RUNTIME)),)
ifneq ($(shell $(BIN)/python -c 'print(1)' 2>/dev/null),1)
$(shell rm -f $(RUNTIME) $(DEV))
endif
endif

.DEFAULT_GOAL := help
.PHONY: help serve test check bench wheel lock static clean
.DELETE_ON_ERROR:

help:  ## List what make can do here
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

serve: $(RUNTIME) static  ## Set up all that is needed, then serve (PORT=8000)
	@exec $(if $(PORT),env GOVGRAPH_PORT=$(PORT)) $(BIN)/govgraph serve $(ARGS)

test: $(DEV) static  ## Run every test, on a real Neo4j
	$(BIN)/python -m pytest $(ARGS)

check: $(DEV)  ## Lint and types
	@tools/environment.sh node
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m web.check_types

bench: $(DEV)  ## Measure against a hand-written service and the peers (SIZE=10000)
	@tools/environment.sh node
	$(BIN)/python -m bench $(if $(SIZE),--size $(SIZE)) $(ARGS)

wheel: $(DEV) static  ## Build the wheel into dist/
	rm -rf dist
	$(BIN)/hatchling build -t wheel -d dist

lock: $(DEV)  ## Renew the locks from pyproject.toml
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group page -c requirements-dev.lock -o requirements-page.lock
	$(LOCK) --group node -o requirements-node.lock

static: $(RUNTIME)  # The front end; built again only when its sources have changed
	@tools/environment.sh node
	@$(BIN)/python web/build.py

clean:  ## Remove all that was made here (the data folder stays)
	rm -rf $(VENV) dist build server/static web/node_modules
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(RUNTIME): requirements.lock pyproject.toml tools/environment.sh
	@tools/environment.sh runtime
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	@tools/environment.sh dev
	@touch $@
