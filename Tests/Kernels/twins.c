// One level against equations in double precision, and at the ends of what numbers are.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernels_test.h"

static void check_functions(size_t n) {
  begin_case();
  matrix x = fresh(1, n, 0, 1, 12), t = fresh(1, n, 0, 1, 12), s = fresh(1, n, 0, 1, 12);
  s2s_tanh(t.base, n);
  s2s_sigmoid(s.base, n);
  double top = -INFINITY, sum = 0;
  for (size_t j = 0; j < n; j++) {
    double value = x.base[j];
    check(is_near(t.base[j], tanh(value), ACTIVATION), "tanh is its equation", n);
    check(is_near(s.base[j], 1 / (1 + exp(-value)), ACTIVATION), "the sigmoid is its equation", n);
    top = value > top ? value : top;
  }
  for (size_t j = 0; j < n; j++) sum += exp((double)x.base[j] - top);
  double normaliser = top + log(sum);
  check(is_near(s2s_log_sum_exp(x.base, n), normaliser, LOSS), "log-sum-exp is its equation", n);
}

static void check_sums(size_t n) {
  begin_case();
  matrix x = fresh(1, n, 0, 2, 1), y = fresh(1, n, 0, 3, 1);
  double product = 0, squares = 0;
  for (size_t j = 0; j < n; j++) {
    product += (double)x.base[j] * (double)y.base[j];
    squares += (double)x.base[j] * (double)x.base[j];
  }
  float dot;
  s2s_dots(&dot, x.base, y.base, n, 1, n);
  check(is_near(dot, product, (int)n + 1), "a dot product is its equation", n);
  check(fabs(s2s_sum_of_squares(x.base, n) - squares) <= (double)n * 0x1p-53 * squares,
        "a sum of squares has the digits of double precision", n);
}

/// What is no number stays visible, wherever it stands; its neighbours are numbers.
static void check_no_number(size_t n) {
  for (size_t place = 0; place < n; place += n > 1 ? n - 1 : 1) {
    begin_case();
    matrix x = fresh(1, n, 0, 1, 3), y = fresh(1, n, 0, 1, 3), z = fresh(1, n, 0, 1, 3);
    x.base[place] = y.base[place] = z.base[place] = NAN;
    check(isnan(s2s_log_sum_exp(x.base, n)), "log-sum-exp keeps what is no number", n);
    check(isnan(s2s_sum_of_squares(x.base, n)), "a sum keeps what is no number", n);
    s2s_tanh(x.base, n);
    s2s_sigmoid(y.base, n);
    s2s_relu(z.base, n);
    for (size_t j = 0; j < n; j++) {
      check(!!isnan(x.base[j]) == (j == place), "tanh keeps what is no number", n);
      check(!!isnan(y.base[j]) == (j == place), "the sigmoid keeps what is no number", n);
      check(!!isnan(z.base[j]) == (j == place), "relu keeps what is no number", n);
    }
    matrix gates = fresh(1, 4 * n, 0, 2, 1), state = fresh(1, n, 0, 3, 1), h = fresh(1, n, 0, 4, 1);
    gates.base[place] = NAN;
    s2s_lstm_forward(gates.base, 4 * n, state.base, n, state.base, n, h.base, n, 1, n,
                     S2S_ALL_GATES);
    for (size_t j = 0; j < n; j++)
      check(!!isnan(h.base[j]) == (j == place), "an LSTM keeps what is no number", n);
  }
}

static void check_extremes(void) {
  const float top = 1e30f;
  const float large[] = {top, top / 2, -top}, low[] = {-top, -top * 2}, gap[] = {-INFINITY, 1};
  check(s2s_log_sum_exp(large, 3) == top, "log-sum-exp does not overflow", 3);
  check(s2s_log_sum_exp(low, 2) == -top, "log-sum-exp does not overflow", 2);
  check(s2s_log_sum_exp(gap, 2) == 1, "log-sum-exp takes minus infinity", 2);
  float ends[] = {INFINITY, -INFINITY, 1e30f, -1e30f}, same[4];
  memcpy(same, ends, sizeof ends);
  s2s_tanh(ends, 4);
  s2s_sigmoid(same, 4);
  for (int j = 0; j < 4; j++) {
    check(ends[j] == (j % 2 ? -1 : 1), "tanh ends at one", (size_t)j);
    check(fabsf(same[j] - (j % 2 ? 0 : 1)) < 1e-30f, "the sigmoid ends at zero and one", (size_t)j);
  }
}

void check_twins(void) {
  static const size_t widths[] = {1, 7, 15, 16, 17, 31, 32, 45, 100, 1000};
  for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
    check_functions(widths[i]);
    check_sums(widths[i]);
    check_no_number(widths[i]);
  }
  check_extremes();
}
