// Whether there are tiles.
#define _GNU_SOURCE  // for syscall
#include "tiles.h"

#if defined(__x86_64__) && defined(__linux__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Linux lends the memory of tiles, which is large, to those that ask for it
/// (https://docs.kernel.org/arch/x86/xstate.html).
static int system_lends_tiles(void) {
  enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };
  return syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
}

static int processor_has_tiles(void) {
  enum { AMX_BF16 = 1u << 22, AMX_TILE = 1u << 24, AMX_INT8 = 1u << 25 };
  const unsigned wanted = AMX_BF16 | AMX_TILE | AMX_INT8;
  unsigned a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d & wanted) == wanted &&
         __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("avx512vnni");
}

int s2s_tiles_are_available(void) { return processor_has_tiles() && system_lends_tiles(); }
#elif defined(__x86_64__)
int s2s_tiles_are_available(void) { return 0; }
#endif
