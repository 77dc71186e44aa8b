// Products of numbers rounded to bfloat16 by the tiles of AMX, which read weights from the same panels
// as AVX-512 does.
#include "bfloat16.h"
#include "tiles.h"

#if defined(__x86_64__)

/// The depth of a tile of inputs, and its pairs.
#define TILE_DEPTH 32
#define TILE_PAIRS (TILE_ROWS * TILE_DEPTH / 2)
/// The depth and the rows of inputs that are packed at a time, and the columns that they meet next:
/// inputs and weights stay in the second cache, and a row of the result is written in long pieces.
#define DEPTH 512
#define CHUNK 256
#define GROUP 512

size_t s2s_bfloat16_tile_scratch_count(void) { return CHUNK * DEPTH / 2; }

/// The pairs of sixteen packed rows.
static size_t packed_count(size_t depth) {
  return (depth + TILE_DEPTH - 1) / TILE_DEPTH * TILE_PAIRS;
}

/// Packs up to sixteen inputs, each a row of x: [depth / 32] tiles of [16, 32].
BF16_INLINE void pack_rows(const float *x, size_t xs, size_t rows, size_t depth, uint32_t *tiles) {
  for (size_t i = 0; i < rows; i++)
    for (size_t k = 0; k < depth; k += TILE_DEPTH)
      _mm512_storeu_si512(tiles + k / TILE_DEPTH * TILE_PAIRS + i * LANES,
                          row_pairs(x + i * xs + k, depth - k));
}

/// Packs one tile of up to sixteen inputs, each a column of x.
BF16_INLINE void pack_columns(const float *x, size_t xs, size_t rows, size_t depth,
                              uint32_t *tile) {
  __mmask16 mask = first_lanes(rows);
  __m512i r[LANES];
  UNROLL for (size_t i = 0; i < LANES; i++) {
    r[i] = _mm512_setzero_si512();
    if (2 * i < depth) r[i] = column_pairs(x + 2 * i * xs, xs, mask, 2 * i + 1 < depth);
  }
  transpose(r);
  UNROLL for (size_t i = 0; i < LANES; i++) _mm512_storeu_si512(tile + i * LANES, r[i]);
}

/// Packs rows of a chunk, each a row of x.
BF16 static void pack_all_rows(const float *x, size_t xs, size_t rows, size_t depth,
                               uint32_t *tiles) {
  for (size_t i = 0; i < rows; i += TILE_ROWS)
    pack_rows(x + i * xs, xs, rows - i < TILE_ROWS ? rows - i : TILE_ROWS, depth,
              tiles + i / TILE_ROWS * packed_count(depth));
}

/// Packs rows of a chunk, each a column of x, which is read in the order it lies in.
BF16 static void pack_all_columns(const float *x, size_t xs, size_t rows, size_t depth,
                                  uint32_t *tiles) {
  for (size_t k = 0; k < depth; k += TILE_DEPTH)
    for (size_t i = 0; i < rows; i += TILE_ROWS)
      pack_columns(x + k * xs + i, xs, rows - i < TILE_ROWS ? rows - i : TILE_ROWS,
                   depth - k < TILE_DEPTH ? depth - k : TILE_DEPTH,
                   tiles + i / TILE_ROWS * packed_count(depth) + k / TILE_DEPTH * TILE_PAIRS);
}

/// What a block of up to 32 rows and columns reads and writes.
typedef struct block {
  const uint32_t *tiles;   // of inputs
  size_t tiles_stride;     // from sixteen rows to the next
  const uint32_t *panels;  // [pairs][16], and so on for each panel
  size_t panel_stride;
  size_t pairs;
  float *y;
  size_t y_stride;
  int adds;  // to what y holds
} block;

/// R tiles of rows by P panels, which are constants after inlining.
TILES_INLINE void compute(const block *b, int R, int P) {
  float *y[2] = {b->y, b->y + TILE_ROWS * b->y_stride};
  const size_t stride = b->y_stride * sizeof(float);
  if (b->adds) {
    _tile_loadd(0, y[0], stride);
    if (P > 1) _tile_loadd(1, y[0] + LANES, stride);
    if (R > 1) _tile_loadd(2, y[1], stride);
    if (R > 1 && P > 1) _tile_loadd(3, y[1] + LANES, stride);
  } else {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
  }
  const uint32_t *a = b->tiles, *w = b->panels;
  for (size_t k = 0; k < b->pairs; k += TILE_ROWS, a += TILE_PAIRS, w += TILE_PAIRS) {
    part_tile copies[2];
    _tile_loadd(4, a, TILE_BYTES);
    _tile_loadd(6, whole_tile(w, b->pairs - k, &copies[0]), TILE_BYTES);
    if (R > 1) _tile_loadd(5, a + b->tiles_stride, TILE_BYTES);
    if (P > 1)
      _tile_loadd(7, whole_tile(w + b->panel_stride, b->pairs - k, &copies[1]), TILE_BYTES);
    _tile_dpbf16ps(0, 4, 6);
    if (R > 1) _tile_dpbf16ps(2, 5, 6);
    if (P > 1) _tile_dpbf16ps(1, 4, 7);
    if (R > 1 && P > 1) _tile_dpbf16ps(3, 5, 7);
  }
  _tile_stored(0, y[0], stride);
  if (P > 1) _tile_stored(1, y[0] + LANES, stride);
  if (R > 1) _tile_stored(2, y[1], stride);
  if (R > 1 && P > 1) _tile_stored(3, y[1] + LANES, stride);
}

/// Copies the first `columns`, at most 32, of some rows.
TILES static void copy_columns(const float *from, size_t from_stride, float *to, size_t to_stride,
                               size_t rows, size_t columns) {
  __mmask16 low = first_lanes(columns), high = columns > LANES ? first_lanes(columns - LANES) : 0;
  for (size_t i = 0; i < rows; i++, from += from_stride, to += to_stride) {
    _mm512_mask_storeu_ps(to, low, _mm512_maskz_loadu_ps(low, from));
    _mm512_mask_storeu_ps(to + LANES, high, _mm512_maskz_loadu_ps(high, from + LANES));
  }
}

TILES static void compute_block(block b, size_t rows, size_t columns) {
  float whole[TILED][TILED] __attribute__((aligned(64)));
  float *y = b.y;
  size_t stride = b.y_stride;
  // The last panel's tile is wider than the result.
  int is_part = columns % LANES != 0;
  if (is_part) {
    b.y = whole[0];
    b.y_stride = TILED;
    if (b.adds) copy_columns(y, stride, b.y, TILED, rows, columns);
  }
  if (rows > TILE_ROWS)
    columns > LANES ? compute(&b, 2, 2) : compute(&b, 2, 1);
  else
    columns > LANES ? compute(&b, 1, 2) : compute(&b, 1, 1);
  if (is_part) copy_columns(b.y, TILED, y, stride, rows, columns);
}

/// Some panels by some packed rows.
TILES static void compute_group(block b, size_t rows, size_t columns) {
  const uint32_t *tiles = b.tiles, *panels = b.panels;
  float *y = b.y;
  size_t configured = 0;
  for (size_t i = 0; i < rows; i += TILED) {
    size_t n = rows - i < TILED ? rows - i : TILED;
    if (n != configured) configure_tiles(n);
    configured = n;
    b.tiles = tiles + i / TILE_ROWS * b.tiles_stride;
    for (size_t j = 0; j < columns; j += TILED) {
      b.panels = panels + j / LANES * b.panel_stride;
      b.y = y + i * b.y_stride + j;
      compute_block(b, n, columns - j < TILED ? columns - j : TILED);
    }
  }
  _tile_release();
}

void s2s_bfloat16_tile_product(const float *x, size_t xs, size_t rows, int are_columns,
                               const uint32_t *panels, size_t panel_stride, size_t depth, float *y,
                               size_t ys, size_t columns, int accumulate, uint32_t *scratch) {
  for (size_t i = 0; i < rows; i += CHUNK) {
    size_t count = rows - i < CHUNK ? rows - i : CHUNK;
    for (size_t k = 0; k < depth; k += DEPTH) {
      size_t n = depth - k < DEPTH ? depth - k : DEPTH;
      const float *first = are_columns ? x + k * xs + i : x + i * xs + k;
      if (are_columns)
        pack_all_columns(first, xs, count, n, scratch);
      else
        pack_all_rows(first, xs, count, n, scratch);
      block b = {.tiles = scratch,
                 .tiles_stride = packed_count(n),
                 .panels = panels + k / 2 * LANES,
                 .panel_stride = panel_stride,
                 .pairs = (n + 1) / 2,
                 .y = y + i * ys,
                 .y_stride = ys,
                 .adds = accumulate || k > 0};
      for (size_t j = 0; j < columns; j += GROUP, b.y += GROUP, b.panels += GROUP / LANES * panel_stride)
        compute_group(b, count, columns - j < GROUP ? columns - j : GROUP);
    }
  }
}
#endif
