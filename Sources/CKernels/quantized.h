// The parts of a product with weights of eight bits that each kind of processor has its own of.
#ifndef QUANTIZED_H
#define QUANTIZED_H

#include "CKernels.h"

#include <string.h>

#define INLINED static inline __attribute__((always_inline))
#define COLUMNS 16
#define ROWS 6
#define PANELS 4

typedef struct quantized_block {
  const int8_t *x;       // rows of the inputs
  size_t x_stride;
  const uint8_t *panel;  // [groups][16][4], and so on for each panel
  size_t panel_stride;
  size_t groups;         // of four inputs
} quantized_block;

typedef int32_t panel_row[COLUMNS];

/// The inputs of a row in one group.
INLINED int32_t four_inputs(const quantized_block *b, int row, size_t group) {
  int32_t four;
  memcpy(&four, b->x + (size_t)row * b->x_stride + 4 * group, 4);
  return four;
}

/// Makes a call in which R is `rows` as a constant: once it is inlined, its sums are registers.
#define BY_ROWS(rows, call)                     \
  switch (rows) {                               \
    case 1: { enum { R = 1 }; call; break; }    \
    case 2: { enum { R = 2 }; call; break; }    \
    case 3: { enum { R = 3 }; call; break; }    \
    case 4: { enum { R = 4 }; call; break; }    \
    case 5: { enum { R = 5 }; call; break; }    \
    default: { enum { R = ROWS }; call; break; } \
  }

/// The sums of up to ROWS rows by up to PANELS panels.
typedef void (*block_sums)(const quantized_block *b, int rows, int panels,
                           panel_row sums[ROWS][PANELS]);
/// Turns the sums of a row into numbers: (sum - shift) scale scales[c]. The product is rounded
/// before it is added, at every level. One whose sums are of weights with their signs needs no shift.
typedef void (*row_result)(const int32_t *sums, int32_t shift, float scale, const float *scales,
                           float *y, size_t columns, int accumulate);

typedef struct quantized_level {
  block_sums sums;
  row_result result;
} quantized_level;

/// Where results go, and what makes them of sums.
typedef struct quantized_result {
  float *y;
  size_t y_stride;
  const float *scales;         // of the inputs' rows
  const int32_t *sums;         // of the inputs' rows
  const float *weight_scales;  // of the columns
  int accumulate;
} quantized_result;

#if defined(__x86_64__)
/// The product by tiles: of enough rows to be faster so than by blocks.
void s2s_quantized_tile_product(const quantized_block *b, size_t rows, size_t columns,
                                quantized_result r);
void s2s_sums_avx2(const quantized_block *b, int rows, int panels, panel_row sums[ROWS][PANELS]);
void s2s_sums_avx_vnni(const quantized_block *b, int rows, int panels,
                       panel_row sums[ROWS][PANELS]);
void s2s_sums_avx512_vnni(const quantized_block *b, int rows, int panels,
                          panel_row sums[ROWS][PANELS]);
void s2s_result_avx2(const int32_t *sums, int32_t shift, float scale, const float *scales, float *y,
                     size_t columns, int accumulate);
void s2s_result_avx512(const int32_t *sums, int32_t shift, float scale, const float *scales,
                       float *y, size_t columns, int accumulate);
#endif
#if defined(__aarch64__)
void s2s_sums_neon(const quantized_block *b, int rows, int panels, panel_row sums[ROWS][PANELS]);
void s2s_sums_neon_dot(const quantized_block *b, int rows, int panels,
                       panel_row sums[ROWS][PANELS]);
void s2s_result_neon(const int32_t *sums, int32_t shift, float scale, const float *scales, float *y,
                     size_t columns, int accumulate);
#endif

#endif
