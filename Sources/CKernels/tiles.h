// AMX: eight tiles of up to sixteen rows of 64 bytes. A block of a result is two tiles by two, for
// which two tiles of inputs and two of weights are read at a time.
#ifndef TILES_H
#define TILES_H

#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

/// The rows of a tile.
#define TILE_ROWS 16
/// The rows and columns of a block.
#define TILED 32
/// The bytes of a tile's row.
#define TILE_BYTES 64

#define TILES                                                                                    \
  __attribute__((target("amx-tile,amx-bf16,amx-int8,avx512f,avx512bw,avx512dq,avx512vl,"         \
                        "avx512bf16,avx512vnni,avx2,fma,bmi2,evex512")))
#define TILES_INLINE TILES static inline __attribute__((always_inline))

/// Whether the processor has tiles of bytes and of bfloat16 and the system lends them.
int s2s_tiles_are_available(void);

/// A tile that ends before its sixteenth row.
typedef struct part_tile {
  uint8_t bytes[TILE_ROWS * TILE_BYTES];
} __attribute__((aligned(64))) part_tile;

/// Readies tiles for a block of up to 32 rows: 0 and 1 for sums of the first sixteen, 2 and 3 of the
/// others, 4 and 5 for their inputs, 6 and 7 for weights.
TILES_INLINE void configure_tiles(size_t rows) {
  struct {
    uint8_t palette, start, unused[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
  } __attribute__((aligned(64))) configuration = {.palette = 1};
  const size_t first = rows < TILE_ROWS ? rows : TILE_ROWS, second = rows - first;
  const size_t tiles[8] = {first, first, second, second, first, second, TILE_ROWS, TILE_ROWS};
  for (int tile = 0; tile < 8; tile++) {
    // A tile of no rows would be a fault where it is zeroed.
    configuration.rows[tile] = (uint8_t)(tiles[tile] ? tiles[tile] : 1);
    configuration.row_bytes[tile] = TILE_BYTES;
  }
  _tile_loadconfig(&configuration);
}

/// Weights of a tile with its `rows`, or a copy filled up by zeros where there are fewer: what lies
/// behind them may be of another panel, or not be there.
TILES_INLINE const void *whole_tile(const void *weights, size_t rows, part_tile *copy) {
  if (rows >= TILE_ROWS) return weights;
  memset(copy, 0, sizeof *copy);
  memcpy(copy, weights, rows * TILE_BYTES);
  return copy;
}
#endif
#endif
