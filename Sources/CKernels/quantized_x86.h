// What results of AVX-512 and of tiles share.
#ifndef QUANTIZED_X86_H
#define QUANTIZED_X86_H

#include "quantized.h"

#include <immintrin.h>

#define VNNI512 __attribute__((target("avx512f,avx512vnni,evex512")))

/// A `row_result`.
VNNI512 INLINED void avx512_result(const int32_t *sums, int32_t shift, float scale,
                                   const float *scales, float *y, size_t columns, int accumulate) {
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
