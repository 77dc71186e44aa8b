#ifndef S2S_OPENBLAS_H
#define S2S_OPENBLAS_H
#include <cblas.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// The buffers of products, which OpenBLAS exports and no header declares.
void *blas_memory_alloc(int unused);
void blas_memory_free(void *buffer);

// LAPACK's, which OpenBLAS has and its headers in Debian lack. Matrices are column by column.
void dsyevd_(const char *job, const char *triangle, const int *size, double *matrix, const int *stride,
             double *values, double *work, const int *work_size, int *integers, const int *integer_size,
             int *fault);
void dgeev_(const char *left, const char *right, const int *size, double *matrix, const int *stride,
            double *real, double *imaginary, double *left_vectors, const int *left_stride,
            double *right_vectors, const int *right_stride, double *work, const int *work_size, int *fault);

/// Makes OpenBLAS use the kernels of a type of processor, such as Haswell, as its variable
/// OPENBLAS_CORETYPE does where it is set before the library is loaded. No product may be under way.
///
/// Returns whether it uses them now: a library that was built for one processor has no others.
static inline int s2s_openblas_use(const char *core) {
  // The handle of all libraries is 0. Its name, RTLD_DEFAULT, needs _GNU_SOURCE, with which this module's
  // system headers would differ from those of others.
  void (*quit)(void) = (void (*)(void))dlsym(0, "gotoblas_dynamic_quit");
  void (*init)(void) = (void (*)(void))dlsym(0, "gotoblas_dynamic_init");
  if (quit && init && strcmp(openblas_get_corename(), core) != 0) {
    setenv("OPENBLAS_CORETYPE", core, 1);
    quit();
    init();
  }
  return strcmp(openblas_get_corename(), core) == 0;
}

#endif
