#include <cblas.h>

// The buffers of products, which OpenBLAS exports and no header declares.
void *blas_memory_alloc(int unused);
void blas_memory_free(void *buffer);
