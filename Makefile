# `make` alone lists the targets.
PREFIX ?= /usr/local
DESTDIR ?=
# More for `swift test`, as TEST_OPTIONS='--filter Paths'; more for Benchmarks/run.py, as BENCH_OPTIONS='--only serve'.
TEST_OPTIONS ?=
BENCH_OPTIONS ?=
# Of each target of `make fuzz`.
FUZZ_SECONDS ?= 60
# How long `make soak` keeps the program at work.
TIME ?= 1h

BINARY := .build/release/alluxio-stress
BARE_LOOP := .build/bare-loop
BARE_SERVER := .build/bare-server
DATA_BENCH := .build/release/data-bench
SWIFT_SOURCES := Sources Tests Benchmarks Package.swift Fuzz/Sources Fuzz/Package.swift
# The names under which existing command lines call it.
COMPATIBLE_NAMES := \
	parallel_write parallel_write.py parallel_read parallel_read.py \
	verify_write verify_write.py verify_read verify_read.py \
	get_data get_data.sh

.PHONY: help deps build check format test demo bench soak fuzz sanitize leaks screenshots install clean
.NOTPARALLEL:

help:
	@echo 'make deps      install the Debian packages that are missing'
	@echo 'make build     build $(BINARY)'
	@echo 'make check     look at the format, and build all with warnings as errors'
	@echo 'make format    bring the sources into the format'
	@echo 'make test      run the tests, on a real Alluxio too where one is at hand'
	@echo 'make demo      build, and run the whole job against the embedded proxy'
	@echo 'make sanitize  run the tests under ThreadSanitizer and AddressSanitizer'
	@echo 'make leaks     run the program under valgrind'
	@echo 'make soak      the drill with ten seeds, and load for TIME=$(TIME): memory, descriptors and threads must stay flat'
	@echo 'make bench     measure it beside bare libcurl and libmicrohttpd, and generated data beside memcpy'
	@echo 'make fuzz      look for bytes that crash the proxy, the client or a reader of files, FUZZ_SECONDS=$(FUZZ_SECONDS) a target'
	@echo 'make screenshots  make the pictures of Documentation/ again'
	@echo 'make install   put it and the compatible names into PREFIX/bin (PREFIX=$(PREFIX))'
	@echo 'make clean     remove what was built'

deps:
	@Scripts/install-dependencies

build:
	swift build -c release --static-swift-stdlib --product alluxio-stress

check:
	swift format lint --strict --recursive $(SWIFT_SOURCES)
	swift build --build-tests
	Fuzz/build

format:
	swift format --in-place --recursive $(SWIFT_SOURCES)

test: deps build
	Scripts/test $(TEST_OPTIONS)

demo: deps build
	$(BINARY) demo

soak: deps build
	Scripts/soak $(BINARY) $(TIME)

sanitize: deps
	Scripts/sanitize

leaks: deps build
	Scripts/leaks

bench: deps build $(BARE_LOOP) $(BARE_SERVER)
	swift build -c release --static-swift-stdlib --product data-bench
	Benchmarks/run.py --tool $(BINARY) --loop $(BARE_LOOP) --server $(BARE_SERVER) --data $(DATA_BENCH) $(BENCH_OPTIONS)

screenshots: deps build
	Scripts/screenshots

fuzz: deps build
	FUZZ_SECONDS=$(FUZZ_SECONDS) Fuzz/run

$(BARE_LOOP): Benchmarks/BareLoop/bare_loop.c
	mkdir -p $(@D)
	$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -o $@ $< $$(pkg-config --cflags --libs libcurl) -pthread

$(BARE_SERVER): Benchmarks/BareServer/bare_server.c
	mkdir -p $(@D)
	$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -o $@ $< $$(pkg-config --cflags --libs libmicrohttpd) -pthread

# Installs what was built, so that `sudo make install` builds nothing as root.
install:
	@test -x $(BINARY) || { echo 'make install: there is no $(BINARY) yet: run make build first' >&2; exit 1; }
	install -d '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 $(BINARY) '$(DESTDIR)$(PREFIX)/bin/alluxio-stress'
	for name in $(COMPATIBLE_NAMES); do ln -sf alluxio-stress '$(DESTDIR)$(PREFIX)/bin/'$$name || exit; done

clean:
	swift package clean
	rm -rf Fuzz/.build .build/sanitize-*
	rm -f $(BARE_LOOP) $(BARE_SERVER)
