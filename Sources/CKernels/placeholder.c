#include "CKernels.h"
void s2s_placeholder(void) {}
