// Products with a few rows of a weight: the output layer over a shortlist.
#include "CKernels.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

typedef int32_t (*byte_dot)(const int8_t *x, const int8_t *w, size_t count);

static int32_t plain_dot(const int8_t *x, const int8_t *w, size_t count) {
  int32_t sum = 0;
  for (size_t k = 0; k < count; k++) sum += x[k] * w[k];
  return sum;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static int32_t avx2_dot(const int8_t *x, const int8_t *w,
                                                        size_t count) {
  __m256i sum = _mm256_setzero_si256();
  size_t k = 0;
  for (; k + 16 <= count; k += 16) {
    __m256i a = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(x + k)));
    __m256i b = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + k)));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
  }
  int32_t parts[8];
  _mm256_storeu_si256((__m256i *)parts, sum);
  int32_t total = plain_dot(x + k, w + k, count - k);
  for (int j = 0; j < 8; j++) total += parts[j];
  return total;
}

/// dpbusd takes one side without a sign: w + 128, and 128 times the sum of x is taken off again.
__attribute__((target("avx512f,avx512bw,avx512vnni,evex512"))) static int32_t vnni_dot(
    const int8_t *x, const int8_t *w, size_t count) {
  const __m512i flip = _mm512_set1_epi8((char)0x80), ones = _mm512_set1_epi8(1);
  __m512i sum = _mm512_setzero_si512(), shift = _mm512_setzero_si512();
  for (size_t k = 0; k < count; k += 64) {
    __mmask64 mask = count - k < 64 ? ((__mmask64)1 << (count - k)) - 1 : ~(__mmask64)0;
    __m512i a = _mm512_maskz_loadu_epi8(mask, x + k);
    __m512i b = _mm512_xor_si512(_mm512_maskz_loadu_epi8(mask, w + k), flip);
    sum = _mm512_dpbusd_epi32(sum, b, a);
    shift = _mm512_dpbusd_epi32(shift, ones, a);
  }
  return _mm512_reduce_add_epi32(sum) - 128 * _mm512_reduce_add_epi32(shift);
}
#elif defined(__aarch64__)
/// Two products fit into sixteen bits, as no input is below -127.
static int32_t neon_dot(const int8_t *x, const int8_t *w, size_t count) {
  int32x4_t sum = vdupq_n_s32(0);
  size_t k = 0;
  for (; k + 16 <= count; k += 16) {
    int8x16_t a = vld1q_s8(x + k), b = vld1q_s8(w + k);
    sum = vpadalq_s16(sum, vmlal_high_s8(vmull_s8(vget_low_s8(a), vget_low_s8(b)), a, b));
  }
  return vaddvq_s32(sum) + plain_dot(x + k, w + k, count - k);
}

__attribute__((target("dotprod"))) static int32_t neon_four_dot(const int8_t *x, const int8_t *w,
                                                                size_t count) {
  int32x4_t sum = vdupq_n_s32(0);
  size_t k = 0;
  for (; k + 16 <= count; k += 16) sum = vdotq_s32(sum, vld1q_s8(x + k), vld1q_s8(w + k));
  return vaddvq_s32(sum) + plain_dot(x + k, w + k, count - k);
}
#endif

static byte_dot chosen(void) {
  switch (s2s_byte_instructions()) {
#if defined(__x86_64__)
    case S2S_BYTES_AMX: case S2S_BYTES_AVX512_VNNI: return vnni_dot;
    case S2S_BYTES_AVX_VNNI: case S2S_BYTES_AVX2: return avx2_dot;
#elif defined(__aarch64__)
    case S2S_BYTES_NEON_DOT: return neon_four_dot;
    case S2S_BYTES_NEON: return neon_dot;
#endif
    default: return plain_dot;
  }
}

void s2s_chosen_products(const float *x, size_t xs, size_t rows, const float *weights, size_t ws,
                         const float *bias, const int32_t *indices, size_t count, size_t width,
                         float *y, size_t ys) {
  for (size_t i = 0; i < count; i++) {
    size_t index = (size_t)indices[i];
    for (size_t r = 0; r < rows; r++) {
      float product;
      s2s_dots(&product, x + r * xs, weights + index * ws, ws, 1, width);
      y[r * ys + index] = bias[index] + product;
    }
  }
}

void s2s_chosen_quantized_products(const int8_t *q, size_t qs, const float *scales, size_t rows,
                                   const int8_t *weights, const float *weight_scales,
                                   const float *bias, const int32_t *indices, size_t count,
                                   size_t width, float *y, size_t ys) {
  byte_dot dot = chosen();
  for (size_t i = 0; i < count; i++) {
    size_t index = (size_t)indices[i];
    for (size_t r = 0; r < rows; r++) {
      float product =
          (float)dot(q + r * qs, weights + index * width, width) * (scales[r] * weight_scales[index]);
      y[r * ys + index] = bias[index] + product;
    }
  }
}
