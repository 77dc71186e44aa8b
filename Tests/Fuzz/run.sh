#!/usr/bin/env bash
# Gives every loader hostile bytes: libFuzzer, guided by coverage, under AddressSanitizer.
#
#   FUZZ_SECONDS=60   the time for each loader
#   FUZZ_TARGETS=...  some of them (Tests/Fuzz/Targets/FuzzTarget.swift), in place of all
#
# An input that fails is kept in Tests/Fuzz/Inputs/TARGET, where the ordinary tests find it.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${FUZZ_SECONDS:-60}
targets=${FUZZ_TARGETS:-$(sed -nE 's/^  case ([a-z]+)$/\1/p' Tests/Fuzz/Targets/FuzzTarget.swift)}
build=.build/fuzz

S2S_FUZZ=1 swift build -c release --scratch-path "$build" --product S2SFuzz --sanitize fuzzer \
  -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address -Xswiftc -use-ld=lld

export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0:symbolize=0
failed=0
for target in $targets; do
  corpus=$build/corpus/$target
  kept=Tests/Fuzz/Inputs/$target
  log=$build/$target.log
  mkdir -p "$corpus" "$kept"
  S2S_FUZZ_TARGET=$target S2S_FUZZ_SEEDS=$corpus "$build/release/S2SFuzz" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=512 -max_len=8192 \
    -dict=Tests/Fuzz/tokens.dict -artifact_prefix="$kept/" -print_final_stats=1 -verbosity=1 \
    "$corpus" "$kept" > "$log" 2>&1 && verdict=passed || { verdict=FAILED; failed=1; }
  runs=$(sed -nE 's/^stat::number_of_executed_units: *//p' "$log")
  printf '%-12s %s: %s executions in %s s\n' "$target" "$verdict" "${runs:-?}" "$seconds"
  [ "$verdict" = passed ] || { grep -aE 'broken:|ERROR|written to' "$log" || tail -n 5 "$log"; }
  rmdir "$kept" 2> /dev/null || true
done
exit "$failed"
