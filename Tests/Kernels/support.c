// Matrices with marks, random values, and checks.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "record.h"

#define ARENA (1 << 20)

static const float mark = -12345.5f;
static float arena[ARENA];
static size_t used;
int failures;

void begin_case(void) { used = 0; }

static uint32_t next(uint64_t *state) {
  *state += 0x9e3779b97f4a7c15u;
  uint64_t z = *state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (uint32_t)(z >> 32);
}

matrix fresh(size_t rows, size_t columns, size_t gap, uint64_t seed, float bound) {
  size_t stride = columns + gap, count = rows * stride + gap;
  // One float beyond the end of the matrix before, whatever that does to the alignment.
  float *base = arena + used + 1;
  used += count + 2;
  if (used > ARENA) {
    fputs("the arena is full\n", stderr);
    used = 0;
    failures++;
  }
  for (size_t i = 0; i < count; i++) base[i] = mark;
  uint64_t state = seed;
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < columns; c++) {
      float unit = (float)(next(&state) >> 8) * 0x1p-23f - 1.0f;
      base[r * stride + c] = unit * bound;
    }
  }
  return (matrix){base, rows, columns, stride};
}

void fill_bytes(int8_t *bytes, size_t count, int most, uint64_t seed) {
  uint64_t state = seed;
  for (size_t i = 0; i < count; i++)
    bytes[i] = (int8_t)((int)(next(&state) % (uint32_t)(2 * most + 1)) - most);
}

void keep_matrix(const char *kernel, matrix m, int units) {
  for (size_t r = 0; r < m.rows; r++) {
    keep(kernel, m.base + r * m.stride, m.columns, units);
    for (size_t c = m.columns; c < m.stride; c++)
      check(m.base[r * m.stride + c] == mark, kernel, m.columns);
  }
}

void keep_double(const char *kernel, double value) {
  float halves[2];
  memcpy(halves, &value, sizeof value);
  keep(kernel, halves, 2, EXACT);
}

void check(bool holds, const char *claim, size_t where) {
  if (holds) return;
  if (failures++ < 20) printf("FAILED: %s (%zu)\n", claim, where);
}

bool is_near(double value, double twin, int units) {
  double magnitude = fabs(twin) > 1 ? fabs(twin) : 1;
  return fabs(value - twin) <= units * 0x1p-23 * magnitude;
}
