// The kernels of cells.
#include "kernels_test.h"

static void lstm(size_t n, s2s_gates kind) {
  begin_case();
  size_t parts = kind == S2S_ALL_GATES || kind == S2S_CAPPED ? 4 : 3;
  matrix gates = fresh(SOME_ROWS, parts * n, 5, 1, 6), previous = fresh(SOME_ROWS, n, 3, 2, 2);
  matrix cell = fresh(SOME_ROWS, n, 2, 3, 1), hidden = fresh(SOME_ROWS, n, 7, 4, 1);
  s2s_lstm_forward(gates.base, gates.stride, previous.base, previous.stride, cell.base, cell.stride,
                   hidden.base, hidden.stride, SOME_ROWS, n, kind);
  keep_matrix("lstm_forward", gates, ACTIVATION);
  keep_matrix("lstm_forward", cell, GATES);
  keep_matrix("lstm_forward", hidden, GATES);
  // From fresh activations, so that no rounding comes in.
  gates = fresh(SOME_ROWS, parts * n, 5, 5, 1);
  cell = fresh(SOME_ROWS, n, 2, 6, 2);
  matrix dh = fresh(SOME_ROWS, n, 1, 7, 1), dc = fresh(SOME_ROWS, n, 6, 8, 1);
  matrix dg = fresh(SOME_ROWS, parts * n, 4, 9, 1);
  s2s_lstm_backward(gates.base, gates.stride, previous.base, previous.stride, cell.base,
                    cell.stride, dh.base, dh.stride, dc.base, dc.stride, dg.base, dg.stride, SOME_ROWS, n,
                    kind);
  keep_matrix("lstm_backward", dg, GATES);
  keep_matrix("lstm_backward", dc, GATES);
}

static void gru(size_t n) {
  begin_case();
  matrix saved = fresh(SOME_ROWS, 6 * n, 3, 1, 2), previous = fresh(SOME_ROWS, n, 2, 2, 1);
  matrix hidden = fresh(SOME_ROWS, n, 1, 3, 1), gradient = fresh(SOME_ROWS, n, 4, 4, 1);
  matrix dsaved = fresh(SOME_ROWS, 6 * n, 5, 5, 1);
  s2s_gru_forward(saved.base, saved.stride, previous.base, previous.stride, hidden.base,
                  hidden.stride, SOME_ROWS, n);
  keep_matrix("gru_forward", saved, GATES);
  keep_matrix("gru_forward", hidden, GATES);
  saved = fresh(SOME_ROWS, 6 * n, 3, 6, 1);
  s2s_gru_backward(saved.base, saved.stride, previous.base, previous.stride, gradient.base,
                   gradient.stride, dsaved.base, dsaved.stride, SOME_ROWS, n);
  keep_matrix("gru_backward", dsaved, GATES);
  keep_matrix("gru_backward", gradient, GATES);
}

static void reset(size_t n) {
  begin_case();
  matrix gate = fresh(SOME_ROWS, n, 3, 1, 4), hidden = fresh(SOME_ROWS, n, 1, 2, 1);
  matrix product = fresh(SOME_ROWS, n, 2, 3, 1), dproduct = fresh(SOME_ROWS, n, 5, 4, 1);
  matrix dgate = fresh(SOME_ROWS, n, 4, 5, 1), dhidden = fresh(SOME_ROWS, n, 6, 6, 1);
  s2s_reset_forward(gate.base, gate.stride, hidden.base, hidden.stride, product.base,
                    product.stride, SOME_ROWS, n);
  keep_matrix("reset_forward", gate, ACTIVATION);
  keep_matrix("reset_forward", product, GATES);
  gate = fresh(SOME_ROWS, n, 3, 7, 1);
  s2s_reset_backward(gate.base, gate.stride, hidden.base, hidden.stride, dproduct.base,
                     dproduct.stride, dgate.base, dgate.stride, dhidden.base, dhidden.stride,
                     SOME_ROWS, n);
  keep_matrix("reset_backward", dgate, GATES);
  keep_matrix("reset_backward", dhidden, GATES);
}

static void blend(size_t n, int keeps) {
  begin_case();
  matrix gate = fresh(SOME_ROWS, n, 3, 1, 4), candidate = fresh(SOME_ROWS, n, 1, 2, 2);
  matrix previous = fresh(SOME_ROWS, n, 2, 3, 1), next = fresh(SOME_ROWS, n, 4, 4, 1);
  matrix gradient = fresh(SOME_ROWS, n, 5, 5, 1), dgate = fresh(SOME_ROWS, n, 6, 6, 1);
  matrix dcandidate = fresh(SOME_ROWS, n, 7, 7, 1);
  s2s_blend_forward(gate.base, gate.stride, candidate.base, candidate.stride, previous.base,
                    previous.stride, next.base, next.stride, SOME_ROWS, n, keeps);
  keep_matrix("blend_forward", gate, ACTIVATION);
  keep_matrix("blend_forward", candidate, ACTIVATION);
  keep_matrix("blend_forward", next, GATES);
  gate = fresh(SOME_ROWS, n, 3, 8, 1), candidate = fresh(SOME_ROWS, n, 1, 9, 1);
  s2s_blend_backward(gate.base, gate.stride, candidate.base, candidate.stride, previous.base,
                     previous.stride, gradient.base, gradient.stride, dgate.base, dgate.stride,
                     dcandidate.base, dcandidate.stride, SOME_ROWS, n, keeps);
  keep_matrix("blend_backward", dgate, GATES);
  keep_matrix("blend_backward", dcandidate, GATES);
  keep_matrix("blend_backward", gradient, GATES);
}

/// Gates are between 0 and 1, as activations of a sigmoid are: one kind divides by a sum of two.
static void make_positive(matrix m) {
  for (size_t r = 0; r < m.rows; r++)
    for (size_t c = 0; c < m.columns; c++) {
      float *x = m.base + r * m.stride + c;
      *x = 0.25f + (*x < 0 ? -*x : *x) * 0.5f;
    }
}

static void scan(size_t n, s2s_scan kind) {
  begin_case();
  size_t parts = kind == S2S_SSRU || kind == S2S_QRNN_F || kind == S2S_MIN_GRU ? 2
                 : kind == S2S_QRNN_FO || kind == S2S_MIN_LSTM                 ? 3
                                                                               : 4;
  matrix saved = fresh(SOME_ROWS, parts * n, 3, 1, 2), previous = fresh(SOME_ROWS, n, 2, 2, 1);
  matrix look = fresh(1, 2 * n, 1, 3, 1), cell = fresh(SOME_ROWS, n, 4, 4, 1);
  matrix hidden = fresh(SOME_ROWS, n, 5, 5, 1), dsaved = fresh(SOME_ROWS, parts * n, 1, 6, 1);
  matrix dh = fresh(SOME_ROWS, n, 2, 7, 1), dc = fresh(SOME_ROWS, n, 3, 8, 1);
  s2s_scan_forward(saved.base, saved.stride, previous.base, previous.stride, look.base, cell.base,
                   cell.stride, hidden.base, hidden.stride, SOME_ROWS, n, kind);
  keep_matrix("scan_forward", saved, GATES);
  keep_matrix("scan_forward", cell, GATES);
  keep_matrix("scan_forward", hidden, GATES);
  saved = fresh(SOME_ROWS, parts * n, 3, 9, 1), cell = fresh(SOME_ROWS, n, 4, 10, 1);
  make_positive(saved);
  s2s_scan_backward(saved.base, saved.stride, previous.base, previous.stride, look.base, cell.base,
                    cell.stride, dh.base, dh.stride, dc.base, dc.stride, dsaved.base, dsaved.stride,
                    SOME_ROWS, n, kind);
  keep_matrix("scan_backward", dsaved, GATES);
  keep_matrix("scan_backward", dc, GATES);
  keep_matrix("scan_backward", dh, GATES);
  // Where the state is its memory.
  matrix alone = fresh(SOME_ROWS, n, 2, 11, 1);
  s2s_scan_backward(saved.base, saved.stride, previous.base, previous.stride, look.base, cell.base,
                    cell.stride, alone.base, alone.stride, 0, 0, dsaved.base, dsaved.stride,
                    SOME_ROWS, n, kind);
  keep_matrix("scan_backward", alone, GATES);
}

void run_gates(size_t width) {
  static const s2s_gates gates[] = {S2S_NO_INPUT,  S2S_NO_FORGET, S2S_NO_OUTPUT,
                                    S2S_ALL_GATES, S2S_COUPLED,   S2S_CAPPED};
  for (size_t k = 0; k < sizeof gates / sizeof *gates; k++) lstm(width, gates[k]);
  gru(width);
  reset(width);
  blend(width, 0);
  blend(width, 1);
  for (int kind = S2S_SSRU; kind <= S2S_QRNN_IFO; kind++) scan(width, (s2s_scan)kind);
}
