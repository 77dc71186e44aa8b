// Cells whose recurrence has no product: c = k c' + i z, element by element.

/// The widths of H that a step saves: the gates, z, and what SRU carries past the cell.
INLINE int scan_parts(s2s_scan kind) {
  switch (kind) {
    case S2S_SSRU: case S2S_QRNN_F: case S2S_MIN_GRU: return 2;
    case S2S_QRNN_FO: case S2S_MIN_LSTM: return 3;
    default: return 4;
  }
}

/// Where part k lies: z after the gates, whose first is the forget gate.
INLINE size_t scan_place(int k, s2s_scan kind) {
  int gates = kind == S2S_SRU ? 2 : scan_parts(kind) - 1;
  return (size_t)(k == 0 ? gates : k <= gates ? k - 1 : k);
}

/// One vector of one row; `part` comes in as pre-activations and leaves as activations. `look` is what the
/// gates of SRU see of the memory before.
INLINE void scan_lanes(v16 part[4], v16 previous, const v16 look[2], v16 *cell, v16 *hidden,
                       s2s_scan kind) {
  if (kind == S2S_SRU) part[1] += look[0] * previous, part[2] += look[1] * previous;
  if (kind == S2S_QRNN_F || kind == S2S_QRNN_FO || kind == S2S_QRNN_IFO)
    part[0] = hyperbolic_tangent(part[0]);
  part[1] = sigmoid(part[1]);
  if (kind == S2S_QRNN_FO || kind == S2S_QRNN_IFO || kind == S2S_SRU || kind == S2S_MIN_LSTM)
    part[2] = sigmoid(part[2]);
  if (kind == S2S_QRNN_IFO) part[3] = sigmoid(part[3]);
  v16 z = part[0], k = part[1];
  if (kind == S2S_MIN_GRU) k = 1.0f - k;
  if (kind == S2S_MIN_LSTM) k = k / (k + part[2]);
  v16 c = kind == S2S_QRNN_IFO ? k * previous + part[3] * z : z + k * (previous - z);
  *cell = c;
  *hidden = kind == S2S_SSRU                              ? select(c > all(0), c, c * 0)
            : kind == S2S_QRNN_FO || kind == S2S_QRNN_IFO ? part[2] * c
            : kind == S2S_SRU                             ? part[3] + part[2] * (c - part[3])
                                                          : c;
}

INLINE void scan_forward_rows(float *saved, size_t ss, const float *previous, size_t ps,
                              const float *look, float *cell, size_t cs, float *hidden, size_t hs,
                              size_t rows, size_t H, s2s_scan kind) {
  const int parts = scan_parts(kind);
  for (size_t b = 0; b < rows; b++) {
    float *s = saved + b * ss;
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 part[4], seen[2] = {all(0), all(0)}, c, h;
      for (int k = 0; k < parts; k++) part[k] = take(s + scan_place(k, kind) * H + j, n);
      if (kind == S2S_SRU)
        for (int k = 0; k < 2; k++) seen[k] = take(look + (size_t)k * H + j, n);
      scan_lanes(part, take(previous + b * ps + j, n), seen, &c, &h, kind);
      for (int k = 0; k < parts; k++) give(s + scan_place(k, kind) * H + j, part[k], n);
      if (cell) give(cell + b * cs + j, c, n);
      give(hidden + b * hs + j, h, n);
    }
  }
}

/// One vector of one row, backward; `part` comes in as activations and leaves as gradients of the
/// pre-activations, `dc` from the gradient of the memory to that of the one before.
INLINE void scan_lanes_backward(v16 part[4], v16 previous, const v16 look[2], v16 cell, v16 dh,
                                v16 *dc, s2s_scan kind) {
  v16 z = part[0], f = part[1], k = f, i = all(0);
  if (kind == S2S_MIN_GRU) k = 1.0f - f;
  if (kind == S2S_MIN_LSTM) k = f / (f + part[2]);
  v16 d = *dc;
  switch (kind) {
    case S2S_SSRU: d += select(cell > all(0), dh, all(0)); break;
    case S2S_QRNN_FO: case S2S_QRNN_IFO: d += dh * part[2]; break;
    case S2S_SRU: d += dh * part[2]; break;
    default: d += dh; break;
  }
  i = kind == S2S_QRNN_IFO ? part[3] : 1.0f - k;
  v16 dk = kind == S2S_QRNN_IFO ? d * previous : d * (previous - z);
  v16 back = d * k;
  part[0] = d * i;
  if (kind == S2S_QRNN_F || kind == S2S_QRNN_FO || kind == S2S_QRNN_IFO) part[0] *= 1.0f - z * z;
  part[1] = (kind == S2S_MIN_GRU ? -dk : dk) * f * (1.0f - f);
  if (kind == S2S_MIN_LSTM) {
    part[1] = dk * k * (1.0f - k) * (1.0f - f);
    part[2] = -dk * k * (1.0f - k) * (1.0f - part[2]);
  }
  if (kind == S2S_QRNN_IFO) part[3] = d * z * i * (1.0f - i);
  if (kind == S2S_QRNN_FO || kind == S2S_QRNN_IFO)
    part[2] = dh * cell * part[2] * (1.0f - part[2]);
  if (kind == S2S_SRU) {
    v16 r = part[2];
    part[2] = dh * (cell - part[3]) * r * (1.0f - r);
    part[3] = dh * (1.0f - r);
    back += part[1] * look[0] + part[2] * look[1];
  }
  *dc = back;
}

/// Where the state is its memory `dcell` is null, and `dhidden` becomes the gradient of the state before;
/// elsewhere it becomes zero, as no step reads what the one before has shown.
INLINE void scan_backward_rows(const float *saved, size_t ss, const float *previous, size_t ps,
                               const float *look, const float *cell, size_t cs, float *dhidden,
                               size_t hs, float *dcell, size_t ds, float *dsaved, size_t dss,
                               size_t rows, size_t H, s2s_scan kind) {
  const int parts = scan_parts(kind);
  for (size_t b = 0; b < rows; b++) {
    for (size_t j = 0; j < H; j += LANES) {
      size_t n = H - j < LANES ? H - j : LANES;
      v16 part[4], seen[2] = {all(0), all(0)};
      for (int k = 0; k < parts; k++) part[k] = take(saved + b * ss + scan_place(k, kind) * H + j, n);
      if (kind == S2S_SRU)
        for (int k = 0; k < 2; k++) seen[k] = take(look + (size_t)k * H + j, n);
      v16 d = dcell ? take(dcell + b * ds + j, n) : all(0);
      scan_lanes_backward(part, take(previous + b * ps + j, n), seen,
                          take(cell + b * cs + j, n), take(dhidden + b * hs + j, n), &d, kind);
      for (int k = 0; k < parts; k++) 
        give(dsaved + b * dss + scan_place(k, kind) * H + j, part[k], n);
      if (dcell) give(dcell + b * ds + j, d, n);
      give(dhidden + b * hs + j, dcell ? all(0) : d, n);
    }
  }
}

// Each kind on its own, so that no loop has branches.
#define EACH_SCAN(call) \
  switch (kind) { \
    case S2S_SSRU: call(S2S_SSRU); break; \
    case S2S_SRU: call(S2S_SRU); break; \
    case S2S_QRNN_F: call(S2S_QRNN_F); break; \
    case S2S_QRNN_FO: call(S2S_QRNN_FO); break; \
    case S2S_QRNN_IFO: call(S2S_QRNN_IFO); break; \
    case S2S_MIN_GRU: call(S2S_MIN_GRU); break; \
    case S2S_MIN_LSTM: call(S2S_MIN_LSTM); break; \
  }

static void NAME(scan_forward)(float *saved, size_t ss, const float *previous, size_t ps,
                               const float *look, float *cell, size_t cs, float *hidden, size_t hs,
                               size_t rows, size_t H, s2s_scan kind) {
#define CALL(one) \
  scan_forward_rows(saved, ss, previous, ps, look, cell, cs, hidden, hs, rows, H, one)
  EACH_SCAN(CALL)
#undef CALL
}

static void NAME(scan_backward)(const float *saved, size_t ss, const float *previous, size_t ps,
                                const float *look, const float *cell, size_t cs, float *dhidden,
                                size_t hs, float *dcell, size_t ds, float *dsaved, size_t dss,
                                size_t rows, size_t H, s2s_scan kind) {
#define CALL(one) \
  scan_backward_rows(saved, ss, previous, ps, look, cell, cs, dhidden, hs, dcell, ds, dsaved, \
                     dss, rows, H, one)
  EACH_SCAN(CALL)
#undef CALL
}
#undef EACH_SCAN

static void NAME(add_column_products)(float *y, const float *x, size_t xs, const float *z,
                                      size_t zs, size_t rows, size_t columns) {
  for (size_t b = 0; b < rows; b++)
    for (size_t j = 0; j < columns; j++) y[j] += x[b * xs + j] * z[b * zs + j];
}
