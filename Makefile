# Each target sets up what it lacks first (scripts/setup.sh); none needs another one before it.
.PHONY: run test e2e bench check campaign pictures package wheel lock translations clean

PYTHON = .venv/bin/python
OFFSCREEN = QT_QPA_PLATFORM=offscreen
PYTEST = $(PYTHON) -m pytest

# The window; where there is no screen, the main job without one.
run:
	@scripts/setup.sh run
	@scripts/run.sh

# What must pass before a change lands. Two workers, a file each: what a file sets up is set up once.
test:
	@scripts/setup.sh test
	$(OFFSCREEN) $(PYTEST) -n 2 --dist loadfile

# The tests that want a screen get a virtual one.
e2e:
	@scripts/setup.sh test
	LAPDESK_TEST_SCREEN=1 xvfb-run -a -s "-screen 0 1366x768x24" $(PYTEST) -m e2e

# Ratios against a bare counterpart, both sides in one run.
bench:
	@scripts/setup.sh test
	$(OFFSCREEN) $(PYTHON) -m bench

# Hundreds of kills, thousands of examples: an hour or so.
campaign:
	@scripts/setup.sh test
	LAPDESK_CAMPAIGN=1 $(OFFSCREEN) $(PYTEST) -m "not e2e and not bench"

# Lint, types, import rules, translations.
check:
	@scripts/setup.sh test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	$(OFFSCREEN) $(PYTEST) -q tests/unit/test_layers.py tests/unit/test_lock.py
	$(PYTHON) scripts/translations.py check

# Every screen and every printed page, into docs/pictures/.
pictures:
	@scripts/setup.sh test
	$(OFFSCREEN) $(PYTHON) -m scripts.pictures

# A folder for volunteers, in dist/lapdesk: nothing else to install. It plays the example once.
package:
	@scripts/setup.sh run
	$(PYTHON) -m PyInstaller --noconfirm --log-level WARN packaging/lapdesk.spec
	rm -rf build/played
	dist/lapdesk/lapdesk demo build/played >build/played.txt
	@du -sh dist/lapdesk

wheel:
	@scripts/setup.sh run
	$(PYTHON) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# New versions within the ranges of pyproject.toml; needs a network.
lock:
	@scripts/setup.sh run
	$(PYTHON) -m pip install --quiet uv
	$(PYTHON) scripts/lock.py

# Fold the fragments that were added into the French catalogue.
translations:
	@scripts/setup.sh run
	$(PYTHON) scripts/translations.py merge

clean:
	rm -rf .venv .setup.lock build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
	find translations -name '*.mo' -delete
