/// Element-wise loops that want wide vectors, chosen at run time for the processor.
///
/// Matrices are row-major; `stride` is the distance between rows in floats. Every kernel works on
/// sixteen lanes in the same order at every level, so levels differ only where the processor fuses
/// a multiplication with an addition.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// What processors offer, from least to most: NEON on AArch64, AVX2, AVX-512 and the tiles of AMX on
/// x86-64. A level of the other architecture stands for the best one below it that the processor has.
typedef enum s2s_level {
  S2S_PLAIN = 0,
  S2S_NEON = 1,
  S2S_AVX2 = 2,
  S2S_AVX512 = 3,
  S2S_AMX = 4,
  S2S_HIGHEST = S2S_AMX
} s2s_level;

/// The level in use on this thread.
s2s_level s2s_kernel_level(void);
/// Uses `level` on every thread, or the processor's where that is less, and returns the level then in
/// use; to be called before any work.
s2s_level s2s_pin_kernel_level(s2s_level level);
/// Uses at most `level` on this thread alone (for tests); returns the level then in use.
s2s_level s2s_limit_kernel_level(s2s_level level);

/// What sums products of bytes, least first.
typedef enum s2s_bytes {
  S2S_BYTES_PLAIN = 0,
  S2S_BYTES_NEON = 1,
  S2S_BYTES_NEON_DOT = 2,
  S2S_BYTES_AVX2 = 3,
  S2S_BYTES_AVX_VNNI = 4,
  S2S_BYTES_AVX512_VNNI = 5,
  S2S_BYTES_AMX = 6,
  S2S_BYTES_HIGHEST = S2S_BYTES_AMX
} s2s_bytes;

/// What sums products of bytes here, on this thread.
s2s_bytes s2s_byte_instructions(void);
/// Allows this thread no more than that, for tests, and returns what it then uses.
s2s_bytes s2s_limit_byte_instructions(s2s_bytes most);

/// The gates of an LSTM: all of them; without one, which is 1 and has no columns; with an input gate that is
/// what the forget gate leaves, and has no columns either; or with one that is at most that.
typedef enum s2s_gates {
  S2S_NO_INPUT = 0,
  S2S_NO_FORGET = 1,
  S2S_NO_OUTPUT = 3,
  S2S_ALL_GATES = 4,
  S2S_COUPLED = 5,
  S2S_CAPPED = 6
} s2s_gates;

/// Cells whose recurrence is element by element: c = k c' + i z, where i is 1 - k but in the last.
typedef enum s2s_scan {
  S2S_SSRU = 0,
  S2S_SRU = 1,
  S2S_MIN_GRU = 2,
  S2S_MIN_LSTM = 3,
  S2S_QRNN_F = 4,
  S2S_QRNN_FO = 5,
  S2S_QRNN_IFO = 6
} s2s_scan;

#define KERNEL(result, name, parameters, arguments) result s2s_##name parameters;
#include "kernel_list.h"
#undef KERNEL

/// Arranges a matrix in panels of sixteen outputs: each [depth, 16], `panel_stride` floats apart,
/// filled up by zeros. x is [outputs, depth], or [depth, outputs] where the outputs `are_columns`.
void s2s_panel_pack(const float *x, size_t x_stride, size_t outputs, size_t depth, int are_columns,
                    float *panels, size_t panel_stride);

/// y = x W, or y += x W, for quantised x and W: panels of sixteen columns, each [depth / 4, 16, 4],
/// bytes from 1 to 255 that stand for themselves less 128, times the column's scale;
/// `panel_stride` bytes apart, the last filled up.
///
/// The sums are exact, so all levels agree and a row does not depend on the rows beside it.
void s2s_quantized_product(const int8_t *q, size_t q_stride, const float *scales,
                           const int32_t *sums, size_t rows, const uint8_t *panels,
                           size_t panel_stride, size_t depth, const float *weight_scales, float *y,
                           size_t y_stride, size_t columns, int accumulate);

/// Gives freed memory back to the system, which glibc alone does when it pleases.
void s2s_release_unused_memory(void);
/// Lets all threads allocate from one heap.
void s2s_use_one_heap(void);

/// y[:, c] = x . weights[c] + bias[c] for the chosen c alone: x [rows, width], weights [.., width].
void s2s_chosen_products(const float *x, size_t x_stride, size_t rows, const float *weights,
                         size_t weight_stride, const float *bias, const int32_t *chosen,
                         size_t count, size_t width, float *y, size_t y_stride);
/// The same for quantised x and weights, the latter in rows without gaps.
void s2s_chosen_quantized_products(const int8_t *q, size_t q_stride, const float *scales,
                                   size_t rows, const int8_t *weights, const float *weight_scales,
                                   const float *bias, const int32_t *chosen, size_t count,
                                   size_t width, float *y, size_t y_stride);
/// Whether this processor multiplies numbers rounded to bfloat16; without it, the two functions
/// below must not be called.
int s2s_bfloat16_is_available(void);
/// Rounds a matrix to bfloat16, to the nearest even, and arranges it in panels of sixteen outputs:
/// each [depth / 2, 16, 2], `panel_stride` pairs apart, filled up by zeros. x is
/// [outputs, depth], or [depth, outputs] where the outputs `are_columns`.
void s2s_bfloat16_pack(const float *x, size_t x_stride, size_t outputs, size_t depth,
                       int are_columns, uint32_t *panels, size_t panel_stride);
/// y = x W, or y += x W, summed in single precision: W in panels as above, y [rows, columns], and
/// x [rows, depth], or [depth, rows] where the rows `are_columns`; x is rounded on the way, into
/// `scratch`. Every element is one sum over the depth in its order.
void s2s_bfloat16_product(const float *x, size_t x_stride, size_t rows, int are_columns,
                          const uint32_t *panels, size_t panel_stride, size_t depth, float *y,
                          size_t y_stride, size_t columns, int accumulate, uint32_t *scratch);
/// The pairs that `scratch` has room for.
size_t s2s_bfloat16_scratch_count(void);

#endif
