// Attention: one query beside the rows of its sentence. Every sum has its own fixed order, so a
// row's result does not depend on the rows that are computed with it.

INLINE float dot(const float *x, const float *y, size_t width) {
  v16 sum[4] = {all(0), all(0), all(0), all(0)};
  size_t j = 0;
  for (; j + 4 * LANES <= width; j += 4 * LANES)
    for (int k = 0; k < 4; k++) sum[k] += load(x + j + k * LANES) * load(y + j + k * LANES);
  for (; j + LANES <= width; j += LANES) sum[0] += load(x + j) * load(y + j);
  if (j < width) sum[1] += load_some(x + j, width - j, 0) * load_some(y + j, width - j, 0);
  return sum_lanes((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

static void NAME(dots)(float *y, const float *x, const float *rows, size_t stride, size_t count,
                       size_t width) {
  for (size_t i = 0; i < count; i++) y[i] = dot(x, rows + i * stride, width);
}

static void NAME(add_weighted_rows)(float *y, const float *weights, const float *rows,
                                    size_t stride, size_t count, size_t width) {
  for (size_t i = 0; i < count; i++) {
    const float *row = rows + i * stride;
    float weight = weights[i];
    for (size_t j = 0; j < width; j++) y[j] += weight * row[j];
  }
}

static void NAME(add_outer)(float *rows, size_t stride, const float *weights, const float *x,
                            size_t count, size_t width) {
  for (size_t i = 0; i < count; i++) {
    float *row = rows + i * stride, weight = weights[i];
    for (size_t j = 0; j < width; j++) row[j] += weight * x[j];
  }
}

static void NAME(additive_scores)(float *y, const float *query, const float *vector,
                                  const float *keys, size_t stride, size_t count, size_t width) {
  for (size_t i = 0; i < count; i++) {
    const float *key = keys + i * stride;
    v16 sum = all(0);
    size_t j = 0;
    for (; j + LANES <= width; j += LANES)
      sum += load(vector + j) * hyperbolic_tangent(load(query + j) + load(key + j));
    if (j < width) {
      size_t n = width - j;
      sum += load_some(vector + j, n, 0) *
             hyperbolic_tangent(load_some(query + j, n, 0) + load_some(key + j, n, 0));
    }
    y[i] = sum_lanes(sum);
  }
}

/// One vector of `additive_backward`: y is the gradient of the score.
INLINE v16 additive_lanes(v16 query, v16 key, v16 vector, float y, v16 *dvector) {
  v16 t = hyperbolic_tangent(query + key);
  *dvector += t * y;
  return vector * (1.0f - t * t) * y;
}

static void NAME(additive_backward)(const float *dy, const float *query, const float *vector,
                                    const float *keys, size_t stride, size_t count, size_t width,
                                    float *dquery, float *dvector, float *dkeys,
                                    size_t dstride) {
  for (size_t i = 0; i < count; i++) {
    const float *key = keys + i * stride;
    float *dkey = dkeys + i * dstride;
    for (size_t j = 0; j < width; j += LANES) {
      size_t n = width - j < LANES ? width - j : LANES;
      if (n == LANES) {
        v16 dv = load(dvector + j);
        v16 d = additive_lanes(load(query + j), load(key + j), load(vector + j), dy[i], &dv);
        store(dvector + j, dv);
        store(dquery + j, load(dquery + j) + d);
        store(dkey + j, load(dkey + j) + d);
      } else {
        v16 dv = load_some(dvector + j, n, 0);
        v16 d = additive_lanes(load_some(query + j, n, 0), load_some(key + j, n, 0),
                               load_some(vector + j, n, 0), dy[i], &dv);
        store_some(dvector + j, dv, n);
        store_some(dquery + j, load_some(dquery + j, n, 0) + d, n);
        store_some(dkey + j, load_some(dkey + j, n, 0) + d, n);
      }
    }
  }
}

static void NAME(softmax)(float *x, size_t count) {
  float normaliser = NAME(log_sum_exp)(x, count);
  size_t j = 0;
  for (; j + LANES <= count; j += LANES) store(x + j, exponential(load(x + j) - normaliser));
  if (j < count) {
    size_t n = count - j;
    store_some(x + j, exponential(load_some(x + j, n, 0) - normaliser), n);
  }
}
