// Sixteen lanes, on any processor: the compiler splits them where registers are narrower.
#ifndef VECTOR_H
#define VECTOR_H

#include <stdint.h>
#include <string.h>

// Every helper below is inlined, so no vector crosses a call and the ABI does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define LANES 16
typedef float v16 __attribute__((vector_size(64), aligned(4)));
typedef int32_t i16 __attribute__((vector_size(64), aligned(4)));
typedef double d8 __attribute__((vector_size(64), aligned(8)));

#define INLINE static inline __attribute__((always_inline, unused))

INLINE v16 all(float x) { return (v16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; }
/// Lane by lane: where `mask` is set `a`, elsewhere `b`.
INLINE v16 select(i16 mask, v16 a, v16 b) { return (v16)(((i16)a & mask) | ((i16)b & ~mask)); }
INLINE v16 load(const float *p) { return *(const v16 *)p; }
INLINE void store(float *p, v16 x) { *(v16 *)p = x; }

/// The first `n` lanes from memory, `fill` in the others.
INLINE v16 load_some(const float *p, size_t n, float fill) {
  v16 x = all(fill);
  memcpy(&x, p, n * sizeof(float));
  return x;
}
INLINE void store_some(float *p, v16 x, size_t n) { memcpy(p, &x, n * sizeof(float)); }
/// The first `n` lanes, which may be all of them; the others are zero.
INLINE v16 take(const float *p, size_t n) { return n == LANES ? load(p) : load_some(p, n, 0); }
INLINE void give(float *p, v16 x, size_t n) {
  if (n == LANES)
    store(p, x);
  else
    store_some(p, x, n);
}

/// e^x within 2 units in the last place, clamped to the finite range; not a number stays so.
///
/// x = k ln 2 + r; the polynomial is Cephes' expf. Rounding adds and subtracts 1.5 * 2^23, so
/// the low bits of the sum are k.
INLINE v16 exponential(v16 x) {
  x = select(x < all(-87.0f), all(-87.0f), x);
  x = select(x > all(88.0f), all(88.0f), x);
  const v16 magic = all(12582912.0f);
  v16 shifted = x * 1.44269504088896341f + magic;
  v16 k = shifted - magic;
  v16 r = x - k * 0.693359375f;
  r = r - k * -2.12194440e-4f;
  v16 p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  i16 exponent = ((i16)shifted - (i16)magic + 127) << 23;
  return p * (v16)exponent;
}
INLINE v16 sigmoid(v16 x) { return 1.0f / (1.0f + exponential(-x)); }

/// tanh x: by the exponential, and near zero, where that would lose digits, by Cephes' polynomial.
INLINE v16 hyperbolic_tangent(v16 x) {
  v16 far = 1.0f - 2.0f / (1.0f + exponential(x + x));
  v16 z = x * x;
  v16 p = z * -5.70498872745e-3f + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  return select(z < all(0.625f * 0.625f), p * z * x + x, far);
}

/// Adds the lanes in a fixed tree, the same on every processor.
INLINE float sum_lanes(v16 x) {
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int j = 0; j < width; j++) x[j] += x[j + width];
  return x[0];
}
INLINE float max_lanes(v16 x) {
  float m = x[0];
  for (int j = 1; j < LANES; j++) m = x[j] > m ? x[j] : m;
  return m;
}

#endif
