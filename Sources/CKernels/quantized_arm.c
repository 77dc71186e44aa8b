// Sums of products of bytes on AArch64: with SDOT by sums of four, without it by pairs of products
// in sixteen bits. Weights lose the 128 that they carry on the way, so the sums need no shift.
#if defined(__aarch64__)
#include "quantized.h"

#include <arm_neon.h>

#define DOT __attribute__((target("dotprod")))

/// Sixteen weights with their signs.
INLINED int8x16_t signed_weights(const uint8_t *w) {
  return vreinterpretq_s8_u8(veorq_u8(vld1q_u8(w), vdupq_n_u8(0x80)));
}

// MARK: - With SDOT

/// The sums of R rows by one panel; R is a constant after inlining, so the sums are registers: 24
/// for six rows, with four of weights and the inputs of a row beside them.
DOT INLINED void dot_panel(const quantized_block *b, int R, panel_row sums[ROWS][PANELS], int p) {
  int32x4_t s[ROWS][4];
  const uint8_t *w = b->panel + (size_t)p * b->panel_stride;
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int c = 0; c < 4; c++) s[r][c] = vdupq_n_s32(0);
  for (size_t k = 0; k < b->groups; k++, w += 4 * COLUMNS) {
    int8x16_t v[4];
#pragma clang loop unroll(full)
    for (int c = 0; c < 4; c++) v[c] = signed_weights(w + 16 * c);
#pragma clang loop unroll(full)
    for (int r = 0; r < R; r++) {
      int8x8_t x = vreinterpret_s8_s32((int32x2_t){four_inputs(b, r, k), 0});
#pragma clang loop unroll(full)
      for (int c = 0; c < 4; c++) s[r][c] = vdotq_lane_s32(s[r][c], v[c], x, 0);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int c = 0; c < 4; c++) vst1q_s32(sums[r][p] + 4 * c, s[r][c]);
}

DOT void s2s_sums_neon_dot(const quantized_block *b, int rows, int panels,
                           panel_row sums[ROWS][PANELS]) {
  for (int p = 0; p < panels; p++) BY_ROWS(rows, dot_panel(b, R, sums, p))
}

// MARK: - Without it

/// The rows and columns of a block: a column has two partial sums, two columns have a register.
#define FEW_ROWS 3
#define HALF 8

/// Adds the products of one group to those of another: two of them fit into sixteen bits, as no
/// weight and no input is below -127. `isHigh` says which half of sixteen weights it takes.
INLINED int16x8_t products(int16x8_t sum, int8x16_t w, int8x16_t x, int isHigh) {
  return isHigh ? vmlal_high_s8(sum, w, x) : vmlal_s8(sum, vget_low_s8(w), vget_low_s8(x));
}

/// Adds `count` groups, one or two, of R rows by half a panel.
INLINED void add_groups(const quantized_block *b, int row, int R, const uint8_t *w, size_t k,
                        int count, int32x4_t s[FEW_ROWS][4]) {
  int8x16_t x[FEW_ROWS][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int g = 0; g < count; g++)
      x[r][g] = vreinterpretq_s8_s32(vdupq_n_s32(four_inputs(b, row + r, k + (size_t)g)));
#pragma clang loop unroll(full)
  for (int c = 0; c < 2; c++) {
    int8x16_t v[2];
#pragma clang loop unroll(full)
    for (int g = 0; g < count; g++) v[g] = signed_weights(w + g * 4 * COLUMNS + 16 * c);
#pragma clang loop unroll(full)
    for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
      for (int h = 0; h < 2; h++) {
        int16x8_t sum = vdupq_n_s16(0);
#pragma clang loop unroll(full)
        for (int g = 0; g < count; g++) sum = products(sum, v[g], x[r][g], h);
        s[r][2 * c + h] = vpadalq_s16(s[r][2 * c + h], sum);
      }
  }
}

/// The sums of R rows by half a panel; R is a constant after inlining.
INLINED void half_panel(const quantized_block *b, int row, int R, panel_row sums[ROWS][PANELS],
                        int p, int half) {
  int32x4_t s[FEW_ROWS][4];
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int c = 0; c < 4; c++) s[r][c] = vdupq_n_s32(0);
  const uint8_t *w = b->panel + (size_t)p * b->panel_stride + half * 4 * HALF;
  size_t k = 0;
  for (; k + 2 <= b->groups; k += 2, w += 2 * 4 * COLUMNS) add_groups(b, row, R, w, k, 2, s);
  if (k < b->groups) add_groups(b, row, R, w, k, 1, s);
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int c = 0; c < 2; c++)
      vst1q_s32(sums[row + r][p] + half * HALF + 4 * c, vpaddq_s32(s[r][2 * c], s[r][2 * c + 1]));
}

void s2s_sums_neon(const quantized_block *b, int rows, int panels, panel_row sums[ROWS][PANELS]) {
  for (int p = 0; p < panels; p++) {
    for (int half = 0; half < 2; half++) {
      for (int row = 0; row < rows; row += FEW_ROWS) {
        switch (rows - row) {
          case 1: half_panel(b, row, 1, sums, p, half); break;
          case 2: half_panel(b, row, 2, sums, p, half); break;
          default: half_panel(b, row, FEW_ROWS, sums, p, half); break;
        }
      }
    }
  }
}

// MARK: - Results

/// The product is rounded before it is added, on its own line.
void s2s_result_neon(const int32_t *sums, int32_t shift, float scale, const float *scales, float *y,
                     size_t columns, int accumulate) {
  (void)shift;
  for (size_t c = 0; c < columns; c++) {
    float value = (float)sums[c] * (scale * scales[c]);
    y[c] = accumulate ? y[c] + value : value;
  }
}
#endif
