// AArch64, where every processor has NEON. A block's sums fill 24 of 32 registers; the eight of the
// plain level wait for each other.
#if defined(__aarch64__)
#define NAME(x) x##_neon
#define BLOCK_ROWS 6
#define BLOCK_PANELS 1
#include "kernels_body.h"
#endif
