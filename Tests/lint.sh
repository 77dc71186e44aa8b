#!/usr/bin/env bash
# Rules that neither the compiler nor swift-format checks; prints what breaks them.
set -u
cd "$(dirname "$0")/.." || exit 1
failed=0
complain() { printf '%s\n' "$1" >&2; failed=1; }

while IFS= read -r file; do
  lines=$(wc -l < "$file")
  [ "$lines" -le 400 ] || complain "$file has $lines lines; 400 is the limit"
done < <(git ls-files 'Sources/*.swift' 'Tests/*.swift' 'Sources/*.c' 'Sources/*.h')

if git grep -nE 'fatalError\(|as! |try!' -- 'Sources/*.swift'; then
  complain "the lines above can trap on what the world brings; throw instead"
fi
if git grep -nE 'TODO|FIXME' -- Sources Tests Benchmarks Makefile ':!Tests/lint.sh'; then
  complain "the lines above are left open; finish them or file an issue"
fi
if git ls-files | grep -E '(^|/)(Utils|Helpers|Common|Manager|Base)(\.swift|/)'; then
  complain "the names above say nothing; name the idea"
fi
imports='^ *((public|package|internal|private|@[A-Za-z_()]+) )*import [A-Za-z]'
if ! git grep -E "$imports" -- 'Sources/*.swift' 'Tests/*.swift' | awk -f Tests/lint-imports.awk
then
  complain "Package.swift is the map: each target declares what it imports, and nothing else"
fi
mapfile -t sources < <(git ls-files 'Sources/*.swift')
if ! awk -v lines=40 -v parameters=6 -f Tests/lint-functions.awk "${sources[@]}"
then
  complain "a function fits on a screen and takes few parameters; name its steps, group its values"
fi
if git ls-files | grep -E 'Package\.resolved|^\.build'; then
  complain "the files above are not committed"
fi
exit "$failed"
