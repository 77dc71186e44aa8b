// The record of a run: every result, in the order of the cases.
#ifndef RECORD_H
#define RECORD_H

#include "kernels_test.h"

typedef struct entry {
  const char *kernel;
  float value;
  int units;
} entry;

/// The results of all cases at one level.
typedef struct record {
  entry *entries;
  size_t count, room;
} record;

/// Where `keep` puts results.
extern record *current;
extern int failures;

/// Whether a record has every kernel of include/kernel_list.h.
void check_coverage(const record *r);
/// Compares a record with another of the same cases: to the bit, or by the units of each result.
void compare(const record *r, const record *twin, bool is_exact, const char *names);
bool write_record(const record *r, const char *path);
bool read_values(record *r, const char *path);

#endif
