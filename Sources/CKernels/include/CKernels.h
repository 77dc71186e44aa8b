/// Element-wise loops that want wide vectors, chosen at run time for the processor.
///
/// Matrices are row-major; `stride` is the distance between rows in floats. Every kernel works on
/// sixteen lanes in the same order at every level, so levels differ only where the processor fuses
/// a multiplication with an addition.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// What the processor offers, from least to most.
typedef enum s2s_level { S2S_PLAIN = 0, S2S_AVX2 = 1, S2S_AVX512 = 2 } s2s_level;

/// The level in use on this thread.
s2s_level s2s_kernel_level(void);
/// Uses at most `level` on this thread alone (for tests); returns the level then in use.
s2s_level s2s_limit_kernel_level(s2s_level level);

/// The gates of an LSTM that can be missing: fixed at 1, and without columns.
typedef enum s2s_gate { S2S_INPUT = 0, S2S_FORGET = 1, S2S_OUTPUT = 3, S2S_NO_GATE = 4 } s2s_gate;

/// LSTM gates and state. `gates` [rows, 4H], or [rows, 3H] where one is missing, holds
/// pre-activations (input, forget, cell, output) and is overwritten by the activations.
void s2s_lstm_forward(float *gates, size_t gate_stride, const float *previous_cell,
                      size_t previous_stride, float *cell, size_t cell_stride, float *hidden,
                      size_t hidden_stride, size_t rows, size_t hidden_size, s2s_gate missing);

/// The gradient of `s2s_lstm_forward`: writes `gate_gradient`, as wide as `gates`, and
/// turns `cell_gradient` from the gradient of `cell` into that of `previous_cell`.
void s2s_lstm_backward(const float *gates, size_t gate_stride, const float *previous_cell,
                       size_t previous_stride, const float *cell, size_t cell_stride,
                       const float *hidden_gradient, size_t hidden_stride, float *cell_gradient,
                       size_t cell_gradient_stride, float *gate_gradient,
                       size_t gate_gradient_stride, size_t rows, size_t hidden_size,
                       s2s_gate missing);

/// The GRU with the reset gate after the product. `trace` [rows, 6H] holds the input's share of
/// reset, update and candidate, overwritten by the activations, then the state's share.
void s2s_gru_forward(float *trace, size_t trace_stride, const float *previous,
                     size_t previous_stride, float *hidden, size_t hidden_stride, size_t rows,
                     size_t hidden_size);

/// The gradient of `s2s_gru_forward`: writes that of both shares to `trace_gradient` [rows, 6H],
/// and turns `gradient` from that of the new state into the previous state's direct part.
void s2s_gru_backward(const float *trace, size_t trace_stride, const float *previous,
                      size_t previous_stride, float *gradient, size_t gradient_stride,
                      float *trace_gradient, size_t trace_gradient_stride, size_t rows,
                      size_t hidden_size);

/// A reset gate before a product: gate = sigmoid(gate), product = gate * hidden; all [rows, H].
void s2s_reset_forward(float *gate, size_t gate_stride, const float *hidden, size_t hidden_stride,
                       float *product, size_t product_stride, size_t rows, size_t hidden_size);

/// The gradient of `s2s_reset_forward`: writes the gate's (pre-activation), adds the state's.
void s2s_reset_backward(const float *gate, size_t gate_stride, const float *hidden,
                        size_t hidden_stride, const float *product_gradient,
                        size_t product_gradient_stride, float *gate_gradient,
                        size_t gate_gradient_stride, float *hidden_gradient,
                        size_t hidden_gradient_stride, size_t rows, size_t hidden_size);

/// Old state and candidate mixed by a gate: gate = sigmoid(gate), candidate = tanh(candidate),
/// next = k * previous + (1 - k) * candidate, where k is the gate if it `keeps`, else 1 - gate.
void s2s_blend_forward(float *gate, size_t gate_stride, float *candidate, size_t candidate_stride,
                       const float *previous, size_t previous_stride, float *next,
                       size_t next_stride, size_t rows, size_t hidden_size, int keeps);

/// The gradient of `s2s_blend_forward`: writes gate's and candidate's (pre-activation), and turns
/// `gradient` from that of `next` into that of `previous`.
void s2s_blend_backward(const float *gate, size_t gate_stride, const float *candidate,
                        size_t candidate_stride, const float *previous, size_t previous_stride,
                        float *gradient, size_t gradient_stride, float *gate_gradient,
                        size_t gate_gradient_stride, float *candidate_gradient,
                        size_t candidate_gradient_stride, size_t rows, size_t hidden_size,
                        int keeps);

/// Softmax and cross-entropy of one row: overwrites `logits` by the gradient times `scale`, adds
/// the smoothed loss to `loss` and the plain negative log-likelihood to `nll`.
void s2s_cross_entropy(float *logits, size_t count, size_t target, float smoothing, float scale,
                       double *loss, double *nll);

/// Arranges a matrix in panels of sixteen outputs: each [depth, 16], `panel_stride` floats apart,
/// filled up by zeros. x is [outputs, depth], or [depth, outputs] where the outputs `are_columns`.
void s2s_panel_pack(const float *x, size_t x_stride, size_t outputs, size_t depth, int are_columns,
                    float *panels, size_t panel_stride);
/// y = x W, or y += x W: x [rows, depth], y [rows, columns], and W in panels of sixteen columns, each
/// [depth, 16], `panel_stride` floats apart, the last filled up by zeros.
///
/// Every element of y is one sum over `depth` in its order, whatever the number of rows, so a row's
/// result does not depend on the rows beside it.
void s2s_panel_product(const float *x, size_t x_stride, size_t rows, const float *panels,
                       size_t panel_stride, size_t depth, float *y, size_t y_stride,
                       size_t columns, int accumulate);

/// Rounds rows of x [rows, depth] to bytes: x = scales[r] q, |q| <= 127, and sums[r] is the sum of a
/// row's q. `q_stride` is a multiple of 4, at least depth; bytes behind depth become 0.
void s2s_quantize_rows(const float *x, size_t x_stride, size_t rows, size_t depth, int8_t *q,
                       size_t q_stride, float *scales, int32_t *sums);
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

/// y[i] = x . rows[i]: rows [count, width].
void s2s_dots(float *y, const float *x, const float *rows, size_t stride, size_t count,
              size_t width);
/// y += the sum of weights[i] rows[i].
void s2s_add_weighted_rows(float *y, const float *weights, const float *rows, size_t stride,
                           size_t count, size_t width);
/// rows[i] += weights[i] x.
void s2s_add_outer(float *rows, size_t stride, const float *weights, const float *x, size_t count,
                   size_t width);
/// y[i] = vector . tanh(query + keys[i]), the scores of additive attention.
void s2s_additive_scores(float *y, const float *query, const float *vector, const float *keys,
                         size_t stride, size_t count, size_t width);
/// From the gradients of the scores, adds those of the query, the vector and the keys.
void s2s_additive_backward(const float *score_gradients, const float *query, const float *vector,
                           const float *keys, size_t stride, size_t count, size_t width,
                           float *query_gradient, float *vector_gradient, float *key_gradients,
                           size_t key_gradient_stride);
/// x becomes its softmax.
void s2s_softmax(float *x, size_t count);

/// x becomes (x - mean) factor, with factor = 1 / sqrt(variance + epsilon), which is returned.
float s2s_normalize(float *x, size_t count, float epsilon);
/// The gradient of `s2s_normalize` in place: from that of its output, `normal`, to its input's.
void s2s_normalize_backward(float *gradient, const float *normal, float factor, size_t count);
/// y += a b, element by element.
void s2s_add_products(float *y, const float *a, const float *b, size_t count);
/// Zoneout in place: element i becomes that of `previous` where dropout by the same key would make
/// it zero.
void s2s_zoneout(float *next, const float *previous, size_t count, uint64_t key, uint64_t first,
                 float rate);
/// The gradient of `s2s_zoneout`: writes that of `previous`, and turns `gradient` from that of the
/// result into that of what was overwritten.
void s2s_zoneout_backward(float *gradient, float *previous, size_t count, uint64_t key,
                          uint64_t first, float rate);
/// next += share (previous - next).
void s2s_mix(float *next, const float *previous, size_t count, float share);

/// log(sum(exp(x))) of one row.
float s2s_log_sum_exp(const float *x, size_t count);
/// tanh in place.
void s2s_tanh(float *x, size_t count);
/// gradient *= 1 - output^2, the backward pass of tanh.
void s2s_tanh_backward(float *gradient, const float *output, size_t count);
/// The logistic sigmoid in place.
void s2s_sigmoid(float *x, size_t count);
/// gradient *= output (1 - output), the backward pass of the sigmoid.
void s2s_sigmoid_backward(float *gradient, const float *output, size_t count);
/// max(x, 0) in place; what is no number stays so.
void s2s_relu(float *x, size_t count);
/// gradient becomes 0 where the output is, the backward pass of max(x, 0).
void s2s_relu_backward(float *gradient, const float *output, size_t count);
/// y += x.
void s2s_add(float *y, const float *x, size_t count);
/// y += the sum over the rows of x.
void s2s_add_column_sums(float *y, const float *x, size_t stride, size_t rows, size_t columns);
/// x *= factor.
void s2s_scale(float *x, float factor, size_t count);
/// The sum of squares, in double precision.
double s2s_sum_of_squares(const float *x, size_t count);
/// Inverted dropout in place: element i is zeroed when hash(key, first + i) says so, otherwise
/// divided by (1 - rate). The same call on the gradient is the backward pass.
void s2s_dropout(float *x, size_t count, uint64_t key, uint64_t first, float rate);

/// Adam (Kingma and Ba 2015): one step over a range. `rate` already carries the bias
/// corrections, `epsilon` likewise; the gradient is multiplied by `scale` first.
void s2s_adam(float *parameters, const float *gradients, float *first_moment,
              float *second_moment, size_t count, float scale, float rate, float beta1,
              float beta2, float epsilon);
/// Stochastic gradient descent with momentum, as in PyTorch (dampening 0).
void s2s_momentum(float *parameters, const float *gradients, float *velocity, size_t count,
                  float scale, float rate, float momentum);

#endif
