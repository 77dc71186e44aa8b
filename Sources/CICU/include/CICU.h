#ifndef CICU_H
#define CICU_H
/// The version of the ICU library that is linked, as four numbers.
void cicu_version(unsigned char version[4]);
#endif
