// What packing numbers of bfloat16 shares, and the product by tiles.
#ifndef BFLOAT16_H
#define BFLOAT16_H

#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 16

#define BF16                                                                                      \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma,bmi2,evex512")))
#define BF16_INLINE BF16 static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

BF16_INLINE __mmask16 first_lanes(size_t count) {
  return count >= LANES ? (__mmask16)-1 : (__mmask16)((1u << count) - 1);
}

/// Sixteen rows of sixteen pairs become sixteen columns of them.
BF16_INLINE void transpose(__m512i r[LANES]) {
  __m512i t[LANES];
  UNROLL for (int i = 0; i < LANES; i += 2) {
    t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
  }
  UNROLL for (int i = 0; i < LANES; i += 4) {
    r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
    r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
    r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
    r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
  }
  // Now quarter q of r[4 g + j] is column 4 q + j of the rows 4 g to 4 g + 3.
  UNROLL for (int j = 0; j < 4; j++) {
    __m512i a = _mm512_shuffle_i32x4(r[j], r[4 + j], 0x88);
    __m512i b = _mm512_shuffle_i32x4(r[j], r[4 + j], 0xdd);
    __m512i c = _mm512_shuffle_i32x4(r[8 + j], r[12 + j], 0x88);
    __m512i d = _mm512_shuffle_i32x4(r[8 + j], r[12 + j], 0xdd);
    t[j] = _mm512_shuffle_i32x4(a, c, 0x88);
    t[4 + j] = _mm512_shuffle_i32x4(b, d, 0x88);
    t[8 + j] = _mm512_shuffle_i32x4(a, c, 0xdd);
    t[12 + j] = _mm512_shuffle_i32x4(b, d, 0xdd);
  }
  UNROLL for (int i = 0; i < LANES; i++) r[i] = t[i];
}

/// The pairs of sixteen outputs at one depth, each output a column of x.
BF16_INLINE __m512i column_pairs(const float *x, size_t xs, __mmask16 mask, int has_odd) {
  const __m512i turn = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8,
                                        23, 7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  __m512 even = _mm512_maskz_loadu_ps(mask, x);
  __m512 odd = has_odd ? _mm512_maskz_loadu_ps(mask, x + xs) : _mm512_setzero_ps();
  return _mm512_permutexvar_epi16(turn, (__m512i)_mm512_cvtne2ps_pbh(odd, even));
}

/// The pairs of one row from x on; `count` numbers are left of it.
BF16_INLINE __m512i row_pairs(const float *x, size_t count) {
  __mmask16 low = first_lanes(count), high = count > LANES ? first_lanes(count - LANES) : 0;
  return (__m512i)_mm512_cvtne2ps_pbh(_mm512_maskz_loadu_ps(high, x + LANES),
                                      _mm512_maskz_loadu_ps(low, x));
}

/// The pairs that `s2s_bfloat16_tile_product` needs of scratch.
size_t s2s_bfloat16_tile_scratch_count(void);
/// `s2s_bfloat16_product` at the level of AMX.
void s2s_bfloat16_tile_product(const float *x, size_t xs, size_t rows, int are_columns,
                               const uint32_t *panels, size_t panel_stride, size_t depth, float *y,
                               size_t ys, size_t columns, int accumulate, uint32_t *scratch);
#endif
#endif
