// Stands before OpenBLAS (LD_PRELOAD) and writes a line a product into the file that PRODUCTS names:
// N or T for each side, M N K, and the seconds of CLOCK_MONOTONIC at its start and its end.
// See step_profile.py.
#define _GNU_SOURCE
#include <cblas.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static __typeof__(cblas_sgemm) *original;
static FILE *output;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

__attribute__((constructor)) static void start(void) {
  original = (__typeof__(cblas_sgemm) *)dlsym(RTLD_NEXT, "cblas_sgemm");
  output = fopen(getenv("PRODUCTS"), "w");
  if (!original || !output) abort();
}

__attribute__((destructor)) static void end(void) { fclose(output); }

void cblas_sgemm(const enum CBLAS_ORDER order, const enum CBLAS_TRANSPOSE transA,
                 const enum CBLAS_TRANSPOSE transB, const blasint m, const blasint n, const blasint k,
                 const float alpha, const float *a, const blasint lda, const float *b,
                 const blasint ldb, const float beta, float *c, const blasint ldc) {
  double begun = now();
  original(order, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
  fprintf(output, "%c%c %d %d %d %.9f %.9f\n", transA == CblasTrans ? 'T' : 'N',
          transB == CblasTrans ? 'T' : 'N', m, n, k, begun, now());
}
