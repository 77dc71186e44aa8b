// Layer normalisation and zoneout, row by row: every sum has its own fixed order, so a row's result does not
// depend on the rows that are computed with it.

/// The lanes that are left of a row.
INLINE size_t lanes_from(size_t j, size_t count) { return count - j < LANES ? count - j : LANES; }

static float NAME(normalize)(float *x, size_t count, float epsilon) {
  v16 sum = all(0), squares = all(0);
  for (size_t j = 0; j < count; j += LANES) sum += take(x + j, lanes_from(j, count));
  float mean = sum_lanes(sum) / (float)count;
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = lanes_from(j, count);
    v16 centred = (n == LANES ? load(x + j) : load_some(x + j, n, mean)) - mean;
    squares += centred * centred;
  }
  float factor = 1.0f / __builtin_sqrtf(sum_lanes(squares) / (float)count + epsilon);
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = lanes_from(j, count);
    give(x + j, (take(x + j, n) - mean) * factor, n);
  }
  return factor;
}

static void NAME(normalize_backward)(float *gradient, const float *normal, float factor,
                                     size_t count) {
  v16 sum = all(0), products = all(0);
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = lanes_from(j, count);
    v16 g = take(gradient + j, n);
    sum += g;
    products += g * take(normal + j, n);
  }
  float mean = sum_lanes(sum) / (float)count, slope = sum_lanes(products) / (float)count;
  for (size_t j = 0; j < count; j += LANES) {
    size_t n = lanes_from(j, count);
    give(gradient + j, factor * (take(gradient + j, n) - mean - slope * take(normal + j, n)), n);
  }
}

static void NAME(add_products)(float *y, const float *a, const float *b, size_t count) {
  for (size_t j = 0; j < count; j++) y[j] += a[j] * b[j];
}

static void NAME(zoneout)(float *next, const float *previous, size_t count, uint64_t key,
                          uint64_t first, float rate) {
  uint32_t low = (uint32_t)key ^ (uint32_t)(first >> 32), high = (uint32_t)(key >> 32);
  uint32_t threshold = (uint32_t)(rate * 4294967296.0);
  for (size_t j = 0; j < count; j++) {
    uint32_t h = hash32((uint32_t)first + (uint32_t)j, low, high);
    next[j] = h < threshold ? previous[j] : next[j];
  }
}

static void NAME(zoneout_backward)(float *gradient, float *previous, size_t count, uint64_t key,
                                   uint64_t first, float rate) {
  uint32_t low = (uint32_t)key ^ (uint32_t)(first >> 32), high = (uint32_t)(key >> 32);
  uint32_t threshold = (uint32_t)(rate * 4294967296.0);
  for (size_t j = 0; j < count; j++) {
    uint32_t h = hash32((uint32_t)first + (uint32_t)j, low, high);
    previous[j] = h < threshold ? gradient[j] : 0.0f;
    gradient[j] = h < threshold ? 0.0f : gradient[j];
  }
}

static void NAME(mix)(float *next, const float *previous, size_t count, float rate) {
  for (size_t j = 0; j < count; j++) next[j] += rate * (previous[j] - next[j]);
}
