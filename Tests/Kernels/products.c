// Products with weights in panels and with chosen rows, of floats and of bytes.
#include <math.h>
#include <stdlib.h>

#include "kernels_test.h"

/// Outputs below, at and beyond panels and blocks of panels.
static const size_t outputs[] = {1, 5, 15, 16, 17, 31, 33, 64, 65, 100};
/// Rows below, at and beyond every block of rows.
static const size_t row_counts[] = {1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 33, 40};
#define COUNT(array) (sizeof array / sizeof *array)
#define ROWS 40

static size_t panels_of(size_t count) { return (count + 15) / 16; }

/// y = x W or y += x W; the first row of x is `row`.
static matrix panel_product(matrix x, size_t row, size_t rows, matrix panels, size_t n, bool adds) {
  matrix y = fresh(rows, n, 3, 4, 1);
  s2s_panel_product(x.base + row * x.stride, x.stride, rows, panels.base, panels.stride, x.columns,
                    y.base, y.stride, n, adds);
  return y;
}

static void floats(size_t depth, size_t n, bool areColumns) {
  begin_case();
  const int units = (int)depth + 1;
  matrix x = fresh(ROWS, depth, 2, 1, 1);
  matrix w = areColumns ? fresh(depth, n, 3, 2, 1) : fresh(n, depth, 3, 2, 1);
  matrix panels = fresh(panels_of(n), 16 * depth, 5, 3, 1);
  s2s_panel_pack(w.base, w.stride, n, depth, areColumns, panels.base, panels.stride);
  matrix all = panel_product(x, 0, ROWS, panels, n, false);
  for (size_t r = 0; r < ROWS; r++) {
    matrix alone = panel_product(x, r, 1, panels, n, false);
    for (size_t c = 0; c < n; c++) {
      float value = all.base[r * all.stride + c];
      double twin = 0;
      for (size_t k = 0; k < depth; k++)
        twin += (double)x.base[r * x.stride + k] *
                (double)w.base[areColumns ? k * w.stride + c : c * w.stride + k];
      check(is_near((double)value, twin, units), "a panel product is its equation", depth);
      check(value == alone.base[c], "a row does not depend on the others", depth);
    }
  }
  for (size_t i = 0; i < COUNT(row_counts); i++)
    for (int adds = 0; adds < 2; adds++)
      keep_matrix("panel_product", panel_product(x, 0, row_counts[i], panels, n, adds), units);
}

/// Rounded rows with their scales and sums: every level gives the same.
static void rounded(size_t depth) {
  begin_case();
  const size_t stride = (depth + 3) / 4 * 4;
  matrix x = fresh(ROWS, depth, 2, 1, 3), all = fresh(ROWS, stride + 2, 0, 2, 1);
  int8_t *q = malloc(ROWS * stride);
  float scales[ROWS];
  int32_t sums[ROWS];
  if (!q) abort();
  s2s_quantize_rows(x.base, x.stride, ROWS, depth, q, stride, scales, sums);
  for (size_t r = 0; r < ROWS; r++) {
    float *row = all.base + r * all.stride;
    for (size_t k = 0; k < stride; k++) row[k] = q[r * stride + k];
    row[stride] = scales[r];
    row[stride + 1] = (float)sums[r];
    for (size_t k = 0; k < depth; k++)
      check(fabsf(x.base[r * x.stride + k] - row[k] * scales[r]) <= 0.5001f * scales[r],
            "a byte is the nearest", depth);
    for (size_t k = depth; k < stride; k++) check(row[k] == 0, "the rest is zero", depth);
  }
  keep_matrix("quantize_rows", all, EXACT);
  free(q);
}

void run_products(size_t width) {
  rounded(width);
  for (size_t i = 0; i < COUNT(outputs); i++)
    for (int areColumns = 0; areColumns < 2; areColumns++) floats(width, outputs[i], areColumns);
}

// MARK: - Bytes

/// A product of bytes, and what it is made of.
typedef struct bytes {
  size_t depth, stride, outputs, panel_stride;
  int8_t *q, *weights;
  uint8_t *panels;
  matrix x, scales, bias, weight_scales;
  float row_scales[ROWS];
  int32_t sums[ROWS];
} bytes;

static void *room(size_t count) {
  void *memory = calloc(count ? count : 1, 1);
  if (!memory) abort();
  return memory;
}

/// Weights at the ends of their range where `isExtreme`; inputs too, by their signs.
static bytes make_bytes(size_t depth, size_t n, bool isExtreme) {
  bytes b = {.depth = depth, .stride = (depth + 3) / 4 * 4, .outputs = n};
  begin_case();
  b.x = fresh(ROWS, depth, 2, 1, 1);
  b.bias = fresh(1, n, 0, 2, 1);
  b.weight_scales = fresh(1, n, 0, 3, 0.1f);
  b.weights = room(depth * n);
  fill_bytes(b.weights, depth * n, 127, 4);
  for (size_t i = 0; isExtreme && i < depth * n; i++) b.weights[i] = i / depth % 2 ? 127 : -127;
  for (size_t r = 0; isExtreme && r < ROWS; r++)
    for (size_t k = 0; k < depth; k++) b.x.base[r * b.x.stride + k] = r % 3 ? 1 : -1;
  b.panel_stride = b.stride * 16;
  b.panels = room(panels_of(n) * b.panel_stride);
  for (size_t i = 0; i < panels_of(n) * b.panel_stride; i++) b.panels[i] = 128;
  for (size_t c = 0; c < n; c++)
    for (size_t k = 0; k < depth; k++)
      b.panels[c / 16 * b.panel_stride + k / 4 * 64 + c % 16 * 4 + k % 4] =
          (uint8_t)(b.weights[c * depth + k] + 128);
  b.q = room(ROWS * b.stride);
  s2s_quantize_rows(b.x.base, b.x.stride, ROWS, depth, b.q, b.stride, b.row_scales, b.sums);
  return b;
}

static void release(bytes b) {
  free(b.q);
  free(b.weights);
  free(b.panels);
}

/// The exact sum, scaled as the product is: every factor is rounded before the next one.
static float scaled(const bytes *b, size_t row, size_t output) {
  int64_t sum = 0;
  for (size_t k = 0; k < b->depth; k++)
    sum += b->q[row * b->stride + k] * b->weights[output * b->depth + k];
  volatile float scale = b->row_scales[row] * b->weight_scales.base[output];
  volatile float product = (float)sum * scale;
  return product;
}

static void check_product(const bytes *b, size_t first, size_t rows, bool adds) {
  matrix y = fresh(rows, b->outputs, 3, 5, 1), before = fresh(rows, b->outputs, 3, 5, 1);
  s2s_quantized_product(b->q + first * b->stride, b->stride, b->row_scales + first, b->sums + first,
                        rows, b->panels, b->panel_stride, b->depth, b->weight_scales.base, y.base,
                        y.stride, b->outputs, adds);
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < b->outputs; c++) {
      float product = scaled(b, first + r, c);
      float twin = adds ? before.base[r * before.stride + c] + product : product;
      check(y.base[r * y.stride + c] == twin, "a product of bytes is exact", b->depth);
    }
  keep_matrix("quantized_product", y, EXACT);
}

static void check_chosen(const bytes *b, bool isFloat) {
  const int32_t chosen[] = {0, (int32_t)b->outputs / 2, (int32_t)b->outputs - 1};
  matrix y = fresh(ROWS, b->outputs, 1, 6, 1), w = fresh(b->outputs, b->depth, 2, 7, 1);
  matrix before = fresh(ROWS, b->outputs, 1, 6, 1);
  if (isFloat)
    s2s_chosen_products(b->x.base, b->x.stride, ROWS, w.base, w.stride, b->bias.base, chosen, 3,
                        b->depth, y.base, y.stride);
  else
    s2s_chosen_quantized_products(b->q, b->stride, b->row_scales, ROWS, b->weights,
                                  b->weight_scales.base, b->bias.base, chosen, 3, b->depth, y.base,
                                  y.stride);
  for (size_t r = 0; r < ROWS; r++)
    for (size_t c = 0; c < b->outputs; c++) {
      bool isChosen = false;
      for (int i = 0; i < 3; i++) isChosen |= chosen[i] == (int32_t)c;
      float value = y.base[r * y.stride + c], old = before.base[r * before.stride + c];
      if (!isChosen)
        check(value == old, "what is not chosen stays", b->depth);
      else if (!isFloat)
        check(value == b->bias.base[c] + scaled(b, r, c), "chosen bytes are exact", b->depth);
    }
  keep_matrix(isFloat ? "chosen_products" : "chosen_quantized_products", y,
              isFloat ? (int)b->depth + 2 : EXACT);
}

/// Halves between two bytes, where a product that is not rounded first would choose the other one.
static void check_rounding(void) {
  float x[128] = {1}, scale;
  int8_t q[128];
  int32_t sum;
  for (int k = 0; k < 127; k++) x[k + 1] = ((float)k + 0.5f) / 127.0f * (k % 2 ? -1.0f : 1.0f);
  s2s_quantize_rows(x, 128, 1, 128, q, 128, &scale, &sum);
  int32_t total = 0;
  for (int k = 0; k < 128; k++) {
    volatile float scaled = x[k] * 127.0f;
    check(q[k] == (int)rintf(scaled), "a byte is the nearest to the rounded product", (size_t)k);
    total += q[k];
  }
  check(sum == total && scale == 1.0f / 127.0f, "a row has its sum and scale", 128);
}

void check_bytes(void) {
  check_rounding();
  static const size_t depths[] = {1, 3, 4, 5, 8, 15, 16, 17, 31, 64, 70, 100, 131, 1031};
  for (size_t d = 0; d < COUNT(depths); d++)
    for (size_t n = 0; n < COUNT(outputs); n++)
      for (int isExtreme = 0; isExtreme < 2; isExtreme++) {
        bytes b = make_bytes(depths[d], outputs[n], isExtreme);
        for (size_t i = 0; i < COUNT(row_counts); i++)
          check_product(&b, ROWS - row_counts[i], row_counts[i], i % 2);
        check_chosen(&b, false);
        check_chosen(&b, true);
        release(b);
      }
}
