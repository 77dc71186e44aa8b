#ifndef CKERNELS_H
#define CKERNELS_H
void s2s_placeholder(void);
#endif
