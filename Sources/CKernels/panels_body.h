// Products with weights in panels; a part of kernels_body.h. BLOCK_ROWS times BLOCK_PANELS sums of
// sixteen lanes fit into the registers of a level.

/// A block of R rows and P panels; R and P are constants after inlining, so the sums are registers.
INLINE void panel_block(const float *x, size_t xs, const float *w, size_t ws, size_t depth,
                        v16 sums[BLOCK_ROWS][BLOCK_PANELS], int R, int P) {
  v16 s[BLOCK_ROWS][BLOCK_PANELS];
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int p = 0; p < P; p++) s[r][p] = all(0);
  for (size_t k = 0; k < depth; k++) {
    v16 b[BLOCK_PANELS];
#pragma clang loop unroll(full)
    for (int p = 0; p < P; p++) b[p] = load(w + p * ws + k * LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < R; r++) {
      v16 a = all(x[r * xs + k]);
#pragma clang loop unroll(full)
      for (int p = 0; p < P; p++) s[r][p] += a * b[p];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < R; r++)
#pragma clang loop unroll(full)
    for (int p = 0; p < P; p++) sums[r][p] = s[r][p];
}

/// Stores a block's sums; the last panel may have fewer than sixteen columns.
INLINE void store_block(v16 sums[BLOCK_ROWS][BLOCK_PANELS], int R, float *y, size_t ys,
                        size_t columns, int accumulate) {
  for (int r = 0; r < R; r++) {
    for (size_t j = 0, p = 0; j < columns; j += LANES, p++) {
      float *out = y + r * ys + j;
      size_t n = columns - j;
      if (n >= LANES) {
        store(out, accumulate ? load(out) + sums[r][p] : sums[r][p]);
      } else {
        store_some(out, accumulate ? load_some(out, n, 0) + sums[r][p] : sums[r][p], n);
      }
    }
  }
}

/// All rows by P panels, which stay in the cache meanwhile.
INLINE void panel_rows(const float *x, size_t xs, size_t rows, const float *w, size_t ws,
                       size_t depth, float *y, size_t ys, size_t columns, int accumulate, int P) {
  v16 sums[BLOCK_ROWS][BLOCK_PANELS];
  size_t i = 0;
  for (; i + BLOCK_ROWS <= rows; i += BLOCK_ROWS) {
    panel_block(x + i * xs, xs, w, ws, depth, sums, BLOCK_ROWS, P);
    store_block(sums, BLOCK_ROWS, y + i * ys, ys, columns, accumulate);
  }
#define LAST_ROWS(R)                                               \
  case R:                                                          \
    if (R < BLOCK_ROWS) {                                          \
      panel_block(x + i * xs, xs, w, ws, depth, sums, R, P);       \
      store_block(sums, R, y + i * ys, ys, columns, accumulate);   \
    }                                                              \
    break;
  switch (rows - i) {
    LAST_ROWS(1)
    LAST_ROWS(2)
    LAST_ROWS(3)
    LAST_ROWS(4)
    LAST_ROWS(5)
  }
#undef LAST_ROWS
}

static void NAME(panel_product)(const float *x, size_t xs, size_t rows, const float *w, size_t ws,
                                size_t depth, float *y, size_t ys, size_t columns,
                                int accumulate) {
  size_t j = 0;
  for (; j + LANES * (BLOCK_PANELS - 1) < columns; j += LANES * BLOCK_PANELS) {
    size_t n = columns - j < LANES * BLOCK_PANELS ? columns - j : LANES * BLOCK_PANELS;
    panel_rows(x, xs, rows, w + j / LANES * ws, ws, depth, y + j, ys, n, accumulate, BLOCK_PANELS);
  }
  for (; j < columns; j += LANES) {
    size_t n = columns - j < LANES ? columns - j : LANES;
    panel_rows(x, xs, rows, w + j / LANES * ws, ws, depth, y + j, ys, n, accumulate, 1);
  }
}
