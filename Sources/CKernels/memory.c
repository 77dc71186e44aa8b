#include "CKernels.h"

#include <malloc.h>

void s2s_release_unused_memory(void) { malloc_trim(0); }

void s2s_use_one_heap(void) { mallopt(M_ARENA_MAX, 1); }
