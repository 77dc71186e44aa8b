// The kernels that are compiled once per level: what each does and how it is called.
//
// Define KERNEL(result, name, parameters, arguments) and include this file: the function that calls
// the kernel of the level in use is `s2s_name`. A new kernel is an entry here and a function
// `NAME(name)` in one of the bodies.

/// LSTM gates and state. `gates` [rows, 4H], or [rows, 3H] where one has no columns, holds
/// pre-activations (input, forget, cell, output) and is overwritten by the activations.
KERNEL(void, lstm_forward,
       (float *gates, size_t gate_stride, const float *previous_cell, size_t previous_stride,
        float *cell, size_t cell_stride, float *hidden, size_t hidden_stride, size_t rows,
        size_t hidden_size, s2s_gates kind),
       (gates, gate_stride, previous_cell, previous_stride, cell, cell_stride, hidden,
        hidden_stride, rows, hidden_size, kind))

/// The gradient of `s2s_lstm_forward`: writes `gate_gradient`, as wide as `gates`, and
/// turns `cell_gradient` from the gradient of `cell` into that of `previous_cell`.
KERNEL(void, lstm_backward,
       (const float *gates, size_t gate_stride, const float *previous_cell, size_t previous_stride,
        const float *cell, size_t cell_stride, const float *hidden_gradient, size_t hidden_stride,
        float *cell_gradient, size_t cell_gradient_stride, float *gate_gradient,
        size_t gate_gradient_stride, size_t rows, size_t hidden_size, s2s_gates kind),
       (gates, gate_stride, previous_cell, previous_stride, cell, cell_stride, hidden_gradient,
        hidden_stride, cell_gradient, cell_gradient_stride, gate_gradient, gate_gradient_stride,
        rows, hidden_size, kind))

/// The GRU with the reset gate after the product. `saved` [rows, 6H] holds the input projections
/// of reset, update and candidate, overwritten by the activations, then those of the state.
KERNEL(void, gru_forward,
       (float *saved, size_t saved_stride, const float *previous, size_t previous_stride,
        float *hidden, size_t hidden_stride, size_t rows, size_t hidden_size),
       (saved, saved_stride, previous, previous_stride, hidden, hidden_stride, rows, hidden_size))

/// The gradient of `s2s_gru_forward`: writes that of both projections to `saved_gradient`
/// [rows, 6H], and turns `gradient` from that of the new state into the previous state's direct part.
KERNEL(void, gru_backward,
       (const float *saved, size_t saved_stride, const float *previous, size_t previous_stride,
        float *gradient, size_t gradient_stride, float *saved_gradient,
        size_t saved_gradient_stride, size_t rows, size_t hidden_size),
       (saved, saved_stride, previous, previous_stride, gradient, gradient_stride, saved_gradient,
        saved_gradient_stride, rows, hidden_size))

/// A reset gate before a product: gate = sigmoid(gate), product = gate * hidden; all [rows, H].
KERNEL(void, reset_forward,
       (float *gate, size_t gate_stride, const float *hidden, size_t hidden_stride, float *product,
        size_t product_stride, size_t rows, size_t hidden_size),
       (gate, gate_stride, hidden, hidden_stride, product, product_stride, rows, hidden_size))

/// The gradient of `s2s_reset_forward`: writes the gate's (pre-activation), adds the state's.
KERNEL(void, reset_backward,
       (const float *gate, size_t gate_stride, const float *hidden, size_t hidden_stride,
        const float *product_gradient, size_t product_gradient_stride, float *gate_gradient,
        size_t gate_gradient_stride, float *hidden_gradient, size_t hidden_gradient_stride,
        size_t rows, size_t hidden_size),
       (gate, gate_stride, hidden, hidden_stride, product_gradient, product_gradient_stride,
        gate_gradient, gate_gradient_stride, hidden_gradient, hidden_gradient_stride, rows,
        hidden_size))

/// Old state and candidate mixed by a gate: gate = sigmoid(gate), candidate = tanh(candidate),
/// next = k * previous + (1 - k) * candidate, where k is the gate if it `keeps`, else 1 - gate.
KERNEL(void, blend_forward,
       (float *gate, size_t gate_stride, float *candidate, size_t candidate_stride,
        const float *previous, size_t previous_stride, float *next, size_t next_stride, size_t rows,
        size_t hidden_size, int keeps),
       (gate, gate_stride, candidate, candidate_stride, previous, previous_stride, next,
        next_stride, rows, hidden_size, keeps))

/// The gradient of `s2s_blend_forward`: writes gate's and candidate's (pre-activation), and turns
/// `gradient` from that of `next` into that of `previous`.
KERNEL(void, blend_backward,
       (const float *gate, size_t gate_stride, const float *candidate, size_t candidate_stride,
        const float *previous, size_t previous_stride, float *gradient, size_t gradient_stride,
        float *gate_gradient, size_t gate_gradient_stride, float *candidate_gradient,
        size_t candidate_gradient_stride, size_t rows, size_t hidden_size, int keeps),
       (gate, gate_stride, candidate, candidate_stride, previous, previous_stride, gradient,
        gradient_stride, gate_gradient, gate_gradient_stride, candidate_gradient,
        candidate_gradient_stride, rows, hidden_size, keeps))

/// One step of a cell without a product. `saved` holds parts of H columns, pre-activations that are
/// overwritten by the activations: the forget gate, other gates, z, and the input of SRU. `cell` is null where
/// the state is its memory; `look` [2H] is what the gates of SRU multiply the memory before by.
KERNEL(void, scan_forward,
       (float *saved, size_t saved_stride, const float *previous, size_t previous_stride,
        const float *look, float *cell, size_t cell_stride, float *hidden, size_t hidden_stride,
        size_t rows, size_t hidden_size, s2s_scan kind),
       (saved, saved_stride, previous, previous_stride, look, cell, cell_stride, hidden,
        hidden_stride, rows, hidden_size, kind))

/// The gradient of `s2s_scan_forward`: writes that of the pre-activations, and turns the gradients of the
/// new state into those of the one before. `cell` is the memory after the step.
KERNEL(void, scan_backward,
       (const float *saved, size_t saved_stride, const float *previous, size_t previous_stride,
        const float *look, const float *cell, size_t cell_stride, float *hidden_gradient,
        size_t hidden_gradient_stride, float *cell_gradient, size_t cell_gradient_stride,
        float *saved_gradient, size_t saved_gradient_stride, size_t rows, size_t hidden_size,
        s2s_scan kind),
       (saved, saved_stride, previous, previous_stride, look, cell, cell_stride, hidden_gradient,
        hidden_gradient_stride, cell_gradient, cell_gradient_stride, saved_gradient,
        saved_gradient_stride, rows, hidden_size, kind))

/// y += the sums of each column of x z, element by element.
KERNEL(void, add_column_products,
       (float *y, const float *x, size_t x_stride, const float *z, size_t z_stride, size_t rows,
        size_t columns),
       (y, x, x_stride, z, z_stride, rows, columns))

/// Softmax and cross-entropy of one row: overwrites `logits` by the gradient times `scale`, adds
/// the smoothed loss to `loss` and the plain negative log-likelihood to `nll`.
KERNEL(void, cross_entropy,
       (float *logits, size_t count, size_t target, float smoothing, float scale, double *loss,
        double *nll),
       (logits, count, target, smoothing, scale, loss, nll))

/// The same of two rows of logits with one target, and `weight` times half of both divergences between their
/// distributions, KL(p || q) + KL(q || p) (R-Drop, Liang et al. 2021), which `loss` has, too.
KERNEL(void, twin_cross_entropy,
       (float *logits, float *twin, size_t count, size_t target, float smoothing, float weight,
        float scale, double *loss, double *nll),
       (logits, twin, count, target, smoothing, weight, scale, loss, nll))

/// y = x W, or y += x W: x [rows, depth], y [rows, columns], and W in panels of sixteen columns, each
/// [depth, 16], `panel_stride` floats apart, the last filled up by zeros.
///
/// Every element of y is one sum over `depth` in its order, whatever the number of rows, so a row's
/// result does not depend on the rows beside it.
KERNEL(void, panel_product,
       (const float *x, size_t x_stride, size_t rows, const float *panels, size_t panel_stride,
        size_t depth, float *y, size_t y_stride, size_t columns, int accumulate),
       (x, x_stride, rows, panels, panel_stride, depth, y, y_stride, columns, accumulate))

/// y[i] = x . rows[i]: rows [count, width].
KERNEL(void, dots,
       (float *y, const float *x, const float *rows, size_t stride, size_t count, size_t width),
       (y, x, rows, stride, count, width))

/// y += the sum of weights[i] rows[i].
KERNEL(void, add_weighted_rows,
       (float *y, const float *weights, const float *rows, size_t stride, size_t count,
        size_t width),
       (y, weights, rows, stride, count, width))

/// rows[i] += weights[i] x.
KERNEL(void, add_outer,
       (float *rows, size_t stride, const float *weights, const float *x, size_t count,
        size_t width),
       (rows, stride, weights, x, count, width))

/// y[i] = vector . tanh(query + keys[i]), the scores of additive attention.
KERNEL(void, additive_scores,
       (float *y, const float *query, const float *vector, const float *keys, size_t stride,
        size_t count, size_t width),
       (y, query, vector, keys, stride, count, width))

/// From the gradients of the scores, adds those of the query, the vector and the keys.
KERNEL(void, additive_backward,
       (const float *score_gradients, const float *query, const float *vector, const float *keys,
        size_t stride, size_t count, size_t width, float *query_gradient, float *vector_gradient,
        float *key_gradients, size_t key_gradient_stride),
       (score_gradients, query, vector, keys, stride, count, width, query_gradient,
        vector_gradient, key_gradients, key_gradient_stride))

/// x becomes its softmax.
KERNEL(void, softmax, (float *x, size_t count), (x, count))

/// x becomes (x - mean) factor, with factor = 1 / sqrt(variance + epsilon), which is returned.
KERNEL(float, normalize, (float *x, size_t count, float epsilon), (x, count, epsilon))

/// The gradient of `s2s_normalize` in place: from that of its output, `normal`, to its input's.
KERNEL(void, normalize_backward,
       (float *gradient, const float *normal, float factor, size_t count),
       (gradient, normal, factor, count))

/// y += a b, element by element.
KERNEL(void, add_products,
       (float *y, const float *a, const float *b, size_t count),
       (y, a, b, count))

/// Zoneout in place: element i becomes that of `previous` where dropout by the same key would make
/// it zero.
KERNEL(void, zoneout,
       (float *next, const float *previous, size_t count, uint64_t key, uint64_t first,
        float rate),
       (next, previous, count, key, first, rate))

/// The gradient of `s2s_zoneout`: writes that of `previous`, and turns `gradient` from that of the
/// result into that of what was overwritten.
KERNEL(void, zoneout_backward,
       (float *gradient, float *previous, size_t count, uint64_t key, uint64_t first, float rate),
       (gradient, previous, count, key, first, rate))

/// next += rate (previous - next).
KERNEL(void, mix,
       (float *next, const float *previous, size_t count, float rate),
       (next, previous, count, rate))

/// Rounds rows of x [rows, depth] to bytes: x = scales[r] q, |q| <= 127, and sums[r] is the sum of a
/// row's q. `q_stride` is a multiple of 4, at least depth; bytes behind depth become 0.
KERNEL(void, quantize_rows,
       (const float *x, size_t x_stride, size_t rows, size_t depth, int8_t *q, size_t q_stride,
        float *scales, int32_t *sums),
       (x, x_stride, rows, depth, q, q_stride, scales, sums))

/// log(sum(exp(x))) of one row.
KERNEL(float, log_sum_exp, (const float *x, size_t count), (x, count))

/// tanh in place.
KERNEL(void, tanh, (float *x, size_t count), (x, count))

/// gradient *= 1 - output^2, the backward pass of tanh.
KERNEL(void, tanh_backward,
       (float *gradient, const float *output, size_t count),
       (gradient, output, count))

/// The logistic sigmoid in place.
KERNEL(void, sigmoid, (float *x, size_t count), (x, count))

/// gradient *= output (1 - output), the backward pass of the sigmoid.
KERNEL(void, sigmoid_backward,
       (float *gradient, const float *output, size_t count),
       (gradient, output, count))

/// max(x, 0) in place; what is no number stays so.
KERNEL(void, relu, (float *x, size_t count), (x, count))

/// gradient becomes 0 where the output is, the backward pass of max(x, 0).
KERNEL(void, relu_backward,
       (float *gradient, const float *output, size_t count),
       (gradient, output, count))

/// y += x.
KERNEL(void, add, (float *y, const float *x, size_t count), (y, x, count))

/// y += the sum over the rows of x.
KERNEL(void, add_column_sums,
       (float *y, const float *x, size_t stride, size_t rows, size_t columns),
       (y, x, stride, rows, columns))

/// x *= factor.
KERNEL(void, scale, (float *x, float factor, size_t count), (x, factor, count))

/// The sum of squares, in double precision.
KERNEL(double, sum_of_squares, (const float *x, size_t count), (x, count))

/// Inverted dropout in place: element i is zeroed when hash(key, first + i) says so, otherwise
/// divided by (1 - rate). The same call on the gradient is the backward pass.
KERNEL(void, dropout,
       (float *x, size_t count, uint64_t key, uint64_t first, float rate),
       (x, count, key, first, rate))

/// Adam (Kingma and Ba 2015): one step over a range. `rate` already carries the bias
/// corrections, `epsilon` likewise; the gradient is multiplied by `scale` first.
KERNEL(void, adam,
       (float *parameters, const float *gradients, float *first_moment, float *second_moment,
        size_t count, float scale, float rate, float beta1, float beta2, float epsilon),
       (parameters, gradients, first_moment, second_moment, count, scale, rate, beta1, beta2,
        epsilon))

/// Dynamic evaluation (Krause et al. 2018): parameters += min(pull * roots, 1) (trained - parameters)
/// - rate * gradients / (roots + epsilon).
KERNEL(void, dynamic_update,
       (float *parameters, const float *gradients, const float *trained, const float *roots,
        size_t count, float rate, float epsilon, float pull),
       (parameters, gradients, trained, roots, count, rate, epsilon, pull))

/// Stochastic gradient descent with momentum, as in PyTorch (dampening 0).
KERNEL(void, momentum,
       (float *parameters, const float *gradients, float *velocity, size_t count, float scale,
        float rate, float momentum),
       (parameters, gradients, velocity, count, scale, rate, momentum))
