// Processors with AVX-512 (x86-64-v4).
#if defined(__x86_64__)
#pragma clang attribute push(                                                                   \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi2,evex512"))),         \
    apply_to = function)
#define NAME(x) x##_avx512
#define BLOCK_ROWS 6
#define BLOCK_PANELS 4
#include "kernels_body.h"
#pragma clang attribute pop
#endif
