// The table of kernels that each level fills; see include/CKernels.h for what they do.
#ifndef KERNELS_H
#define KERNELS_H

#include "CKernels.h"

typedef struct kernels {
  void (*lstm_forward)(float *, size_t, const float *, size_t, float *, size_t, float *, size_t,
                       size_t, size_t, s2s_gate);
  void (*lstm_backward)(const float *, size_t, const float *, size_t, const float *, size_t,
                        const float *, size_t, float *, size_t, float *, size_t, size_t, size_t,
                        s2s_gate);
  void (*gru_forward)(float *, size_t, const float *, size_t, float *, size_t, size_t, size_t);
  void (*gru_backward)(const float *, size_t, const float *, size_t, float *, size_t, float *,
                       size_t, size_t, size_t);
  void (*reset_forward)(float *, size_t, const float *, size_t, float *, size_t, size_t, size_t);
  void (*reset_backward)(const float *, size_t, const float *, size_t, const float *, size_t,
                         float *, size_t, float *, size_t, size_t, size_t);
  void (*blend_forward)(float *, size_t, float *, size_t, const float *, size_t, float *, size_t,
                        size_t, size_t, int);
  void (*blend_backward)(const float *, size_t, const float *, size_t, const float *, size_t,
                         float *, size_t, float *, size_t, float *, size_t, size_t, size_t, int);
  void (*cross_entropy)(float *, size_t, size_t, float, float, double *, double *);
  void (*panel_product)(const float *, size_t, size_t, const float *, size_t, size_t, float *,
                        size_t, size_t, int);
  float (*log_sum_exp)(const float *, size_t);
  void (*tanh_)(float *, size_t);
  void (*tanh_backward)(float *, const float *, size_t);
  void (*sigmoid_)(float *, size_t);
  void (*sigmoid_backward)(float *, const float *, size_t);
  void (*relu)(float *, size_t);
  void (*relu_backward)(float *, const float *, size_t);
  void (*add)(float *, const float *, size_t);
  void (*add_column_sums)(float *, const float *, size_t, size_t, size_t);
  void (*scale)(float *, float, size_t);
  double (*sum_of_squares)(const float *, size_t);
  void (*dropout)(float *, size_t, uint64_t, uint64_t, float);
  void (*adam)(float *, const float *, float *, float *, size_t, float, float, float, float,
               float);
  void (*momentum)(float *, const float *, float *, size_t, float, float, float);
  void (*dots)(float *, const float *, const float *, size_t, size_t, size_t);
  void (*add_weighted_rows)(float *, const float *, const float *, size_t, size_t, size_t);
  void (*add_outer)(float *, size_t, const float *, const float *, size_t, size_t);
  void (*additive_scores)(float *, const float *, const float *, const float *, size_t, size_t,
                          size_t);
  void (*additive_backward)(const float *, const float *, const float *, const float *, size_t,
                            size_t, size_t, float *, float *, float *, size_t);
  void (*softmax)(float *, size_t);
  float (*normalize)(float *, size_t, float);
  void (*normalize_backward)(float *, const float *, float, size_t);
  void (*add_products)(float *, const float *, const float *, size_t);
  void (*zoneout)(float *, const float *, size_t, uint64_t, uint64_t, float);
  void (*zoneout_backward)(float *, float *, size_t, uint64_t, uint64_t, float);
  void (*mix)(float *, const float *, size_t, float);
} kernels;

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_avx2;
extern const kernels kernels_avx512;
#endif

#endif
