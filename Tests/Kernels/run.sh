#!/usr/bin/env bash
# The kernels' tests without Swift: every level of this processor beside the plain one.
#
#   run.sh       build for this machine and run
#   run.sh arm   the same, then for AArch64, run by qemu-aarch64, and compare both machines' results
#
# clang is that of the Swift toolchain, or CLANG. For ARM, Debian's packages gcc-aarch64-linux-gnu,
# libc6-dev-arm64-cross and qemu-user.
set -euo pipefail
cd "$(dirname "$0")/../.."
clang=${CLANG:-clang}
build=.build/kernels
flags=(-std=c11 -Wall -Wextra -Werror -ISources/CKernels -ISources/CKernels/include)
mkdir -p "$build"

compile() { "$clang" "$@" "${flags[@]}" Sources/CKernels/*.c Tests/Kernels/*.c -lm; }

compile -O2 -o "$build/native"
"$build/native" --write "$build/plain.bin"
[ "${1:-}" = arm ] || exit 0

command -v qemu-aarch64 > /dev/null || {
  echo "apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user" >&2
  exit 1
}
# As a release is built, and without optimisation.
for level in -O2 -O0; do
  compile --target=aarch64-linux-gnu "$level" -o "$build/arm$level"
done
# With SDOT and without it.
for processor in max cortex-a57; do
  for level in -O2 -O0; do
    printf '\n%s, %s\n' "$processor" "$level"
    qemu-aarch64 -L /usr/aarch64-linux-gnu -cpu "$processor" "$build/arm$level" \
      --compare "$build/plain.bin"
  done
done
