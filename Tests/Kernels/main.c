// Runs every kernel at every level of this processor and compares the levels.
//
//   kernels [--write FILE | --compare FILE]
//
// FILE holds the results of the plain level, for a processor of another kind.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"

static const char *const level_names[] = {"plain", "NEON", "AVX2", "AVX-512", "AMX"};
static const char *const byte_names[] = {"plain", "NEON", "NEON with SDOT", "AVX2",
                                         "VNNI of 256 bits", "VNNI of 512 bits", "AMX"};
/// What lifts a limit.
enum { LEVELS = S2S_HIGHEST + 1, BYTES = S2S_BYTES_HIGHEST + 1 };

static record run_cases(void) {
  record r = {0};
  current = &r;
  static const size_t widths[] = {1, 7, 15, 16, 17, 31, 32, 45, 100};
  for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
    run_gates(widths[i]);
    run_rows(widths[i]);
    run_products(widths[i]);
  }
  current = 0;
  return r;
}

/// Whether the level in use rounds no product before it is added: 1 + 2^-11 - (1 + 2^-12)^2.
static bool fuses(void) {
  float parameter = 1 + 0x1p-11f, velocity = 0, gradient = 1 + 0x1p-12f;
  s2s_momentum(&parameter, &gradient, &velocity, 1, 1, 1 + 0x1p-12f, 0);
  return parameter != 0;
}

static void compare_named(const record *r, const record *twin, bool is_exact, const char *kind,
                          const char *name, const char *other) {
  char names[100];
  snprintf(names, sizeof names, "%s %s beside %s", kind, name, other);
  compare(r, twin, is_exact, names);
}

/// Every level beside plain; those that fuse alike agree to the bit. Returns the record of plain.
static record compare_levels(void) {
  record records[LEVELS];
  bool isFused[LEVELS];
  int last = S2S_PLAIN;
  for (int level = S2S_PLAIN; level < LEVELS; level++) {
    if (s2s_limit_kernel_level((s2s_level)level) != (s2s_level)level) continue;
    records[level] = run_cases();
    check_coverage(&records[level]);
    isFused[level] = fuses();
    check_twins();
    if (level == S2S_PLAIN) continue;
    check(isFused[level], "a level of its own fuses products", (size_t)level);
    compare_named(&records[level], &records[S2S_PLAIN], isFused[level] == isFused[S2S_PLAIN],
                  "level", level_names[level], level_names[S2S_PLAIN]);
    if (last != S2S_PLAIN)
      compare_named(&records[level], &records[last], isFused[level] == isFused[last], "level",
                    level_names[level], level_names[last]);
    last = level;
  }
  s2s_limit_kernel_level(S2S_HIGHEST);
  check(s2s_kernel_level() == (s2s_level)last, "without a limit the level is the best", 0);
  printf("the best level is %s, bfloat16 is %s\n", level_names[last],
         s2s_bfloat16_is_available() ? "there" : "not there");
  for (int level = S2S_NEON; level <= last; level++)
    if (s2s_limit_kernel_level((s2s_level)level) == (s2s_level)level) free(records[level].entries);
  s2s_limit_kernel_level(S2S_HIGHEST);
  return records[S2S_PLAIN];
}

/// Everything that sums bytes beside plain; returns the record of plain.
static record compare_bytes(void) {
  record first = {0};
  for (int kind = S2S_BYTES_PLAIN; kind < BYTES; kind++) {
    if (s2s_limit_byte_instructions((s2s_bytes)kind) != (s2s_bytes)kind) continue;
    record r = {0};
    current = &r;
    check_bytes();
    current = 0;
    if (kind == S2S_BYTES_PLAIN) {
      first = r;
      continue;
    }
    compare_named(&r, &first, true, "bytes by", byte_names[kind], byte_names[S2S_BYTES_PLAIN]);
    free(r.entries);
  }
  s2s_limit_byte_instructions(S2S_BYTES_HIGHEST);
  return first;
}

/// A level that was chosen below the best is an older processor's, and pinning one that is not
/// there gives what there is.
static void check_dispatch(void) {
  s2s_level best = s2s_kernel_level();
  s2s_limit_kernel_level(S2S_PLAIN);
  check(s2s_byte_instructions() == S2S_BYTES_PLAIN, "the plain level has plain bytes", 0);
  check(!s2s_bfloat16_is_available(), "the plain level has no bfloat16", 0);
  s2s_limit_kernel_level(S2S_HIGHEST);
  for (int level = S2S_PLAIN; level < LEVELS; level++) {
    s2s_level used = s2s_pin_kernel_level((s2s_level)level);
    check(used <= (s2s_level)level && used <= best, "no level is above its limit", (size_t)level);
    check(s2s_kernel_level() == used, "the level is the one that was pinned", (size_t)level);
  }
  check(s2s_pin_kernel_level(S2S_HIGHEST) == best, "a pin can be lifted", 0);
}

/// Joins the results of floats and bytes, as a file has them.
static void append(record *r, const record *more) {
  current = r;
  for (size_t i = 0; i < more->count; i++)
    keep(more->entries[i].kernel, &more->entries[i].value, 1, more->entries[i].units);
  current = 0;
}

int main(int count, char **arguments) {
  setvbuf(stdout, 0, _IOLBF, 0);
  check_dispatch();
  record floats = compare_levels();
  record bytes = compare_bytes();
  append(&floats, &bytes);
  if (count == 3 && strcmp(arguments[1], "--write") == 0)
    check(write_record(&floats, arguments[2]), "the file is written", 0);
  if (count == 3 && strcmp(arguments[1], "--compare") == 0) {
    record other = {0};
    check(read_values(&other, arguments[2]), "the file is read", 0);
    compare(&floats, &other, false, "plain beside plain of the other processor");
    free(other.entries);
  }
  free(floats.entries);
  free(bytes.entries);
  printf("%s\n", failures ? "FAILED" : "passed");
  return failures ? 1 : 0;
}
