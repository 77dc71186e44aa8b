// What the tests of the kernels share: matrices with marks around them, and the record of a run.
#ifndef KERNELS_TEST_H
#define KERNELS_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CKernels.h"

/// A matrix whose rows lie apart, off the alignment of a vector, with marks in its gaps.
typedef struct matrix {
  float *base;
  size_t rows, columns, stride;
} matrix;

/// The rows of most matrices.
#define SOME_ROWS 3

/// Makes all matrices so far invalid.
void begin_case(void);
/// A matrix of random values in [-bound, bound): equal seeds, equal values, on every machine.
matrix fresh(size_t rows, size_t columns, size_t gap, uint64_t seed, float bound);
/// Bytes from -most to most.
void fill_bytes(int8_t *bytes, size_t count, int most, uint64_t seed);

/// How far a result may be from that of another rounding, in units of 2^-23 at the value's
/// magnitude, or at 1 for smaller ones; as in the tests in Swift.
enum { EXACT = 0, ARITHMETIC = 4, ACTIVATION = 5, GATES = 40, LOSS = 64 };

/// Takes a kernel's result into the record.
void keep(const char *kernel, const float *values, size_t count, int units);
/// The same of a matrix; its marks must be as they were.
void keep_matrix(const char *kernel, matrix m, int units);
/// A number in double precision, which is exact.
void keep_double(const char *kernel, double value);

/// Counts a failure and says what it is about, unless `holds`.
void check(bool holds, const char *claim, size_t where);
/// Whether two floats differ by no more than the units.
bool is_near(double value, double twin, int units);

/// The cases of one width.
void run_gates(size_t width);
void run_rows(size_t width);
void run_products(size_t width);
/// Checks of one level against equations in double precision.
void check_twins(void);
/// Checks of sums of bytes, with all instructions for them, against whole numbers.
void check_bytes(void);

#endif
