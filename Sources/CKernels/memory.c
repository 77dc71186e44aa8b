#include "CKernels.h"

#include <malloc.h>

void s2s_release_unused_memory(void) { malloc_trim(0); }
