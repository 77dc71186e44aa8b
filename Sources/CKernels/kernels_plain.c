// Any processor: the compiler's baseline.
#define NAME(x) x##_plain
#include "kernels_body.h"
