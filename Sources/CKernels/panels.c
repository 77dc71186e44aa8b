// Arranges matrices in panels of sixteen outputs, as products read them.
#include "CKernels.h"

#include <string.h>

#define LANES 16

/// A panel of up to sixteen outputs, each a row of x.
static void pack_rows(const float *x, size_t xs, size_t outputs, size_t depth, float *panel) {
  if (outputs < LANES) memset(panel, 0, depth * LANES * sizeof(float));
  for (size_t k = 0; k < depth; k++)
    for (size_t i = 0; i < outputs; i++) panel[k * LANES + i] = x[i * xs + k];
}

/// A panel of up to sixteen outputs, each a column of x.
static void pack_columns(const float *x, size_t xs, size_t outputs, size_t depth, float *panel) {
  if (outputs < LANES) memset(panel, 0, depth * LANES * sizeof(float));
  for (size_t k = 0; k < depth; k++)
    memcpy(panel + k * LANES, x + k * xs, outputs * sizeof(float));
}

void s2s_panel_pack(const float *x, size_t xs, size_t outputs, size_t depth, int are_columns,
                    float *panels, size_t panel_stride) {
  for (size_t j = 0; j < outputs; j += LANES, panels += panel_stride) {
    size_t count = outputs - j < LANES ? outputs - j : LANES;
    if (are_columns)
      pack_columns(x + j, xs, count, depth, panels);
    else
      pack_rows(x + j * xs, xs, count, depth, panels);
  }
}
