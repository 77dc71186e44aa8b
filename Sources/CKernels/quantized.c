// Products with weights of eight bits: exact sums of whole numbers, so every level gives the same
// bits, and a row's result does not depend on the rows beside it.
#include "quantized.h"

/// From so many rows on, tiles are faster than blocks of the other instructions.
#define TILE_ROWS_WORTH 8

static void plain_result(const int32_t *sums, int32_t shift, float scale, const float *scales,
                         float *y, size_t columns, int accumulate) {
  for (size_t c = 0; c < columns; c++) {
    float value = (float)(sums[c] - shift) * (scale * scales[c]);
    y[c] = accumulate ? y[c] + value : value;
  }
}

static void plain_row(const int8_t *x, const uint8_t *w, size_t groups, panel_row sums) {
  memset(sums, 0, sizeof(panel_row));
  for (size_t k = 0; k < groups; k++, x += 4, w += 4 * COLUMNS)
    for (int c = 0; c < COLUMNS; c++)
      sums[c] += w[4 * c] * x[0] + w[4 * c + 1] * x[1] + w[4 * c + 2] * x[2] + w[4 * c + 3] * x[3];
}

static void plain_sums(const quantized_block *b, int rows, int panels,
                       panel_row sums[ROWS][PANELS]) {
  for (int r = 0; r < rows; r++)
    for (int p = 0; p < panels; p++)
      plain_row(b->x + (size_t)r * b->x_stride, b->panel + (size_t)p * b->panel_stride, b->groups,
                sums[r][p]);
}

static quantized_level chosen(void) {
  switch (s2s_byte_instructions()) {
#if defined(__x86_64__)
    case S2S_BYTES_AMX: case S2S_BYTES_AVX512_VNNI:
      return (quantized_level){s2s_sums_avx512_vnni, s2s_result_avx512};
    case S2S_BYTES_AVX_VNNI: return (quantized_level){s2s_sums_avx_vnni, s2s_result_avx2};
    case S2S_BYTES_AVX2: return (quantized_level){s2s_sums_avx2, s2s_result_avx2};
#endif
#if defined(__aarch64__)
    case S2S_BYTES_NEON_DOT: return (quantized_level){s2s_sums_neon_dot, s2s_result_neon};
    case S2S_BYTES_NEON: return (quantized_level){s2s_sums_neon, s2s_result_neon};
#endif
    default: return (quantized_level){plain_sums, plain_result};
  }
}

void s2s_quantized_product(const int8_t *q, size_t qs, const float *scales, const int32_t *sums,
                           size_t rows, const uint8_t *panels, size_t panel_stride, size_t depth,
                           const float *weight_scales, float *y, size_t ys, size_t columns,
                           int accumulate) {
#if defined(__x86_64__)
  if (s2s_byte_instructions() == S2S_BYTES_AMX && rows >= TILE_ROWS_WORTH) {
    quantized_block all = {q, qs, panels, panel_stride, (depth + 3) / 4};
    s2s_quantized_tile_product(&all, rows, columns,
                     (quantized_result){y, ys, scales, sums, weight_scales, accumulate});
    return;
  }
#endif
  quantized_level use = chosen();
  for (size_t j = 0; j < columns; j += PANELS * COLUMNS) {
    size_t width = columns - j < PANELS * COLUMNS ? columns - j : PANELS * COLUMNS;
    for (size_t i = 0; i < rows; i += ROWS) {
      int count = rows - i < ROWS ? (int)(rows - i) : ROWS;
      // A block of results lies in as many places as it has rows, and the weights have pushed it out of the
      // nearer caches: it comes back while the sums are made.
      for (int r = 0; r < count; r++)
        for (size_t c = 0; c < width; c += COLUMNS)
          __builtin_prefetch(y + (i + (size_t)r) * ys + j + c, 1);
      panel_row s[ROWS][PANELS];
      quantized_block b = {q + i * qs, qs, panels + j / COLUMNS * panel_stride, panel_stride,
                           (depth + 3) / 4};
      use.sums(&b, count, (int)((width + COLUMNS - 1) / COLUMNS), s);
      for (int r = 0; r < count; r++) {
        size_t row = i + (size_t)r;
        use.result(s[r][0], 128 * sums[row], scales[row], weight_scales + j, y + row * ys + j, width,
                   accumulate);
      }
    }
  }
}
