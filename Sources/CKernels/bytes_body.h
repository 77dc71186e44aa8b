// Rounds rows to bytes; a part of kernels_body.h. Every level gives the same bytes.

static void NAME(quantize_rows)(const float *x, size_t xs, size_t rows, size_t depth, int8_t *q,
                                size_t qs, float *scales, int32_t *sums) {
  for (size_t r = 0; r < rows; r++, x += xs, q += qs) {
    // Positive floats are ordered as their bits are.
    int32_t top = 0;
    for (size_t k = 0; k < depth; k++) {
      int32_t bits;
      memcpy(&bits, x + k, 4);
      bits &= 0x7fffffff;
      top = bits > top ? bits : top;
    }
    float largest;
    memcpy(&largest, &top, 4);
    float scale = largest / 127.0f, inverse = largest > 0 ? 127.0f / largest : 0;
    int32_t sum = 0;
    for (size_t k = 0; k < depth; k++) {
      // Adding 1.5 * 2^23 rounds to the nearest even number, which the low bits then hold. The product
      // is rounded before, on its own line, so that every processor gives the same bytes.
      float scaled = x[k] * inverse;
      float shifted = scaled + 12582912.0f;
      int32_t bits;
      memcpy(&bits, &shifted, 4);
      q[k] = (int8_t)(bits - 0x4b400000);
      sum += q[k];
    }
    for (size_t k = depth; k < qs; k++) q[k] = 0;
    scales[r] = scale;
    sums[r] = sum;
  }
}
