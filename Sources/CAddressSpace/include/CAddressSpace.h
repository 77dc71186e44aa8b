// Nothing is called from outside: start.c runs by being linked into an executable.
