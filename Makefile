# The one entry point: what CI runs, word for word.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help up down doctor test test-fast test-slow lint format generate bench lock

BIN := .venv/bin
KIT := .venv/installed
DEV := .venv/installed-dev
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

help:  ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

up: $(KIT)  ## stand the declared enclave up on this machine, no cloud account
	@$(BIN)/enclave rehearse up

down: $(KIT)  ## take it down: no process and no file stays outside the cache
	@$(BIN)/enclave rehearse down

doctor: $(KIT)  ## tell which tools are used, where each comes from, and what is missing
	@$(BIN)/enclave doctor

test: lint  ## lint, then every test that is not slow
	$(BIN)/pytest -n 2 -m "not slow"

test-fast: $(DEV)  ## the tests that start no program
	$(BIN)/pytest -m "not slow and not integration"

test-slow: $(DEV)  ## the tests that take minutes
	$(BIN)/pytest -m slow

lint: $(DEV)  ## style, types and import arrows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV)  ## rewrite the code in the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

generate: $(DEV)  ## write again what is committed and derived: schemas, the example's map
	$(BIN)/python -m scripts.refresh_schemas
	$(BIN)/enclave flows --format svg --out docs/flows.svg
	$(BIN)/enclave flows --format markdown --out docs/flows.md

bench: $(DEV)  ## measure the budgets
	$(BIN)/python -m scripts.run_benchmarks

lock: $(DEV)  ## compile requirements/*.in into hashed locks; add UPGRADE=--upgrade for newer pins
	$(COMPILE) $(UPGRADE) requirements/bootstrap.in -o requirements/bootstrap.txt
	$(COMPILE) $(UPGRADE) requirements/kit.in -o requirements/kit.txt
	$(COMPILE) $(UPGRADE) requirements/dev.in -o requirements/dev.txt

$(KIT): pyproject.toml requirements/bootstrap.txt requirements/kit.txt scripts/bootstrap.sh
	@scripts/bootstrap.sh kit

$(DEV): pyproject.toml requirements/bootstrap.txt requirements/dev.txt scripts/bootstrap.sh
	@scripts/bootstrap.sh dev
