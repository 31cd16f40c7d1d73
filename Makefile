# make run      install what is needed, build the index, answer one question, serve on port 8000
# make test     install the tests' needs, then every check and all tests but the slow ones
# make milvus-server  install the Milvus server that some tests start, 80 MB, into .venv-milvus
# make evaluate measure answers on SET (tests/evaluation/dev.jsonl); the report is put in reports/;
#               COMPARE=reports/…/evaluation.json shows what differs from another run
#
# TORCH_INDEX=URL   a package index of CPU-only PyTorch wheels (Linux with an ordinary index; the
#                   address is on PyTorch's "Start Locally" page, choice "CPU")
# GPU=1             take PyTorch with CUDA from the ordinary index, several gigabytes
# PORT=8000         port of the server
# PYTHON=python3    interpreter the virtual environment is made with, 3.11 or newer

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
TORCH := torch==2.13.0
# Most modules are never imported; those that are compile when they first are.
PIP := $(BIN)/pip install -q --no-compile
SET ?= tests/evaluation/dev.jsonl
QUESTION ?= Какое место занимает Alem.Cloud в TOP-500?

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run install install-dev milvus-server test pytest check evaluate clean

run: install
	$(BIN)/assistant ask "$(QUESTION)"
	$(BIN)/assistant serve --port $(PORT)

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.torch: | $(BIN)/python
ifdef GPU
	$(PIP) $(TORCH)
else ifdef TORCH_INDEX
	$(PIP) $(TORCH) --index-url $(TORCH_INDEX)
else
	@$(PIP) $(TORCH) -c requirements/no-cuda.txt || { \
	  echo; \
	  echo "PyTorch without CUDA could not be had from this package index. Either"; \
	  echo "  make $(MAKECMDGOALS) TORCH_INDEX=URL   with the index of CPU wheels on PyTorch's Start Locally page, or"; \
	  echo "  make $(MAKECMDGOALS) GPU=1             to take the CUDA build, several gigabytes."; \
	  exit 1; }
endif
	@touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml requirements/constraints.txt
	$(PIP) -e . -c requirements/constraints.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.torch pyproject.toml requirements/constraints.txt
	$(PIP) -e '.[dev,train]' -c requirements/constraints.txt
	@touch $@ $(VENV)/.installed

milvus-server: .venv-milvus/.installed

.venv-milvus/.installed:
	$(PYTHON) -m venv .venv-milvus
	.venv-milvus/bin/pip install -q --no-compile milvus==2.3.5
	@touch $@

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Linters take one core, and some tests wait for servers: both at once, and a process more than two
# cores for the tests. The browser's tests have them for themselves.
test: install-dev
	@$(MAKE) --no-print-directory -j2 check pytest
	HF_HUB_OFFLINE=1 $(BIN)/pytest tests/browser

pytest: install-dev
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/pytest -n 3 --dist worksteal --ignore tests/browser

evaluate: install-dev
	HF_HUB_OFFLINE=1 $(BIN)/assistant evaluate $(SET) --report reports/$(basename $(notdir $(SET))) \
	  $(if $(filter %/dev.jsonl,$(SET)),--floors tests/evaluation/floors.toml) \
	  $(if $(COMPARE),--compare $(COMPARE))

clean:
	rm -rf $(VENV) .venv-milvus build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
