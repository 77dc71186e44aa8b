// The kernels that work element by element or row by row.
#include "kernels_test.h"

static void elements(size_t n) {
  begin_case();
  matrix x = fresh(1, n, 3, 1, 1), y = fresh(1, n, 2, 2, 1), z = fresh(1, n, 1, 3, 1);
  s2s_add(y.base, x.base, n);
  keep_matrix("add", y, EXACT);
  s2s_scale(y.base, 0.3f, n);
  keep_matrix("scale", y, EXACT);
  y.base[n / 2] = 0;
  s2s_relu(y.base, n);
  keep_matrix("relu", y, EXACT);
  s2s_relu_backward(x.base, y.base, n);
  keep_matrix("relu_backward", x, EXACT);
  s2s_add_products(y.base, x.base, z.base, n);
  keep_matrix("add_products", y, ARITHMETIC);
  s2s_mix(x.base, z.base, n, 0.2f);
  keep_matrix("mix", x, ARITHMETIC);
  keep_double("sum_of_squares", s2s_sum_of_squares(z.base, n));
}

static void activations(size_t n) {
  begin_case();
  matrix x = fresh(1, n, 3, 1, 9), y = fresh(1, n, 2, 2, 9), g = fresh(1, n, 1, 3, 1);
  s2s_tanh(x.base, n);
  keep_matrix("tanh", x, ACTIVATION);
  s2s_sigmoid(y.base, n);
  keep_matrix("sigmoid", y, ACTIVATION);
  x = fresh(1, n, 3, 4, 1), y = fresh(1, n, 2, 5, 1);
  s2s_tanh_backward(g.base, x.base, n);
  keep_matrix("tanh_backward", g, ARITHMETIC);
  s2s_sigmoid_backward(g.base, y.base, n);
  keep_matrix("sigmoid_backward", g, ARITHMETIC);
  x = fresh(1, n, 3, 6, 5);
  s2s_softmax(x.base, n);
  keep_matrix("softmax", x, LOSS);
}

static void noise(size_t n) {
  begin_case();
  const uint64_t key = 0xdeadbeef12345678u, first = 0x1fffffff0u;
  matrix x = fresh(1, n, 3, 1, 1), y = fresh(1, n, 2, 2, 1), z = fresh(1, n, 1, 3, 1);
  s2s_dropout(x.base, n, key, first, 0.3f);
  keep_matrix("dropout", x, EXACT);
  s2s_zoneout(y.base, z.base, n, key, first, 0.3f);
  keep_matrix("zoneout", y, EXACT);
  s2s_zoneout_backward(y.base, z.base, n, key, first, 0.3f);
  keep_matrix("zoneout_backward", y, EXACT);
  keep_matrix("zoneout_backward", z, EXACT);
}

static void columns(size_t n) {
  begin_case();
  matrix x = fresh(5, n, 3, 1, 1), z = fresh(5, n, 2, 2, 1), y = fresh(1, n, 1, 3, 1);
  s2s_add_column_sums(y.base, x.base, x.stride, 5, n);
  keep_matrix("add_column_sums", y, EXACT);
  s2s_add_column_products(y.base, x.base, x.stride, z.base, z.stride, 5, n);
  keep_matrix("add_column_products", y, 5 * ARITHMETIC);
}

static void normalisation(size_t n) {
  begin_case();
  matrix x = fresh(1, n, 3, 1, 1), g = fresh(1, n, 2, 2, 1), y = fresh(1, n, 1, 3, 1);
  float factor = s2s_normalize(x.base, n, 1e-5f);
  // One element is its own mean, and the factor is that of epsilon alone.
  keep("normalize", &factor, 1, 4 * ARITHMETIC);
  keep_matrix("normalize", x, 4 * ARITHMETIC);
  s2s_normalize_backward(g.base, y.base, 0.7f, n);
  keep_matrix("normalize_backward", g, 4 * ARITHMETIC);
}

static void loss(size_t n, float smoothing) {
  begin_case();
  matrix x = fresh(1, n, 3, 1, 8);
  float sum = s2s_log_sum_exp(x.base, n);
  keep("log_sum_exp", &sum, 1, LOSS);
  double losses[2] = {10, 20};
  s2s_cross_entropy(x.base, n, n / 2, smoothing, 0.25f, &losses[0], &losses[1]);
  float rounded[2] = {(float)(losses[0] - 10), (float)(losses[1] - 20)};
  keep("cross_entropy", rounded, 2, LOSS);
  keep_matrix("cross_entropy", x, LOSS);
}

static void twin_loss(size_t n, float smoothing) {
  begin_case();
  matrix x = fresh(2, n, 3, 1, 3);
  float *twin = x.base + x.stride;
  double losses[2] = {10, 20};
  s2s_twin_cross_entropy(x.base, twin, n, n / 2, smoothing, 5, 0.25f, &losses[0], &losses[1]);
  float rounded[2] = {(float)(losses[0] - 10), (float)(losses[1] - 20)};
  keep("twin_cross_entropy", rounded, 2, 10 * LOSS);
  keep_matrix("twin_cross_entropy", x, 10 * LOSS);
}

static void attention(size_t n) {
  begin_case();
  const size_t count = 5;
  matrix query = fresh(1, n, 3, 1, 1), vector = fresh(1, n, 2, 2, 1);
  matrix keys = fresh(count, n, 1, 3, 1), y = fresh(1, count, 4, 4, 1);
  matrix dquery = fresh(1, n, 1, 5, 1), dvector = fresh(1, n, 3, 6, 1);
  matrix dkeys = fresh(count, n, 2, 7, 1), weights = fresh(1, count, 1, 8, 1);
  const int units = 5 + (int)n;
  s2s_dots(y.base, query.base, keys.base, keys.stride, count, n);
  keep_matrix("dots", y, units);
  s2s_additive_scores(y.base, query.base, vector.base, keys.base, keys.stride, count, n);
  keep_matrix("additive_scores", y, ACTIVATION * units);
  s2s_additive_backward(weights.base, query.base, vector.base, keys.base, keys.stride, count, n,
                        dquery.base, dvector.base, dkeys.base, dkeys.stride);
  keep_matrix("additive_backward", dquery, 5 * GATES);
  keep_matrix("additive_backward", dvector, 5 * GATES);
  keep_matrix("additive_backward", dkeys, GATES);
  s2s_add_outer(dkeys.base, dkeys.stride, weights.base, query.base, count, n);
  keep_matrix("add_outer", dkeys, GATES + ARITHMETIC);
  s2s_add_weighted_rows(dquery.base, weights.base, keys.base, keys.stride, count, n);
  keep_matrix("add_weighted_rows", dquery, 5 * (GATES + ARITHMETIC));
}

static void optimizers(size_t n) {
  begin_case();
  matrix p = fresh(1, n, 3, 1, 1), g = fresh(1, n, 2, 2, 2), first = fresh(1, n, 1, 3, 0.1f);
  matrix second = fresh(1, n, 4, 4, 0.1f), trained = fresh(1, n, 5, 5, 1);
  for (size_t j = 0; j < n; j++) second.base[j] *= second.base[j];
  for (int step = 0; step < 3; step++)
    s2s_adam(p.base, g.base, first.base, second.base, n, 0.5f, 0.01f, 0.9f, 0.98f, 1e-6f);
  keep_matrix("adam", p, 3 * ARITHMETIC);
  keep_matrix("adam", first, 3 * ARITHMETIC);
  keep_matrix("adam", second, 3 * ARITHMETIC);
  for (size_t j = 0; j < n; j++) second.base[j] = 0.5f + second.base[j];
  s2s_dynamic_update(p.base, g.base, trained.base, second.base, n, 0.01f, 1e-3f, 0.3f);
  keep_matrix("dynamic_update", p, 4 * ARITHMETIC);
  for (int step = 0; step < 3; step++)
    s2s_momentum(p.base, g.base, first.base, n, 0.5f, 0.1f, 0.9f);
  keep_matrix("momentum", p, 8 * ARITHMETIC);
  keep_matrix("momentum", first, 6 * ARITHMETIC);
}

void run_rows(size_t width) {
  elements(width);
  activations(width);
  noise(width);
  columns(width);
  normalisation(width);
  loss(width, 0);
  loss(width, 0.1f);
  twin_loss(width, 0);
  twin_loss(width, 0.1f);
  attention(width);
  optimizers(width);
}
