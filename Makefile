# Every target works on a fresh clone: it sets up first what is missing, which takes no time when nothing is.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help start stop test check synth modules bench fmt setup bootstrap

# Neither Terraform nor cdktf is to call home; no plugin cache is shared between runs.
export CHECKPOINT_DISABLE := 1
export CDKTF_DISABLE_PLUGIN_CACHE_ENV := 1

RUN := node tools/run.mjs
WITH_TOOLCHAIN := $(RUN) tools/setup/with-toolchain.ts

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

start: setup ## Start the embedded AWS, deploy the platform to it, take cards and money through it (ONCE=1: end afterwards)
	@$(RUN) local/start.ts

stop: bootstrap ## Stop the embedded AWS
	@$(RUN) local/down.ts

test: ## Run all checks and all tests
	@$(MAKE) setup || { echo "0 passed, 1 failed"; exit 1; }
	@$(RUN) tools/test.ts

check: bootstrap ## Run the static checks and the unit tests only
	@$(RUN) tools/test.ts --quick

synth: setup ## Synthesise the Terraform of all environments to cdktf.out/
	@$(WITH_TOOLCHAIN) npx --no-install cdktf synth

modules: bootstrap ## Write each module as plain Terraform to dist/terraform/
	@$(RUN) tools/export/main.ts

bench: setup ## Measure what the documents claim (ONLY="payments nacha": some of it)
	@$(RUN) tools/bench/main.ts $(ONLY)

fmt: bootstrap ## Format the sources
	@npx --no-install prettier --write --log-level warn .
	@$(RUN) tools/docs/main.ts

setup: bootstrap ## Install what is missing: packages, Terraform, the AWS provider's mirror, the emulator
	@$(RUN) tools/setup/main.ts

bootstrap: ## Check Node and install the npm packages that package-lock.json names
	@command -v node >/dev/null 2>&1 || { \
	  echo "Node.js is missing: version 20 or newer is needed, from nodejs.org or by a version manager (nvm install 20)." >&2; \
	  exit 1; }
	@node tools/setup/bootstrap.js
