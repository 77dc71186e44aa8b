// Sums of products of bytes by the tiles of AMX, for enough rows to fill them.
#if defined(__x86_64__)
#include "quantized_x86.h"
#include "tiles.h"

/// The columns that all rows meet before the next: their weights stay in the second cache.
#define GROUP 512

/// The sums of a row of a block.
typedef int32_t block_row[TILED];

/// The last inputs of up to sixteen rows, filled up by zeros.
static const void *whole_inputs(const int8_t *x, size_t x_stride, size_t rows, size_t bytes,
                                part_tile *copy) {
  memset(copy, 0, sizeof *copy);
  for (size_t i = 0; i < rows; i++) memcpy(copy->bytes + i * TILE_BYTES, x + i * x_stride, bytes);
  return copy;
}

/// Adds the products of one tile's depth; R tiles of rows and P panels are constants after inlining.
TILES_INLINE void add_products(const void *x[2], size_t x_stride, const void *w[2], int R, int P) {
  _tile_loadd(4, x[0], x_stride);
  _tile_loadd(6, w[0], TILE_BYTES);
  if (R > 1) _tile_loadd(5, x[1], x_stride);
  if (P > 1) _tile_loadd(7, w[1], TILE_BYTES);
  _tile_dpbsud(0, 4, 6);
  if (R > 1) _tile_dpbsud(2, 5, 6);
  if (P > 1) _tile_dpbsud(1, 4, 7);
  if (R > 1 && P > 1) _tile_dpbsud(3, 5, 7);
}

TILES_INLINE void compute(const quantized_block *b, size_t rows, int R, int P, block_row *sums) {
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  const size_t second = TILE_ROWS * b->x_stride;
  size_t k = 0;
  for (; k + TILE_ROWS <= b->groups; k += TILE_ROWS) {
    const void *x[2] = {b->x + 4 * k, b->x + 4 * k + (R > 1 ? second : 0)};
    const uint8_t *panel = b->panel + k * TILE_BYTES;
    const void *w[2] = {panel, panel + (P > 1 ? b->panel_stride : 0)};
    add_products(x, b->x_stride, w, R, P);
  }
  if (k < b->groups) {
    part_tile inputs[2], weights[2];
    const size_t left = b->groups - k, first = rows < TILE_ROWS ? rows : TILE_ROWS;
    const int8_t *last = b->x + 4 * k;
    const uint8_t *panel = b->panel + k * TILE_BYTES;
    const void *x[2] = {whole_inputs(last, b->x_stride, first, 4 * left, &inputs[0])};
    const void *w[2] = {whole_tile(panel, left, &weights[0])};
    if (R > 1)
      x[1] = whole_inputs(last + second, b->x_stride, rows - first, 4 * left, &inputs[1]);
    if (P > 1) w[1] = whole_tile(panel + b->panel_stride, left, &weights[1]);
    add_products(x, TILE_BYTES, w, R, P);
  }
  _tile_stored(0, sums[0], sizeof *sums);
  if (P > 1) _tile_stored(1, sums[0] + COLUMNS, sizeof *sums);
  if (R > 1) _tile_stored(2, sums[TILE_ROWS], sizeof *sums);
  if (R > 1 && P > 1) _tile_stored(3, sums[TILE_ROWS] + COLUMNS, sizeof *sums);
}

TILES static void compute_block(const quantized_block *b, size_t rows, size_t columns,
                                block_row *sums) {
  if (rows > TILE_ROWS)
    columns > COLUMNS ? compute(b, rows, 2, 2, sums) : compute(b, rows, 2, 1, sums);
  else
    columns > COLUMNS ? compute(b, rows, 1, 2, sums) : compute(b, rows, 1, 1, sums);
}

/// Some columns by up to 32 rows.
TILES static void compute_rows(quantized_block b, size_t rows, size_t columns, quantized_result r) {
  block_row sums[TILED] __attribute__((aligned(64)));
  configure_tiles(rows);
  for (size_t j = 0; j < columns; j += TILED, b.panel += TILED / COLUMNS * b.panel_stride) {
    size_t width = columns - j < TILED ? columns - j : TILED;
    compute_block(&b, rows, width, sums);
    for (size_t i = 0; i < rows; i++)
      avx512_result(sums[i], 128 * r.sums[i], r.scales[i], r.weight_scales + j,
                    r.y + i * r.y_stride + j, width, r.accumulate);
  }
  _tile_release();
}

void s2s_quantized_tile_product(const quantized_block *b, size_t rows, size_t columns,
                                quantized_result r) {
  for (size_t j = 0; j < columns; j += GROUP) {
    for (size_t i = 0; i < rows; i += TILED) {
      quantized_block block = *b;
      block.x += i * b->x_stride;
      block.panel += j / COLUMNS * b->panel_stride;
      quantized_result part = {r.y + i * r.y_stride + j, r.y_stride,          r.scales + i,
                               r.sums + i,               r.weight_scales + j, r.accumulate};
      compute_rows(block, rows - i < TILED ? rows - i : TILED,
                   columns - j < GROUP ? columns - j : GROUP, part);
    }
  }
}
#endif
