// GFLOP/s of OpenBLAS with large matrices, for three seconds; see step_profile.py.
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(void) {
  const int n = 2048;
  float *a = malloc(n * n * 4), *b = malloc(n * n * 4), *c = malloc(n * n * 4);
  for (int i = 0; i < n * n; i++) a[i] = b[i] = 0.5f, c[i] = 0;
  double start = now();
  int count = 0;
  for (; now() < start + 3; count++)
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, c, n);
  printf("%.1f\n", 2.0 * n * n * n * count / (now() - start) * 1e-9);
}
