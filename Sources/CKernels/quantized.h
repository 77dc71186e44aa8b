// The parts of a product with weights of eight bits that each kind of processor has its own of.
#ifndef QUANTIZED_H
#define QUANTIZED_H

#include "CKernels.h"

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

#if defined(__x86_64__)
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
