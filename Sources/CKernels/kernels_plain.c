// Any processor: the compiler's baseline.
#define NAME(x) x##_plain
#define BLOCK_ROWS 2
#define BLOCK_PANELS 1
#include "kernels_body.h"
