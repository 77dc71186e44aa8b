# s2s: translation models that train on an ordinary CPU.
#
#   make demo     libraries, release build, train French to English, translate, score (a few minutes)
#   make build    the release: .build/release/s2s
#   make install  the release into PREFIX (/usr/local)
#   make test     every test, of the library and of the release of the command, from a fresh clone
#   make test-kernels  the kernels in C, every level of this processor beside the plain one (clang alone)
#   make test-arm  the same, then for AArch64, cross compiled and run by qemu
#   make fuzz     give every loader hostile bytes, each for FUZZ_SECONDS (60)
#   make soak     the promises that take minutes: a million lines, ten million pairs, fuzzing
#   make lint     formatting, file lengths, and rules that no compiler checks
#   make format   rewrite the sources in the project's format
#   make pages    run every command of README and docs as it stands, and compare what they show
#   make corpora  build corpora/debian-fr-en, 130,000 pairs of software text, from Debian's packages (SRC=de, PARTS="A B C D E")
#   make bundled-corpora  regenerate corpora/phrasebook and corpora/scenes, byte for byte
#   make goldens  regenerate the tests' reference values (Python, see Tests/Goldens)
#   make reader MODEL=DIR  compare s2s with a NumPy program written from docs/model-file.md
#   make bench    measure against the PyTorch twin (Python, see Benchmarks/README.md)
#   make same OLD=FILE  compare weights, translations and scores with those of another build of s2s
#   make bench-tasks DATA=DIR  measure the other tasks, beside their PyTorch twins
#   make experiment-NAME  an experiment of docs/experiments, such as make experiment-gradient-flow
#   make bench-eval  compare s2s eval with sacreBLEU, rouge-score and pycocoevalcap (Python, Java)
#   make libraries  the Debian packages that the rest needs
#   make ci       what the checks run: lint, then test
#   make clean    remove what was built

SHELL := /bin/bash
PREFIX ?= /usr/local
S2S := .build/release/s2s
PYTHON ?= venv/bin/python
PACKAGES := libopenblas-dev libicu-dev zlib1g-dev libexpat1-dev pkg-config
SWIFT_FOLDERS := Sources Tests Benchmarks Package.swift

.PHONY: demo build install test test-kernels test-arm fuzz soak lint format corpora bundled-corpora goldens bench bench-tasks bench-eval same libraries ci \
  clean pages reader

demo: build
	@Benchmarks/demo.sh

# Installs nothing when everything is there, so it needs no root on a machine that is set up.
libraries:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update && $$sudo apt-get install -y --no-install-recommends $$missing; fi

# The Swift runtime goes into the binary; lld, because gold warns about Foundation's use of mktemp.
RELEASE := -c release --product s2s --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -s

build: libraries
	swift build $(RELEASE)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(S2S) $(DESTDIR)$(PREFIX)/bin/s2s

# Optimised, in a folder of its own: tests that train take half the time. The command that they run is the release,
# as people get it; in a build for debugging the parser of arguments checks all options at each start. `swift test` works too.
OPTIMIZED := --scratch-path .build-test -Xswiftc -O -Xcc -O2

test: build
	S2S=$(abspath $(S2S)) swift test $(OPTIMIZED)

test-kernels:
	@Tests/Kernels/run.sh

test-arm:
	@Tests/Kernels/run.sh arm

fuzz: libraries
	@Tests/Fuzz/run.sh

soak: build fuzz
	Benchmarks/promises.sh

pages: build
	S2S_PAGES=whole S2S=$(abspath $(S2S)) swift test --filter PageCommandTests

lint:
	swift format lint --strict --recursive --configuration .swift-format $(SWIFT_FOLDERS)
	@Tests/lint.sh

format:
	swift format --in-place --recursive --configuration .swift-format $(SWIFT_FOLDERS)

# SRC and TGT: English and another language (de, es, it, pt_BR, ...). PARTS, by corpora/debian.sh: A package
# descriptions, B LibreOffice, C manual pages; D Debian's books and E catalogues of programs are large downloads.
SRC ?= fr
TGT ?= en
PARTS ?= A B C
DOWNLOADS ?= corpora/debian-downloads
corpora: build
	@DOWNLOADS="$(DOWNLOADS)" corpora/debian.sh "$(SRC)" "$(TGT)" $(PARTS)
	$(S2S) corpus debian --src $(SRC) --tgt $(TGT) --parts "$(PARTS)" --downloads "$(DOWNLOADS)" \
	  --output corpora/debian-$(SRC)-$(TGT) --overwrite

bundled-corpora: build
	$(S2S) corpus phrasebook --output corpora/phrasebook --overwrite
	$(S2S) corpus scenes --output corpora/scenes --overwrite

venv/bin/python: Tests/Goldens/requirements.txt
	python3 -m venv venv
	venv/bin/pip install -q -r Tests/Goldens/requirements.txt
	@touch $@

goldens: $(PYTHON)
	@for script in Tests/Goldens/*.py; do echo "$$script"; $(PYTHON) "$$script" || exit 1; done

# The first lines of a test set; SOURCE and TARGET may be other files of lines.
MODEL ?= models/fr-en
SOURCE ?= corpora/phrasebook/test.fr
TARGET ?= corpora/phrasebook/test.en
reader: build $(PYTHON)
	$(PYTHON) Tests/Goldens/reader.py compare --s2s $(S2S) --model $(MODEL) --source $(SOURCE) \
	  --target $(TARGET)

bench: build $(PYTHON)
	Benchmarks/run.sh

# A script per task, each with its twin.
bench-tasks: build $(PYTHON)
	@for task in Benchmarks/tasks/*.sh; do PYTHON=$(PYTHON) $$task || exit 1; done

experiment-%: build
	Benchmarks/experiments/$*.sh

bench-eval: build $(PYTHON)
	$(PYTHON) Benchmarks/evaluation.py --output Benchmarks/results/evaluation.md

same: build
	python3 Benchmarks/same_bytes.py $(OLD) $(S2S)

ci: lint test

clean:
	rm -rf .build .build-test
