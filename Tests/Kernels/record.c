// The record of a run, compared with another or stored for another machine.
#include "record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

record *current;

void keep(const char *kernel, const float *values, size_t count, int units) {
  record *r = current;
  if (r->count + count > r->room) {
    r->room = 2 * (r->count + count);
    r->entries = realloc(r->entries, r->room * sizeof(entry));
    if (!r->entries) abort();
  }
  for (size_t i = 0; i < count; i++) r->entries[r->count++] = (entry){kernel, values[i], units};
}

void check_coverage(const record *r) {
  static const char *const kernels[] = {
#define KERNEL(result, name, parameters, arguments) #name,
#include "kernel_list.h"
#undef KERNEL
  };
  for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
    bool isThere = false;
    for (size_t i = 0; i < r->count && !isThere; i++)
      isThere = strcmp(r->entries[i].kernel, kernels[k]) == 0;
    if (!isThere) printf("no case of %s\n", kernels[k]);
    check(isThere, "every kernel has a case", k);
  }
}

void compare(const record *r, const record *twin, bool is_exact, const char *names) {
  check(r->count == twin->count, "records have equal cases", r->count);
  size_t equal = 0;
  for (size_t i = 0; i < r->count && i < twin->count; i++) {
    entry a = r->entries[i];
    float value = a.value, other = twin->entries[i].value;
    bool isEqual = memcmp(&value, &other, sizeof value) == 0;
    equal += isEqual;
    // Each is off by no more than its units.
    bool holds = isEqual || (!is_exact && a.units > 0 && is_near(value, other, 2 * a.units));
    if (!holds && failures < 20) printf("%s: %.9g, not %.9g\n", a.kernel, value, other);
    check(holds, names, i);
  }
  printf("%s: %zu of %zu results equal to the bit%s\n", names, equal, r->count,
         is_exact ? "" : ", the others within their rounding");
}

bool write_record(const record *r, const char *path) {
  FILE *file = fopen(path, "wb");
  if (!file) return false;
  for (size_t i = 0; i < r->count; i++) fwrite(&r->entries[i].value, sizeof(float), 1, file);
  return fclose(file) == 0;
}

bool read_values(record *r, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  record *before = current;
  current = r;
  float value;
  while (fread(&value, sizeof value, 1, file) == 1) keep("", &value, 1, EXACT);
  current = before;
  return fclose(file) == 0;
}
