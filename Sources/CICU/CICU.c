#include "CICU.h"
#include <unicode/uversion.h>

void cicu_version(unsigned char version[4]) { u_getVersion(version); }
