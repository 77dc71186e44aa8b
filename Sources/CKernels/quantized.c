// Products with weights of eight bits: exact sums of whole numbers, so every level gives the same
// bits, and a row's result does not depend on the rows beside it.
#include "CKernels.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define COLUMNS 16
#define ROWS 6
#define PANELS 4

typedef struct block {
  const int8_t *x;       // rows of the inputs
  size_t x_stride;
  const uint8_t *panel;  // [groups][16][4], and so on for each panel
  size_t panel_stride;
  size_t groups;         // of four inputs
} block;

typedef int32_t panel_row[COLUMNS];

/// The sums of up to ROWS rows by up to PANELS panels.
typedef void (*block_sums)(const block *b, int rows, int panels, panel_row sums[ROWS][PANELS]);
/// Turns the sums of a row into numbers: (sum - shift) scale scales[c]. The product is rounded
/// before it is added, at every level.
typedef void (*row_result)(const int32_t *sums, int32_t shift, float scale, const float *scales,
                           float *y, size_t columns, int accumulate);

typedef struct level {
  block_sums sums;
  row_result result;
} level;

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

static void plain_sums(const block *b, int rows, int panels, panel_row sums[ROWS][PANELS]) {
  for (int r = 0; r < rows; r++)
    for (int p = 0; p < panels; p++)
      plain_row(b->x + (size_t)r * b->x_stride, b->panel + (size_t)p * b->panel_stride, b->groups,
                sums[r][p]);
}
#if defined(__x86_64__)
__attribute__((target("avx2"))) static void avx2_row(const int8_t *x, const uint8_t *w,
                                                     size_t groups, panel_row sums) {
  // Two sums a column: of the first and of the second pair of inputs.
  __m256i s[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(),
                  _mm256_setzero_si256()};
  for (size_t k = 0; k < groups; k++, x += 4, w += 4 * COLUMNS) {
    int32_t four;
    memcpy(&four, x, 4);
    __m256i wide = _mm256_cvtepi8_epi16(_mm_set1_epi32(four));
    for (int c = 0; c < 4; c++) {
      __m256i weights = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)w + c));
      s[c] = _mm256_add_epi32(s[c], _mm256_madd_epi16(weights, wide));
    }
  }
  for (int c = 0; c < 4; c++) {
    int32_t pairs[8];
    _mm256_storeu_si256((__m256i *)pairs, s[c]);
    for (int j = 0; j < 4; j++) sums[4 * c + j] = pairs[2 * j] + pairs[2 * j + 1];
  }
}

static void avx2_sums(const block *b, int rows, int panels, panel_row sums[ROWS][PANELS]) {
  for (int r = 0; r < rows; r++)
    for (int p = 0; p < panels; p++)
      avx2_row(b->x + (size_t)r * b->x_stride, b->panel + (size_t)p * b->panel_stride, b->groups,
               sums[r][p]);
}

#define VNNI __attribute__((target("avx512f,avx512vnni,evex512")))

/// R and P are constants after inlining, so the sums are registers.
VNNI static inline __attribute__((always_inline)) void vnni_block(const block *b, int R, int P,
                                                                  panel_row sums[ROWS][PANELS]) {
  __m512i s[ROWS][PANELS];
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int p = 0; p < P; p++) s[r][p] = _mm512_setzero_si512();
  for (size_t k = 0; k < b->groups; k++) {
    __m512i w[PANELS];
#pragma clang loop unroll(full)
    for (int p = 0; p < P; p++)
      w[p] = _mm512_loadu_si512(b->panel + (size_t)p * b->panel_stride + k * 4 * COLUMNS);
#pragma clang loop unroll(full)
    for (int r = 0; r < R; r++) {
      int32_t four;
      memcpy(&four, b->x + (size_t)r * b->x_stride + 4 * k, 4);
      __m512i x = _mm512_set1_epi32(four);
#pragma clang loop unroll(full)
      for (int p = 0; p < P; p++) s[r][p] = _mm512_dpbusd_epi32(s[r][p], w[p], x);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int p = 0; p < P; p++) _mm512_storeu_si512(sums[r][p], s[r][p]);
}

VNNI static inline __attribute__((always_inline)) void vnni_rows(const block *b, int rows, int P,
                                                                 panel_row sums[ROWS][PANELS]) {
  switch (rows) {
    case 1: vnni_block(b, 1, P, sums); break;
    case 2: vnni_block(b, 2, P, sums); break;
    case 3: vnni_block(b, 3, P, sums); break;
    case 4: vnni_block(b, 4, P, sums); break;
    case 5: vnni_block(b, 5, P, sums); break;
    default: vnni_block(b, ROWS, P, sums); break;
  }
}

VNNI static void vnni_sums(const block *b, int rows, int panels, panel_row sums[ROWS][PANELS]) {
  switch (panels) {
    case 1: vnni_rows(b, rows, 1, sums); break;
    case 2: vnni_rows(b, rows, 2, sums); break;
    case 3: vnni_rows(b, rows, 3, sums); break;
    default: vnni_rows(b, rows, PANELS, sums); break;
  }
}

VNNI static void vnni_result(const int32_t *sums, int32_t shift, float scale, const float *scales,
                             float *y, size_t columns, int accumulate) {
  for (size_t c = 0; c < columns; c += COLUMNS) {
    __mmask16 mask = columns - c < COLUMNS ? (__mmask16)((1u << (columns - c)) - 1) : 0xffff;
    __m512i exact = _mm512_sub_epi32(_mm512_maskz_loadu_epi32(mask, sums + c),
                                     _mm512_set1_epi32(shift));
    __m512 factor = _mm512_mul_ps(_mm512_set1_ps(scale), _mm512_maskz_loadu_ps(mask, scales + c));
    __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(exact), factor);
    if (accumulate) value = _mm512_add_ps(_mm512_maskz_loadu_ps(mask, y + c), value);
    _mm512_mask_storeu_ps(y + c, mask, value);
  }
}
#endif

static level chosen(void) {
#if defined(__x86_64__)
  s2s_level allowed = s2s_kernel_level();
  if (allowed >= S2S_AVX512 && __builtin_cpu_supports("avx512vnni"))
    return (level){vnni_sums, vnni_result};
  if (allowed >= S2S_AVX2) return (level){avx2_sums, plain_result};
#endif
  return (level){plain_sums, plain_result};
}

void s2s_quantize_rows(const float *x, size_t xs, size_t rows, size_t depth, int8_t *q, size_t qs,
                       float *scales, int32_t *sums) {
  for (size_t r = 0; r < rows; r++, x += xs, q += qs) {
    // Positive floats are ordered as their bits are.
    int32_t top = 0;
    for (size_t k = 0; k < depth; k++) {
      int32_t bits;
      memcpy(&bits, x + k, 4);
      bits &= 0x7fffffff;
      top = bits > top ? bits : top;
    }
    float largest;
    memcpy(&largest, &top, 4);
    float scale = largest / 127.0f, inverse = largest > 0 ? 127.0f / largest : 0;
    int32_t sum = 0;
    for (size_t k = 0; k < depth; k++) {
      // Adding 1.5 * 2^23 rounds to the nearest even number, which the low bits then hold.
      float shifted = x[k] * inverse + 12582912.0f;
      int32_t bits;
      memcpy(&bits, &shifted, 4);
      q[k] = (int8_t)(bits - 0x4b400000);
      sum += q[k];
    }
    for (size_t k = depth; k < qs; k++) q[k] = 0;
    scales[r] = scale;
    sums[r] = sum;
  }
}

void s2s_quantized_product(const int8_t *q, size_t qs, const float *scales, const int32_t *sums,
                           size_t rows, const uint8_t *panels, size_t panel_stride, size_t depth,
                           const float *weight_scales, float *y, size_t ys, size_t columns,
                           int accumulate) {
  level use = chosen();
  for (size_t j = 0; j < columns; j += PANELS * COLUMNS) {
    size_t width = columns - j < PANELS * COLUMNS ? columns - j : PANELS * COLUMNS;
    for (size_t i = 0; i < rows; i += ROWS) {
      int count = rows - i < ROWS ? (int)(rows - i) : ROWS;
      panel_row s[ROWS][PANELS];
      block b = {q + i * qs, qs, panels + j / COLUMNS * panel_stride, panel_stride, (depth + 3) / 4};
      use.sums(&b, count, (int)((width + COLUMNS - 1) / COLUMNS), s);
      for (int r = 0; r < count; r++) {
        size_t row = i + (size_t)r;
        use.result(s[r][0], 128 * sums[row], scales[row], weight_scales + j, y + row * ys + j, width,
                   accumulate);
      }
    }
  }
}
