# Everything starts here: make demo, make test, make lint, make bench, make lock.
PY := .venv/bin/python
STAMP := .venv/.installed

.PHONY: help demo demo-life test lint format bench bench-large lock messages audit
.DEFAULT_GOAL := demo

$(STAMP): requirements/dev.txt
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 12) and "Siang needs Python 3.12 or newer.")'
	test -d .venv || python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

help:
	@echo "make demo       the site with real content on localhost"
	@echo "make demo-life  simulated citizens act on the running demo"
	@echo "make test       lint, then every test"
	@echo "make lint       style, types, layers, migrations, translations"
	@echo "make format     put style right"
	@echo "make messages   extract texts for translation"
	@echo "make bench      measured ratios"
	@echo "make bench-large  a record of a million entries, a million signatures exported (minutes, 1 GB of disk)"
	@echo "make audit      known weaknesses of the locked requirements (asks a database over the network)"
	@echo "make lock       renew the locked requirements"

demo: $(STAMP)
	$(PY) manage.py demo

demo-life: $(STAMP)
	$(PY) manage.py demo_life

# The browser tests stand alone: they share one site and look at its figures.
test: lint
	$(PY) -m pytest -n auto --dist loadfile -m "not browser"; rest=$$?; $(PY) -m pytest -m browser && exit $$rest

lint: $(STAMP)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djhtml --check --tabwidth 2 templates
	.venv/bin/lint-imports
	$(PY) manage.py check --fail-level WARNING
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py messages --check
	.venv/bin/mypy .

format: $(STAMP)
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djhtml --tabwidth 2 templates

messages: $(STAMP)
	$(PY) manage.py messages

bench: $(STAMP)
	$(PY) -m tests.benchmarks

bench-large: $(STAMP)
	$(PY) -m tests.benchmarks._record_million
	$(PY) -m tests.benchmarks.export_large

audit: $(STAMP)
	$(PY) -m tests.audit

# Lock files: hashes, no index address, every platform.
lock: $(STAMP)
	for name in base dev; do .venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal \
	  --python-version 3.12 --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; done
