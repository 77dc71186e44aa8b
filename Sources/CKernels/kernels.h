// The table of kernels that each level fills; include/kernel_list.h says what they do.
#ifndef KERNELS_H
#define KERNELS_H

#include "CKernels.h"

typedef struct kernels {
#define KERNEL(result, name, parameters, arguments) result(*name) parameters;
#include "kernel_list.h"
#undef KERNEL
} kernels;

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_avx2;
extern const kernels kernels_avx512;
#endif
#if defined(__aarch64__)
extern const kernels kernels_neon;
#endif

#endif
