// Chooses the level once, then forwards.
#include "kernels.h"
#include "tiles.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

static s2s_level detected(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return s2s_tiles_are_available() ? S2S_AMX : S2S_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("bmi2"))
    return S2S_AVX2;
#endif
#if defined(__aarch64__)
  return S2S_NEON;
#else
  return S2S_PLAIN;
#endif
}

static s2s_level processor = S2S_PLAIN;

/// The best level of this processor that is not above `level`.
static s2s_level available(s2s_level level) {
  if (level >= processor) return processor;
#if defined(__x86_64__)
  if (level == S2S_NEON) return S2S_PLAIN;
#endif
  return level;
}

static const kernels *table(s2s_level level) {
#if defined(__x86_64__)
  if (level >= S2S_AVX512) return &kernels_avx512;
  if (level == S2S_AVX2) return &kernels_avx2;
#endif
#if defined(__aarch64__)
  if (level == S2S_NEON) return &kernels_neon;
#endif
  (void)level;
  return &kernels_plain;
}

static s2s_level best = S2S_PLAIN;
static const kernels *best_kernels = &kernels_plain;

__attribute__((constructor)) static void start(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
#endif
  processor = best = detected();
  best_kernels = table(best);
}

s2s_level s2s_pin_kernel_level(s2s_level level) {
  best = available(level);
  best_kernels = table(best);
  return best;
}

// A thread's own limit, so that a test of a lower level changes nothing beside it.
static _Thread_local s2s_level limit = S2S_HIGHEST;
static _Thread_local const kernels *limited;

static inline const kernels *chosen(void) { return limited ? limited : best_kernels; }

s2s_level s2s_kernel_level(void) { return best < limit ? best : limit; }

s2s_level s2s_limit_kernel_level(s2s_level level) {
  limit = available(level);
  limited = limit < best ? table(limit) : 0;
  return s2s_kernel_level();
}

// MARK: - Bytes

static _Thread_local s2s_bytes byte_limit = S2S_BYTES_HIGHEST;

#if defined(__aarch64__)
/// Whether the processor sums four products of bytes at once (SDOT).
static int has_dot_products(void) {
#if defined(__ARM_FEATURE_DOTPROD)
  return 1;
#elif defined(__linux__)
  return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
#else
  return 0;
#endif
}
#endif

/// What a level has; one that was chosen below the processor's own is that of an older processor, which
/// has no VNNI either.
static s2s_bytes byte_instructions(s2s_level level) {
#if defined(__x86_64__)
  if (level == S2S_AMX) return S2S_BYTES_AMX;
  if (level == S2S_AVX512 && __builtin_cpu_supports("avx512vnni")) return S2S_BYTES_AVX512_VNNI;
  if (level >= S2S_AVX2 && level == processor && __builtin_cpu_supports("avxvnni"))
    return S2S_BYTES_AVX_VNNI;
  if (level >= S2S_AVX2) return S2S_BYTES_AVX2;
#endif
#if defined(__aarch64__)
  if (level == S2S_NEON) return has_dot_products() ? S2S_BYTES_NEON_DOT : S2S_BYTES_NEON;
#endif
  (void)level;
  return S2S_BYTES_PLAIN;
}

s2s_bytes s2s_byte_instructions(void) {
  s2s_bytes most = byte_instructions(s2s_kernel_level());
  if (most <= byte_limit) return most;
#if defined(__x86_64__)
  if (byte_limit == S2S_BYTES_AVX_VNNI && !__builtin_cpu_supports("avxvnni"))
    return S2S_BYTES_AVX2;
  if (byte_limit < S2S_BYTES_AVX2) return S2S_BYTES_PLAIN;
#endif
  return byte_limit;
}

s2s_bytes s2s_limit_byte_instructions(s2s_bytes most) {
  byte_limit = most;
  return s2s_byte_instructions();
}

#define KERNEL(result, name, parameters, arguments) \
  result s2s_##name parameters { return chosen()->name arguments; }
#include "kernel_list.h"
#undef KERNEL
