// Processors with AVX2 and FMA (x86-64-v3).
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,bmi2"))), apply_to = function)
#define NAME(x) x##_avx2
#define BLOCK_ROWS 6
#define BLOCK_PANELS 1
#include "kernels_body.h"
#pragma clang attribute pop
#endif
