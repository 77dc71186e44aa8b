// The kernels, written once and compiled once a level. NAME(x) gives a level's own names.
#include "kernels.h"
#include "vector.h"

/// The number of the gate that has no columns; one that there is not where all have.
INLINE int absent_gate(s2s_gates kind) { return kind == S2S_COUPLED ? 0 : (int)kind; }
/// The place of gate k among those that have columns.
INLINE size_t place(int k, int absent) { return (size_t)(k - (k > absent)); }

/// One vector of one row of the LSTM, forward: i, f, g, o as in PyTorch.
INLINE void lstm_lanes(v16 gate[4], v16 previous, v16 *cell, v16 *hidden, s2s_gates kind) {
  gate[0] = sigmoid(gate[0]);
  gate[1] = sigmoid(gate[1]);
  gate[2] = hyperbolic_tangent(gate[2]);
  gate[3] = sigmoid(gate[3]);
  if (kind == S2S_COUPLED) gate[0] = 1.0f - gate[1];
  if (kind == S2S_CAPPED) gate[0] = __builtin_elementwise_min(gate[0], 1.0f - gate[1]);
  *cell = gate[1] * previous + gate[0] * gate[2];
  *hidden = gate[3] * hyperbolic_tangent(*cell);
}

/// All rows; where a gate is missing, sixteen ones of it come from the sigmoid of 88.
INLINE void lstm_forward_rows(float *gates, size_t gs, const float *previous, size_t ps,
                              float *cell, size_t cs, float *hidden, size_t hs, size_t rows,
                              size_t H, s2s_gates kind) {
  int absent = absent_gate(kind);
  for (size_t b = 0; b < rows; b++) {
    float *g = gates + b * gs;
    v16 gate[4], c, h;
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      for (int k = 0; k < 4; k++)
        gate[k] = k == absent ? all(88) : take(g + place(k, absent) * H + j, n);
      lstm_lanes(gate, take(previous + b * ps + j, n), &c, &h, kind);
      for (int k = 0; k < 4; k++)
        if (k != absent) give(g + place(k, absent) * H + j, gate[k], n);
      give(cell + b * cs + j, c, n);
      give(hidden + b * hs + j, h, n);
    }
  }
}

static void NAME(lstm_forward)(float *gates, size_t gs, const float *previous, size_t ps,
                               float *cell, size_t cs, float *hidden, size_t hs, size_t rows,
                               size_t H, s2s_gates kind) {
  // The common case on its own, so that its loop has no branches.
  if (kind == S2S_ALL_GATES)
    lstm_forward_rows(gates, gs, previous, ps, cell, cs, hidden, hs, rows, H, S2S_ALL_GATES);
  else
    lstm_forward_rows(gates, gs, previous, ps, cell, cs, hidden, hs, rows, H, kind);
}

/// One vector of one row of the LSTM, backward; `gate` comes in as activations and leaves as
/// gradients of the pre-activations, `dc` from the gradient of the cell to that of the previous.
INLINE void lstm_lanes_backward(v16 gate[4], v16 previous, v16 cell, v16 dh, v16 *dc,
                                s2s_gates kind) {
  v16 f = gate[1], g = gate[2], o = gate[3];
  v16 i = kind == S2S_COUPLED ? 1.0f - f : gate[0];
  v16 t = hyperbolic_tangent(cell);
  v16 d = *dc + dh * o * (1.0f - t * t);
  v16 di = d * g, df = d * previous;
  // Where the input gate is what the forget gate leaves, its gradient is the forget gate's.
  if (kind == S2S_COUPLED) df -= di;
  if (kind == S2S_CAPPED) {
    i16 capped = i == 1.0f - f;
    df -= select(capped, di, all(0));
    di = select(capped, all(0), di);
  }
  gate[0] = di * i * (1.0f - i);
  gate[1] = df * f * (1.0f - f);
  gate[2] = d * i * (1.0f - g * g);
  gate[3] = dh * t * o * (1.0f - o);
  *dc = d * f;
}

INLINE void lstm_backward_rows(const float *gates, size_t gs, const float *previous, size_t ps,
                               const float *cell, size_t cs, const float *dhidden, size_t hs,
                               float *dcell, size_t ds, float *dgates, size_t dgs, size_t rows,
                               size_t H, s2s_gates kind) {
  int absent = absent_gate(kind);
  for (size_t b = 0; b < rows; b++) {
    const float *g = gates + b * gs;
    float *dg = dgates + b * dgs, *dc = dcell + b * ds;
    const float *p = previous + b * ps, *c = cell + b * cs, *dh = dhidden + b * hs;
    v16 gate[4], d;
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      for (int k = 0; k < 4; k++)
        gate[k] = k == absent ? all(1) : take(g + place(k, absent) * H + j, n);
      d = take(dc + j, n);
      lstm_lanes_backward(gate, take(p + j, n), take(c + j, n), take(dh + j, n), &d, kind);
      for (int k = 0; k < 4; k++)
        if (k != absent) give(dg + place(k, absent) * H + j, gate[k], n);
      give(dc + j, d, n);
    }
  }
}

static void NAME(lstm_backward)(const float *gates, size_t gs, const float *previous, size_t ps,
                                const float *cell, size_t cs, const float *dhidden, size_t hs,
                                float *dcell, size_t ds, float *dgates, size_t dgs, size_t rows,
                                size_t H, s2s_gates kind) {
  if (kind == S2S_ALL_GATES)
    lstm_backward_rows(gates, gs, previous, ps, cell, cs, dhidden, hs, dcell, ds, dgates, dgs,
                       rows, H, S2S_ALL_GATES);
  else
    lstm_backward_rows(gates, gs, previous, ps, cell, cs, dhidden, hs, dcell, ds, dgates, dgs,
                       rows, H, kind);
}

INLINE float row_maximum(const float *x, size_t count) {
  v16 top = all(-__builtin_inff());
  size_t j = 0;
  for (; j + LANES <= count; j += LANES) top = __builtin_elementwise_max(top, load(x + j));
  if (j < count)
    top = __builtin_elementwise_max(top, load_some(x + j, count - j, -__builtin_inff()));
  return max_lanes(top);
}

static float NAME(log_sum_exp)(const float *x, size_t count) {
  float top = row_maximum(x, count);
  v16 sum = all(0);
  size_t j = 0;
  for (; j + LANES <= count; j += LANES) sum += exponential(load(x + j) - top);
  // The padding lanes add e^-87, below the last place of a sum that is at least 1.
  if (j < count)
    sum += exponential(load_some(x + j, count - j, -__builtin_inff()) - top);
  return top + __builtin_logf(sum_lanes(sum));
}

/// Adds the losses of a row of logits.
static void NAME(add_losses)(const float *x, size_t count, size_t target, float smoothing,
                             float normaliser, double *loss, double *nll) {
  double likelihood = (double)normaliser - (double)x[target];
  *nll += likelihood;
  if (smoothing > 0) {
    v16 sum = all(0);
    size_t j = 0;
    for (; j + LANES <= count; j += LANES) sum += load(x + j);
    if (j < count) sum += load_some(x + j, count - j, 0);
    double uniform = (double)normaliser - (double)sum_lanes(sum) / (double)count;
    *loss += (1.0 - (double)smoothing) * likelihood + (double)smoothing * uniform;
  } else {
    *loss += likelihood;
  }
}

static void NAME(cross_entropy)(float *x, size_t count, size_t target, float smoothing,
                                float scale, double *loss, double *nll) {
  float normaliser = NAME(log_sum_exp)(x, count);
  NAME(add_losses)(x, count, target, smoothing, normaliser, loss, nll);
  float uniform = smoothing / (float)count;
  size_t j = 0;
  for (; j + LANES <= count; j += LANES)
    store(x + j, (exponential(load(x + j) - normaliser) - uniform) * scale);
  if (j < count) {
    v16 rest = load_some(x + j, count - j, 0);
    store_some(x + j, (exponential(rest - normaliser) - uniform) * scale, count - j);
  }
  x[target] -= (1.0f - smoothing) * scale;
}

/// Log-probabilities from logits; the lanes behind a row are 0.
INLINE v16 log_probabilities(const float *x, size_t n, float normaliser) {
  return (n == LANES ? load(x) : load_some(x, n, normaliser)) - normaliser;
}

static void NAME(twin_cross_entropy)(float *x, float *y, size_t count, size_t target,
                                     float smoothing, float weight, float scale, double *loss,
                                     double *nll) {
  float x_normaliser = NAME(log_sum_exp)(x, count), y_normaliser = NAME(log_sum_exp)(y, count);
  NAME(add_losses)(x, count, target, smoothing, x_normaliser, loss, nll);
  NAME(add_losses)(y, count, target, smoothing, y_normaliser, loss, nll);
  v16 x_sum = all(0), y_sum = all(0);
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = count - j < LANES ? count - j : LANES;
    v16 p = log_probabilities(x + j, n, x_normaliser);
    v16 q = log_probabilities(y + j, n, y_normaliser);
    x_sum += exponential(p) * (p - q);
    y_sum += exponential(q) * (q - p);
  }
  float x_divergence = sum_lanes(x_sum), y_divergence = sum_lanes(y_sum), half = weight / 2;
  *loss += (double)half * ((double)x_divergence + (double)y_divergence);
  float uniform = smoothing / (float)count;
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = count - j < LANES ? count - j : LANES;
    v16 p = log_probabilities(x + j, n, x_normaliser);
    v16 q = log_probabilities(y + j, n, y_normaliser);
    v16 a = exponential(p), b = exponential(q), difference = p - q;
    give(x + j, (a - uniform + half * (a * (difference - x_divergence) + a - b)) * scale, n);
    give(y + j, (b - uniform + half * (b * (-difference - y_divergence) + b - a)) * scale, n);
  }
  x[target] -= (1.0f - smoothing) * scale;
  y[target] -= (1.0f - smoothing) * scale;
}

static void NAME(tanh)(float *x, size_t count) {
  size_t j = 0;
  for (; j + LANES <= count; j += LANES) store(x + j, hyperbolic_tangent(load(x + j)));
  if (j < count)
    store_some(x + j, hyperbolic_tangent(load_some(x + j, count - j, 0)), count - j);
}

static void NAME(tanh_backward)(float *gradient, const float *output, size_t count) {
  for (size_t j = 0; j < count; j++) gradient[j] *= 1.0f - output[j] * output[j];
}

static void NAME(sigmoid)(float *x, size_t count) {
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = count - j < LANES ? count - j : LANES;
    give(x + j, sigmoid(take(x + j, n)), n);
  }
}

static void NAME(sigmoid_backward)(float *gradient, const float *output, size_t count) {
  for (size_t j = 0; j < count; j++) gradient[j] *= output[j] * (1.0f - output[j]);
}

static void NAME(relu)(float *x, size_t count) {
  for (size_t j = 0; j < count; j++) x[j] = x[j] < 0 ? 0 : x[j];
}

static void NAME(relu_backward)(float *gradient, const float *output, size_t count) {
  for (size_t j = 0; j < count; j++) gradient[j] = output[j] == 0 ? 0 : gradient[j];
}

static void NAME(add)(float *y, const float *x, size_t count) {
  for (size_t j = 0; j < count; j++) y[j] += x[j];
}

static void NAME(add_column_sums)(float *y, const float *x, size_t stride, size_t rows,
                                  size_t columns) {
  for (size_t b = 0; b < rows; b++) {
    const float *row = x + b * stride;
    for (size_t j = 0; j < columns; j++) y[j] += row[j];
  }
}

static void NAME(scale)(float *x, float factor, size_t count) {
  for (size_t j = 0; j < count; j++) x[j] *= factor;
}

static double NAME(sum_of_squares)(const float *x, size_t count) {
  d8 sum = {0}, more = {0};
  size_t j = 0;
  for (; j + 16 <= count; j += 16) {
    d8 a, b;
    for (int k = 0; k < 8; k++) a[k] = (double)x[j + k], b[k] = (double)x[j + 8 + k];
    sum += a * a;
    more += b * b;
  }
  sum += more;
  double total = 0;
  for (int k = 0; k < 8; k++) total += sum[k];
  for (; j < count; j++) total += (double)x[j] * (double)x[j];
  return total;
}

/// A 32-bit hash of (key, index): murmur3's finaliser and a third round, so that two rounds
/// follow each half of the key; enough to pass for noise.
INLINE uint32_t hash32(uint32_t index, uint32_t low, uint32_t high) {
  uint32_t x = index ^ low;
  x = (x ^ (x >> 16)) * 0x85ebca6bu + high;
  x = (x ^ (x >> 13)) * 0xc2b2ae35u;
  x = (x ^ (x >> 16)) * 0x9e3779b1u;
  return x ^ (x >> 15);
}

static void NAME(dropout)(float *x, size_t count, uint64_t key, uint64_t first, float rate) {
  uint32_t low = (uint32_t)key ^ (uint32_t)(first >> 32), high = (uint32_t)(key >> 32);
  uint32_t threshold = (uint32_t)(rate * 4294967296.0);
  float keep = 1.0f / (1.0f - rate);
  for (size_t j = 0; j < count; j++) {
    uint32_t h = hash32((uint32_t)first + (uint32_t)j, low, high);
    x[j] = h < threshold ? 0.0f : x[j] * keep;
  }
}

typedef struct adam_rates {
  float scale, rate, beta1, beta2, epsilon;
} adam_rates;

INLINE void adam_lanes(v16 g, v16 *m, v16 *v, v16 *p, adam_rates r) {
  g *= r.scale;
  *m = r.beta1 * *m + (1.0f - r.beta1) * g;
  *v = r.beta2 * *v + (1.0f - r.beta2) * g * g;
  *p -= r.rate * *m / (__builtin_elementwise_sqrt(*v) + r.epsilon);
}

static void NAME(adam)(float *parameters, const float *gradients, float *first, float *second,
                       size_t count, float scale, float rate, float beta1, float beta2,
                       float epsilon) {
  adam_rates r = {scale, rate, beta1, beta2, epsilon};
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = count - j < LANES ? count - j : LANES;
    if (n == LANES) {
      v16 m = load(first + j), v = load(second + j), p = load(parameters + j);
      adam_lanes(load(gradients + j), &m, &v, &p, r);
      store(first + j, m), store(second + j, v), store(parameters + j, p);
    } else {
      v16 m = load_some(first + j, n, 0), v = load_some(second + j, n, 0);
      v16 p = load_some(parameters + j, n, 0);
      adam_lanes(load_some(gradients + j, n, 0), &m, &v, &p, r);
      store_some(first + j, m, n), store_some(second + j, v, n);
      store_some(parameters + j, p, n);
    }
  }
}

static void NAME(dynamic_update)(float *parameters, const float *gradients, const float *trained,
                                 const float *roots, size_t count, float rate, float epsilon,
                                 float pull) {
  for (size_t j = 0; j < count; j++) {
    float back = pull * roots[j] < 1 ? pull * roots[j] : 1;
    parameters[j] +=
        back * (trained[j] - parameters[j]) - rate * gradients[j] / (roots[j] + epsilon);
  }
}

static void NAME(momentum)(float *parameters, const float *gradients, float *velocity,
                           size_t count, float scale, float rate, float momentum) {
  for (size_t j = 0; j < count; j++) {
    velocity[j] = momentum * velocity[j] + gradients[j] * scale;
    parameters[j] -= rate * velocity[j];
  }
}

#include "attention_body.h"
#include "bytes_body.h"
#include "gates_body.h"
#include "panels_body.h"
#include "rows_body.h"
#include "scan_body.h"

const kernels NAME(kernels) = {
#define KERNEL(result, name, parameters, arguments) .name = NAME(name),
#include "kernel_list.h"
#undef KERNEL
};
