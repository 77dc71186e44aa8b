// Products of numbers rounded to bfloat16, summed in single precision, for training. Numbers come
// in pairs of neighbours along the depth, as the processor's instruction takes them.
#include "bfloat16.h"

#if defined(__x86_64__)
/// A tile of the result is ROWS by PANELS vectors, which with a panel's row fills the registers.
#define ROWS 8
#define PANELS 3
/// The depth and the rows of inputs that are packed at a time: they stay in the cache while all
/// panels pass by.
#define DEPTH 512
#define CHUNK 64

int s2s_bfloat16_is_available(void) {
  return s2s_kernel_level() >= S2S_AVX512 && __builtin_cpu_supports("avx512bf16");
}

/// Where packed numbers go: [depth / 2][width] pairs for each `width` outputs, `stride` apart.
typedef struct target {
  uint32_t *pairs;
  size_t stride;
  size_t width;  // 16, or 8: then sixteen outputs fill two neighbours
} target;

/// Stores the pairs of sixteen outputs at one depth.
BF16_INLINE void store_pairs(target t, size_t k, __m512i v) {
  if (t.width == LANES) {
    _mm512_storeu_si512(t.pairs + k * LANES, v);
  } else {
    _mm256_storeu_si256((__m256i *)(t.pairs + k * 8), _mm512_castsi512_si256(v));
    _mm256_storeu_si256((__m256i *)(t.pairs + t.stride + k * 8), _mm512_extracti64x4_epi64(v, 1));
  }
}

/// Packs up to sixteen outputs, each a row of x.
BF16_INLINE void pack_rows(const float *x, size_t xs, size_t outputs, size_t depth, target t) {
  for (size_t k = 0; k < depth; k += 2 * LANES) {
    __m512i r[LANES];
    UNROLL for (size_t i = 0; i < LANES; i++)
      r[i] = i < outputs ? row_pairs(x + i * xs + k, depth - k) : _mm512_setzero_si512();
    transpose(r);
    size_t pairs = (depth - k + 1) / 2;
    for (size_t i = 0; i < LANES && i < pairs; i++) store_pairs(t, k / 2 + i, r[i]);
  }
}

/// Packs up to sixteen outputs, each a column of x.
BF16_INLINE void pack_columns(const float *x, size_t xs, size_t outputs, size_t depth, target t) {
  __mmask16 mask = first_lanes(outputs);
  for (size_t k = 0; k < depth; k += 2)
    store_pairs(t, k / 2, column_pairs(x + k * xs, xs, mask, k + 1 < depth));
}

BF16_INLINE void pack(const float *x, size_t xs, size_t outputs, size_t depth, int are_columns,
                      target t) {
  for (size_t j = 0; j < outputs; j += LANES) {
    size_t n = outputs - j < LANES ? outputs - j : LANES;
    if (are_columns)
      pack_columns(x + j, xs, n, depth, t);
    else
      pack_rows(x + j * xs, xs, n, depth, t);
    t.pairs += LANES / t.width * t.stride;
  }
}

BF16 void s2s_bfloat16_pack(const float *x, size_t xs, size_t outputs, size_t depth,
                            int are_columns, uint32_t *panels, size_t panel_stride) {
  pack(x, xs, outputs, depth, are_columns, (target){panels, panel_stride, LANES});
}

/// What a tile reads and writes.
typedef struct tile {
  const uint32_t *rows;    // [pairs][ROWS]
  const uint32_t *panels;  // [pairs][LANES], and so on for each panel
  size_t panel_stride;
  size_t pairs;
  float *y;
  size_t y_stride;
  size_t columns;
  int adds;  // to what y holds
} tile;

/// R and P are constants after inlining, so the sums are registers.
BF16_INLINE void compute(const tile *t, int R, int P) {
  __m512 s[ROWS][PANELS];
  __mmask16 last = first_lanes(t->columns - (size_t)(P - 1) * LANES);
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int p = 0; p < P; p++)
      s[r][p] = t->adds ? _mm512_maskz_loadu_ps(p == P - 1 ? last : (__mmask16)-1,
                                                t->y + (size_t)r * t->y_stride + p * LANES)
                        : _mm512_setzero_ps();
  const uint32_t *a = t->rows, *b = t->panels;
  for (size_t k = 0; k < t->pairs; k++, a += ROWS, b += LANES) {
    __m512bh w[PANELS];
    UNROLL for (int p = 0; p < P; p++)
      w[p] = (__m512bh)_mm512_loadu_si512(b + (size_t)p * t->panel_stride);
    UNROLL for (int r = 0; r < R; r++) {
      __m512bh x = (__m512bh)_mm512_set1_epi32((int)a[r]);
      UNROLL for (int p = 0; p < P; p++) s[r][p] = _mm512_dpbf16_ps(s[r][p], w[p], x);
    }
  }
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int p = 0; p < P; p++)
      _mm512_mask_storeu_ps(t->y + (size_t)r * t->y_stride + p * LANES,
                            p == P - 1 ? last : (__mmask16)-1, s[r][p]);
}

BF16_INLINE void compute_rows(const tile *t, size_t rows, int P) {
  switch (rows) {
    case 1: compute(t, 1, P); break;
    case 2: compute(t, 2, P); break;
    case 3: compute(t, 3, P); break;
    case 4: compute(t, 4, P); break;
    case 5: compute(t, 5, P); break;
    case 6: compute(t, 6, P); break;
    case 7: compute(t, 7, P); break;
    default: compute(t, ROWS, P); break;
  }
}

BF16 static void compute_tile(const tile *t, size_t rows) {
  switch ((t->columns + LANES - 1) / LANES) {
    case 1: compute_rows(t, rows, 1); break;
    case 2: compute_rows(t, rows, 2); break;
    default: compute_rows(t, rows, PANELS); break;
  }
}

/// All panels by some packed rows.
BF16_INLINE void compute_chunk(tile t, size_t rows, size_t columns) {
  const uint32_t *packed = t.rows, *panels = t.panels;
  float *y = t.y;
  for (size_t j = 0; j < columns; j += PANELS * LANES) {
    t.columns = columns - j < PANELS * LANES ? columns - j : PANELS * LANES;
    t.panels = panels + j / LANES * t.panel_stride;
    for (size_t i = 0; i < rows; i += ROWS) {
      t.rows = packed + i * t.pairs;
      t.y = y + i * t.y_stride + j;
      compute_tile(&t, rows - i);
    }
  }
}

size_t s2s_bfloat16_scratch_count(void) {
  return s2s_kernel_level() >= S2S_AMX ? s2s_bfloat16_tile_scratch_count() : CHUNK * DEPTH / 2;
}

BF16 void s2s_bfloat16_product(const float *x, size_t xs, size_t rows, int are_columns,
                               const uint32_t *panels, size_t panel_stride, size_t depth, float *y,
                               size_t ys, size_t columns, int accumulate, uint32_t *scratch) {
  if (s2s_kernel_level() >= S2S_AMX) {
    s2s_bfloat16_tile_product(x, xs, rows, are_columns, panels, panel_stride, depth, y, ys, columns,
                              accumulate, scratch);
    return;
  }
  for (size_t i = 0; i < rows; i += CHUNK) {
    size_t count = rows - i < CHUNK ? rows - i : CHUNK;
    for (size_t k = 0; k < depth; k += DEPTH) {
      size_t n = depth - k < DEPTH ? depth - k : DEPTH;
      size_t pairs = (n + 1) / 2;
      const float *first = are_columns ? x + k * xs + i : x + i * xs + k;
      pack(first, xs, count, n, are_columns, (target){scratch, pairs * ROWS, ROWS});
      tile t = {.rows = scratch,
                .panels = panels + k / 2 * LANES,
                .panel_stride = panel_stride,
                .pairs = pairs,
                .y = y + i * ys,
                .y_stride = ys,
                .adds = accumulate || k > 0};
      compute_chunk(t, count, columns);
    }
  }
}
#else
#pragma clang diagnostic ignored "-Wunused-parameter"
int s2s_bfloat16_is_available(void) { return 0; }
size_t s2s_bfloat16_scratch_count(void) { return 0; }
void s2s_bfloat16_pack(const float *x, size_t xs, size_t outputs, size_t depth, int are_columns,
                       uint32_t *panels, size_t panel_stride) {}
void s2s_bfloat16_product(const float *x, size_t xs, size_t rows, int are_columns,
                          const uint32_t *panels, size_t panel_stride, size_t depth, float *y,
                          size_t ys, size_t columns, int accumulate, uint32_t *scratch) {}
#endif
