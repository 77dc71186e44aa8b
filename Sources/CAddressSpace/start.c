// What a process with few addresses does before OpenBLAS is loaded.
//
// OpenBLAS starts its threads before main is called. Without room for their stacks it ends the process by SIGINT, and
// without room for their buffers (128 MB) each thread asks for ever. s2s computes its products in threads of
// its own, so where `ulimit -v` or `ulimit -d` is set, it asks OpenBLAS for one thread, by the only
// way there is: a variable of the environment, which is read when libraries are initialised.
//
// Functions in .preinit_array run before that, and belong to executables alone.

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char one_thread[] = "OPENBLAS_NUM_THREADS=1";

/// The addresses that every command needs beside its libraries and its stack: ICU's tables, the heap,
/// one worker.
static const rlim_t needed = 24 << 20;

/// The bytes that a limit allows; RLIM_INFINITY for no limit.
static rlim_t limit_of(int resource) {
  struct rlimit limit;
  return getrlimit(resource, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

/// The bytes that are mapped now; 0 where the system does not say.
static rlim_t mapped(void) {
  char text[64] = {0};
  int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  return count <= 0 ? 0 : strtoull(text, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE);
}

/// Ends the process with one sentence where its addresses are too few for any work.
static void require_addresses(void) {
  rlim_t limit = limit_of(RLIMIT_AS), taken = mapped();
  if (limit == RLIM_INFINITY || limit >= taken + needed) return;
  char sentence[160];
  int count = snprintf(
      sentence, sizeof sentence,
      "error: the limit of addresses is %llu KB, and s2s needs %llu KB at least; raise ulimit -v.\n",
      (unsigned long long)limit >> 10, (unsigned long long)(taken + needed) >> 10);
  if (write(STDERR_FILENO, sentence, (size_t)count) < 0) _exit(64);
  _exit(64);
}

/// Begins the program again with one thread for OpenBLAS; does nothing where that fails.
static void begin_again(char **arguments, char **environment) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  size_t count = 0;
  while (environment[count] != NULL) count++;
  char *copy[count + 2];
  memcpy(copy, environment, count * sizeof *copy);
  copy[count] = one_thread;
  copy[count + 1] = NULL;
  execve(path, arguments, copy);
}

static void start(int count, char **arguments, char **environment) {
  (void)count;
  if (limit_of(RLIMIT_AS) == RLIM_INFINITY && limit_of(RLIMIT_DATA) == RLIM_INFINITY) return;
  size_t name = (size_t)(strchr(one_thread, '=') - one_thread) + 1;
  int is_set = 0;
  for (char **variable = environment; *variable != NULL; variable++) {
    if (strncmp(*variable, one_thread, name) != 0) continue;
    is_set = 1;
    *variable = one_thread;
  }
  if (!is_set) begin_again(arguments, environment);
  require_addresses();
}

__attribute__((section(".preinit_array"), used, retain))
static void (*const s2s_start)(int, char **, char **) = start;
