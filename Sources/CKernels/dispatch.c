// Chooses the level once, then forwards.
#include "kernels.h"

static s2s_level detected(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return S2S_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("bmi2"))
    return S2S_AVX2;
#endif
  return S2S_PLAIN;
}

static const kernels *table(s2s_level level) {
#if defined(__x86_64__)
  if (level == S2S_AVX512) return &kernels_avx512;
  if (level == S2S_AVX2) return &kernels_avx2;
#endif
  (void)level;
  return &kernels_plain;
}

static s2s_level best = S2S_PLAIN;
static const kernels *best_kernels = &kernels_plain;

__attribute__((constructor)) static void start(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
#endif
  best = detected();
  best_kernels = table(best);
}

// A thread's own limit, so that a test of a lower level changes nothing beside it.
static _Thread_local s2s_level limit = S2S_AVX512;
static _Thread_local const kernels *limited;

static inline const kernels *chosen(void) { return limited ? limited : best_kernels; }

s2s_level s2s_kernel_level(void) { return best < limit ? best : limit; }

s2s_level s2s_limit_kernel_level(s2s_level level) {
  limit = level;
  limited = level < best ? table(level) : 0;
  return s2s_kernel_level();
}

void s2s_lstm_forward(float *gates, size_t gs, const float *previous, size_t ps, float *cell,
                      size_t cs, float *hidden, size_t hs, size_t rows, size_t H,
                      s2s_gate missing) {
  chosen()->lstm_forward(gates, gs, previous, ps, cell, cs, hidden, hs, rows, H, missing);
}
void s2s_lstm_backward(const float *gates, size_t gs, const float *previous, size_t ps,
                       const float *cell, size_t cs, const float *dhidden, size_t hs,
                       float *dcell, size_t ds, float *dgates, size_t dgs, size_t rows,
                       size_t H, s2s_gate missing) {
  chosen()->lstm_backward(gates, gs, previous, ps, cell, cs, dhidden, hs, dcell, ds, dgates, dgs,
                          rows, H, missing);
}
void s2s_gru_forward(float *trace, size_t ts, const float *previous, size_t ps, float *hidden,
                     size_t hs, size_t rows, size_t H) {
  chosen()->gru_forward(trace, ts, previous, ps, hidden, hs, rows, H);
}
void s2s_gru_backward(const float *trace, size_t ts, const float *previous, size_t ps,
                      float *gradient, size_t gs, float *dtrace, size_t dts, size_t rows,
                      size_t H) {
  chosen()->gru_backward(trace, ts, previous, ps, gradient, gs, dtrace, dts, rows, H);
}
void s2s_reset_forward(float *gate, size_t gs, const float *hidden, size_t hs, float *product,
                       size_t ps, size_t rows, size_t H) {
  chosen()->reset_forward(gate, gs, hidden, hs, product, ps, rows, H);
}
void s2s_reset_backward(const float *gate, size_t gs, const float *hidden, size_t hs,
                        const float *dproduct, size_t ps, float *dgate, size_t dgs,
                        float *dhidden, size_t dhs, size_t rows, size_t H) {
  chosen()->reset_backward(gate, gs, hidden, hs, dproduct, ps, dgate, dgs, dhidden, dhs, rows, H);
}
void s2s_blend_forward(float *gate, size_t gs, float *candidate, size_t cs, const float *previous,
                       size_t ps, float *next, size_t ns, size_t rows, size_t H, int keeps) {
  chosen()->blend_forward(gate, gs, candidate, cs, previous, ps, next, ns, rows, H, keeps);
}
void s2s_blend_backward(const float *gate, size_t gs, const float *candidate, size_t cs,
                        const float *previous, size_t ps, float *gradient, size_t ds,
                        float *dgate, size_t dgs, float *dcandidate, size_t dcs, size_t rows,
                        size_t H, int keeps) {
  chosen()->blend_backward(gate, gs, candidate, cs, previous, ps, gradient, ds, dgate, dgs,
                           dcandidate, dcs, rows, H, keeps);
}
void s2s_cross_entropy(float *logits, size_t count, size_t target, float smoothing, float scale,
                       double *loss, double *nll) {
  chosen()->cross_entropy(logits, count, target, smoothing, scale, loss, nll);
}
void s2s_panel_product(const float *x, size_t xs, size_t rows, const float *panels, size_t ps,
                       size_t depth, float *y, size_t ys, size_t columns, int accumulate) {
  chosen()->panel_product(x, xs, rows, panels, ps, depth, y, ys, columns, accumulate);
}
float s2s_log_sum_exp(const float *x, size_t count) { return chosen()->log_sum_exp(x, count); }
void s2s_tanh(float *x, size_t count) { chosen()->tanh_(x, count); }
void s2s_tanh_backward(float *gradient, const float *output, size_t count) {
  chosen()->tanh_backward(gradient, output, count);
}
void s2s_sigmoid(float *x, size_t count) { chosen()->sigmoid_(x, count); }
void s2s_sigmoid_backward(float *gradient, const float *output, size_t count) {
  chosen()->sigmoid_backward(gradient, output, count);
}
void s2s_relu(float *x, size_t count) { chosen()->relu(x, count); }
void s2s_relu_backward(float *gradient, const float *output, size_t count) {
  chosen()->relu_backward(gradient, output, count);
}
void s2s_add(float *y, const float *x, size_t count) { chosen()->add(y, x, count); }
void s2s_add_column_sums(float *y, const float *x, size_t stride, size_t rows, size_t columns) {
  chosen()->add_column_sums(y, x, stride, rows, columns);
}
void s2s_scale(float *x, float factor, size_t count) { chosen()->scale(x, factor, count); }
double s2s_sum_of_squares(const float *x, size_t count) {
  return chosen()->sum_of_squares(x, count);
}
void s2s_dropout(float *x, size_t count, uint64_t key, uint64_t first, float rate) {
  chosen()->dropout(x, count, key, first, rate);
}
void s2s_adam(float *parameters, const float *gradients, float *m, float *v, size_t count,
              float scale, float rate, float beta1, float beta2, float epsilon) {
  chosen()->adam(parameters, gradients, m, v, count, scale, rate, beta1, beta2, epsilon);
}
void s2s_momentum(float *parameters, const float *gradients, float *velocity, size_t count,
                  float scale, float rate, float momentum) {
  chosen()->momentum(parameters, gradients, velocity, count, scale, rate, momentum);
}
void s2s_dots(float *y, const float *x, const float *rows, size_t stride, size_t count,
              size_t width) {
  chosen()->dots(y, x, rows, stride, count, width);
}
void s2s_add_weighted_rows(float *y, const float *weights, const float *rows, size_t stride,
                           size_t count, size_t width) {
  chosen()->add_weighted_rows(y, weights, rows, stride, count, width);
}
void s2s_add_outer(float *rows, size_t stride, const float *weights, const float *x, size_t count,
                   size_t width) {
  chosen()->add_outer(rows, stride, weights, x, count, width);
}
void s2s_additive_scores(float *y, const float *query, const float *vector, const float *keys,
                         size_t stride, size_t count, size_t width) {
  chosen()->additive_scores(y, query, vector, keys, stride, count, width);
}
void s2s_additive_backward(const float *dy, const float *query, const float *vector,
                           const float *keys, size_t stride, size_t count, size_t width,
                           float *dquery, float *dvector, float *dkeys, size_t dstride) {
  chosen()->additive_backward(dy, query, vector, keys, stride, count, width, dquery, dvector,
                              dkeys, dstride);
}
void s2s_softmax(float *x, size_t count) { chosen()->softmax(x, count); }
float s2s_normalize(float *x, size_t count, float epsilon) {
  return chosen()->normalize(x, count, epsilon);
}
void s2s_normalize_backward(float *gradient, const float *normal, float factor, size_t count) {
  chosen()->normalize_backward(gradient, normal, factor, count);
}
void s2s_add_products(float *y, const float *a, const float *b, size_t count) {
  chosen()->add_products(y, a, b, count);
}
void s2s_zoneout(float *next, const float *previous, size_t count, uint64_t key, uint64_t first,
                 float rate) {
  chosen()->zoneout(next, previous, count, key, first, rate);
}
void s2s_zoneout_backward(float *gradient, float *previous, size_t count, uint64_t key,
                          uint64_t first, float rate) {
  chosen()->zoneout_backward(gradient, previous, count, key, first, rate);
}
void s2s_mix(float *next, const float *previous, size_t count, float share) {
  chosen()->mix(next, previous, count, share);
}
