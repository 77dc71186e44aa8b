// The gates of GRU and MUT cells; a part of kernels_body.h.

/// r, z = sigmoid(x + y), n = tanh(x_n + r y_n), h' = n + z (h - n): x is the input
/// projection of a row, y that of the state, both in the order r, z, n.
static void NAME(gru_forward)(float *saved, size_t ts, const float *previous, size_t ps,
                              float *hidden, size_t hs, size_t rows, size_t H) {
  for (size_t b = 0; b < rows; b++) {
    float *x = saved + b * ts;
    const float *y = x + 3 * H;
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 r = sigmoid(take(x + j, n) + take(y + j, n));
      v16 z = sigmoid(take(x + H + j, n) + take(y + H + j, n));
      v16 c = hyperbolic_tangent(take(x + 2 * H + j, n) + r * take(y + 2 * H + j, n));
      v16 h = take(previous + b * ps + j, n);
      give(x + j, r, n);
      give(x + H + j, z, n);
      give(x + 2 * H + j, c, n);
      give(hidden + b * hs + j, c + z * (h - c), n);
    }
  }
}

static void NAME(gru_backward)(const float *saved, size_t ts, const float *previous, size_t ps,
                               float *gradient, size_t gs, float *dsaved, size_t dts, size_t rows,
                               size_t H) {
  for (size_t b = 0; b < rows; b++) {
    const float *x = saved + b * ts;
    float *dh = gradient + b * gs, *dx = dsaved + b * dts, *dy = dx + 3 * H;
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 r = take(x + j, n), z = take(x + H + j, n), c = take(x + 2 * H + j, n);
      v16 d = take(dh + j, n), h = take(previous + b * ps + j, n);
      v16 dc = d * (1.0f - z) * (1.0f - c * c);
      v16 dr = dc * take(x + 5 * H + j, n) * r * (1.0f - r);
      v16 dz = d * (h - c) * z * (1.0f - z);
      give(dx + j, dr, n), give(dy + j, dr, n);
      give(dx + H + j, dz, n), give(dy + H + j, dz, n);
      give(dx + 2 * H + j, dc, n), give(dy + 2 * H + j, dc * r, n);
      give(dh + j, d * z, n);
    }
  }
}

static void NAME(reset_forward)(float *gate, size_t gs, const float *hidden, size_t hs,
                                float *product, size_t ps, size_t rows, size_t H) {
  for (size_t b = 0; b < rows; b++) {
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 r = sigmoid(take(gate + b * gs + j, n));
      give(gate + b * gs + j, r, n);
      give(product + b * ps + j, r * take(hidden + b * hs + j, n), n);
    }
  }
}

static void NAME(reset_backward)(const float *gate, size_t gs, const float *hidden, size_t hs,
                                 const float *dproduct, size_t ps, float *dgate, size_t dgs,
                                 float *dhidden, size_t dhs, size_t rows, size_t H) {
  for (size_t b = 0; b < rows; b++) {
    float *dh = dhidden + b * dhs;
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 r = take(gate + b * gs + j, n), d = take(dproduct + b * ps + j, n);
      give(dgate + b * dgs + j, d * take(hidden + b * hs + j, n) * r * (1.0f - r), n);
      give(dh + j, take(dh + j, n) + d * r, n);
    }
  }
}

static void NAME(blend_forward)(float *gate, size_t gs, float *candidate, size_t cs,
                                const float *previous, size_t ps, float *next, size_t ns,
                                size_t rows, size_t H, int keeps) {
  for (size_t b = 0; b < rows; b++) {
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 z = sigmoid(take(gate + b * gs + j, n));
      v16 c = hyperbolic_tangent(take(candidate + b * cs + j, n));
      v16 h = take(previous + b * ps + j, n);
      give(gate + b * gs + j, z, n);
      give(candidate + b * cs + j, c, n);
      give(next + b * ns + j, c + (keeps ? z : 1.0f - z) * (h - c), n);
    }
  }
}

static void NAME(blend_backward)(const float *gate, size_t gs, const float *candidate, size_t cs,
                                 const float *previous, size_t ps, float *gradient, size_t ds,
                                 float *dgate, size_t dgs, float *dcandidate, size_t dcs,
                                 size_t rows, size_t H, int keeps) {
  for (size_t b = 0; b < rows; b++) {
    float *dh = gradient + b * ds;
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 z = take(gate + b * gs + j, n), c = take(candidate + b * cs + j, n);
      v16 d = take(dh + j, n), dk = d * (take(previous + b * ps + j, n) - c);
      v16 k = keeps ? z : 1.0f - z;
      give(dgate + b * dgs + j, (keeps ? dk : -dk) * z * (1.0f - z), n);
      give(dcandidate + b * dcs + j, d * (1.0f - k) * (1.0f - c * c), n);
      give(dh + j, d * k, n);
    }
  }
}
