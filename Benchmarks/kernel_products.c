// Products of s2s at every level of this processor, in thousands of millions of multiplications a second
// of one core, the best of many of half a second:
//
//   clang -O2 -ISources/CKernels/include Benchmarks/kernel_products.c Sources/CKernels/*.c -lm -o p && ./p
#include <CKernels.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { INPUTS = 768, OUTPUTS = 3072, MOST_ROWS = 640, PANELS = OUTPUTS / 16 };

static float *x, *w, *y, *scales, *float_panels;
static uint32_t *pairs, *scratch;
static int8_t *q;
static uint8_t *byte_panels;
static int32_t *sums;

static void *room(size_t size) {
  void *memory = aligned_alloc(64, (size + 63) / 64 * 64);
  if (!memory) abort();
  return memory;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static void floats(size_t rows) {
  s2s_panel_product(x, INPUTS, rows, float_panels, 16 * INPUTS, INPUTS, y, OUTPUTS, OUTPUTS, 0);
}

static void bfloat16(size_t rows) {
  s2s_bfloat16_product(x, INPUTS, rows, 0, pairs, 8 * INPUTS, INPUTS, y, OUTPUTS, OUTPUTS, 0,
                       scratch);
}

static void bytes(size_t rows) {
  s2s_quantized_product(q, INPUTS, scales, sums, rows, byte_panels, 16 * INPUTS, INPUTS, scales, y,
                        OUTPUTS, OUTPUTS, 0);
}

static void measure(const char *name, void (*product)(size_t)) {
  static const size_t rows[] = {1, 8, 32, MOST_ROWS};
  printf("| %s |", name);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    double best = 1e9;
    for (double end = now() + 0.5; now() < end;) {
      double start = now();
      product(rows[i]);
      double seconds = now() - start;
      if (seconds < best) best = seconds;
    }
    printf(" %.0f |", (double)rows[i] * INPUTS * OUTPUTS / best * 1e-9);
  }
  printf("\n");
}

int main(void) {
  x = room(sizeof(float) * MOST_ROWS * INPUTS), w = room(sizeof(float) * OUTPUTS * INPUTS);
  y = room(sizeof(float) * MOST_ROWS * OUTPUTS), scales = room(sizeof(float) * OUTPUTS);
  float_panels = room(sizeof(float) * OUTPUTS * INPUTS), pairs = room(2 * OUTPUTS * INPUTS);
  q = room(MOST_ROWS * INPUTS), byte_panels = room(OUTPUTS * INPUTS);
  sums = room(sizeof(int32_t) * MOST_ROWS);
  for (size_t i = 0; i < MOST_ROWS * INPUTS; i++) x[i] = (float)(i % 255) / 127 - 1;
  for (size_t i = 0; i < OUTPUTS * INPUTS; i++) w[i] = (float)(i % 251) / 125 - 1;
  for (size_t i = 0; i < OUTPUTS * INPUTS; i++) byte_panels[i] = (uint8_t)(i % 255 + 1);
  for (size_t i = 0; i < OUTPUTS; i++) scales[i] = 1;
  s2s_quantize_rows(x, INPUTS, MOST_ROWS, INPUTS, q, INPUTS, scales, sums);
  s2s_panel_pack(w, INPUTS, OUTPUTS, INPUTS, 0, float_panels, 16 * INPUTS);
  printf("| kernels | 1 row | 8 | 32 | %d |\n|---|---|---|---|---|\n", MOST_ROWS);
  static const char *const levels[] = {"plain", "NEON", "AVX2", "AVX-512", "AMX"};
  for (int level = S2S_NEON; level <= S2S_HIGHEST; level++) {
    if (s2s_limit_kernel_level((s2s_level)level) != (s2s_level)level) continue;
    char name[60];
    snprintf(name, sizeof name, "%s, 32 bits", levels[level]);
    if (level != S2S_AMX) measure(name, floats);
    snprintf(name, sizeof name, "%s, bfloat16", levels[level]);
    if (s2s_bfloat16_is_available()) {
      scratch = room(sizeof(uint32_t) * s2s_bfloat16_scratch_count());
      s2s_bfloat16_pack(w, INPUTS, OUTPUTS, INPUTS, 0, pairs, 8 * INPUTS);
      measure(name, bfloat16);
    }
    snprintf(name, sizeof name, "%s, 8 bits", levels[level]);
    measure(name, bytes);
  }
}
