// Sums of products of bytes on x86-64: without VNNI by sums of pairs of sixteen bits, which cannot
// saturate, with it by sums of four. Several rows share each load of weights.
#if defined(__x86_64__)
#include "quantized_x86.h"

#define AVX2 __attribute__((target("avx2")))
#define AVX_VNNI __attribute__((target("avx2,avxvnni")))

// MARK: - AVX2

/// The groups of inputs that a block widens at a time.
#define WIDENED 128

/// The inputs of rows in pairs of sixteen bits: the first and third of each four, and the second and
/// fourth, as weights come out of their bytes.
typedef int32_t widened[ROWS][2][WIDENED];

AVX2 static void widen(const quantized_block *b, size_t first, size_t groups, int rows, widened x) {
  for (int r = 0; r < rows; r++) {
    const int8_t *in = b->x + (size_t)r * b->x_stride + 4 * first;
    size_t k = 0;
    for (; k + 8 <= groups; k += 8) {
      __m256i bytes = _mm256_loadu_si256((const __m256i *)(in + 4 * k));
      __m256i even = _mm256_srai_epi16(_mm256_slli_epi16(bytes, 8), 8);
      _mm256_storeu_si256((__m256i *)(x[r][0] + k), even);
      _mm256_storeu_si256((__m256i *)(x[r][1] + k), _mm256_srai_epi16(bytes, 8));
    }
    for (; k < groups; k++) {
      for (int odd = 0; odd < 2; odd++) {
        int16_t pair[2] = {in[4 * k + odd], in[4 * k + odd + 2]};
        memcpy(&x[r][odd][k], pair, 4);
      }
    }
  }
}

/// Adds the sums of R rows by one panel. A product of a byte without a sign and one with it has at most
/// fifteen bits and a sign, and two of them are added in 32 bits, so all is exact. R is a constant after
/// inlining, so the sums are registers.
AVX2 INLINED void avx2_panel(const widened x, const uint8_t *w, size_t groups, int R,
                             panel_row sums[ROWS][PANELS], int p) {
  __m256i s[ROWS][2];
  const __m256i low = _mm256_set1_epi16(0xff);
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int h = 0; h < 2; h++) s[r][h] = _mm256_loadu_si256((const __m256i *)sums[r][p] + h);
  for (size_t k = 0; k < groups; k++, w += 4 * COLUMNS) {
#pragma clang loop unroll(full)
    for (int odd = 0; odd < 2; odd++) {
      // Weights are read again for their odd bytes: kept, they would push sums out of the registers.
      __asm__ volatile("" ::: "memory");
      __m256i half[2];
#pragma clang loop unroll(full)
      for (int h = 0; h < 2; h++) {
        __m256i four = _mm256_loadu_si256((const __m256i *)w + h);
        half[h] = odd ? _mm256_srli_epi16(four, 8) : _mm256_and_si256(four, low);
      }
#pragma clang loop unroll(full)
      for (int r = 0; r < R; r++) {
        const __m256i inputs = _mm256_set1_epi32(x[r][odd][k]);
        s[r][0] = _mm256_add_epi32(s[r][0], _mm256_madd_epi16(half[0], inputs));
        s[r][1] = _mm256_add_epi32(s[r][1], _mm256_madd_epi16(half[1], inputs));
      }
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int h = 0; h < 2; h++) _mm256_storeu_si256((__m256i *)sums[r][p] + h, s[r][h]);
}

AVX2 static void avx2_rows(const widened x, const uint8_t *w, size_t groups, int rows,
                           panel_row sums[ROWS][PANELS], int p) {
  BY_ROWS(rows, avx2_panel(x, w, groups, R, sums, p))
}

AVX2 void s2s_sums_avx2(const quantized_block *b, int rows, int panels,
                        panel_row sums[ROWS][PANELS]) {
  memset(sums, 0, (size_t)rows * sizeof(*sums));
  for (size_t first = 0; first < b->groups; first += WIDENED) {
    size_t groups = b->groups - first < WIDENED ? b->groups - first : WIDENED;
    widened x;
    widen(b, first, groups, rows, x);
    for (int p = 0; p < panels; p++)
      avx2_rows(x, b->panel + (size_t)p * b->panel_stride + first * 4 * COLUMNS, groups, rows, sums,
                p);
  }
}

/// No fused product here, so that it is rounded before it is added.
AVX2 void s2s_result_avx2(const int32_t *sums, int32_t shift, float scale, const float *scales,
                          float *y, size_t columns, int accumulate) {
  size_t c = 0;
  const __m256 factor = _mm256_set1_ps(scale);
  for (; c + 8 <= columns; c += 8) {
    __m256i exact = _mm256_sub_epi32(_mm256_loadu_si256((const __m256i *)(sums + c)),
                                     _mm256_set1_epi32(shift));
    __m256 value = _mm256_mul_ps(_mm256_cvtepi32_ps(exact),
                                 _mm256_mul_ps(factor, _mm256_loadu_ps(scales + c)));
    if (accumulate) value = _mm256_add_ps(_mm256_loadu_ps(y + c), value);
    _mm256_storeu_ps(y + c, value);
  }
  for (; c < columns; c++) {
    float value = (float)(sums[c] - shift) * (scale * scales[c]);
    y[c] = accumulate ? y[c] + value : value;
  }
}

// MARK: - VNNI of 256 bits

/// The sums of R rows by one panel; R is a constant after inlining.
AVX_VNNI INLINED void avx_vnni_panel(const quantized_block *b, int R, panel_row sums[ROWS][PANELS],
                                     int p) {
  __m256i s[ROWS][2];
  const uint8_t *w = b->panel + (size_t)p * b->panel_stride;
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++) s[r][0] = s[r][1] = _mm256_setzero_si256();
  for (size_t k = 0; k < b->groups; k++, w += 4 * COLUMNS) {
    __m256i first = _mm256_loadu_si256((const __m256i *)w);
    __m256i second = _mm256_loadu_si256((const __m256i *)w + 1);
#pragma clang loop unroll(full)
    for (int r = 0; r < R; r++) {
      __m256i x = _mm256_set1_epi32(four_inputs(b, r, k));
      s[r][0] = _mm256_dpbusd_avx_epi32(s[r][0], first, x);
      s[r][1] = _mm256_dpbusd_avx_epi32(s[r][1], second, x);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int h = 0; h < 2; h++) _mm256_storeu_si256((__m256i *)sums[r][p] + h, s[r][h]);
}

AVX_VNNI void s2s_sums_avx_vnni(const quantized_block *b, int rows, int panels,
                                panel_row sums[ROWS][PANELS]) {
  for (int p = 0; p < panels; p++) BY_ROWS(rows, avx_vnni_panel(b, R, sums, p))
}

// MARK: - VNNI of 512 bits

/// R and P are constants after inlining, so the sums are registers.
VNNI512 INLINED void vnni_block(const quantized_block *b, int R, int P,
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
      __m512i x = _mm512_set1_epi32(four_inputs(b, r, k));
#pragma clang loop unroll(full)
      for (int p = 0; p < P; p++) s[r][p] = _mm512_dpbusd_epi32(s[r][p], w[p], x);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int p = 0; p < P; p++) _mm512_storeu_si512(sums[r][p], s[r][p]);
}

VNNI512 INLINED void vnni_rows(const quantized_block *b, int rows, int P,
                               panel_row sums[ROWS][PANELS]) {
  BY_ROWS(rows, vnni_block(b, R, P, sums))
}

VNNI512 void s2s_sums_avx512_vnni(const quantized_block *b, int rows, int panels,
                                  panel_row sums[ROWS][PANELS]) {
  switch (panels) {
    case 1: vnni_rows(b, rows, 1, sums); break;
    case 2: vnni_rows(b, rows, 2, sums); break;
    case 3: vnni_rows(b, rows, 3, sums); break;
    default: vnni_rows(b, rows, PANELS, sums); break;
  }
}

VNNI512 void s2s_result_avx512(const int32_t *sums, int32_t shift, float scale, const float *scales,
                               float *y, size_t columns, int accumulate) {
  avx512_result(sums, shift, scale, scales, y, columns, accumulate);
}
#endif
