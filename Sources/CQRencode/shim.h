#ifndef TILL_CQRENCODE_SHIM_H
#define TILL_CQRENCODE_SHIM_H

#include <dlfcn.h>
#include <qrencode.h>
#include <stdbool.h>

// libqrencode is not linked but loaded by the first code that is shown: few ever ask for one, and a
// machine without it misses nothing else.
//
// What till calls of it. The types are those of its own header, so that calls are checked as ever.
// Reference: https://fukuchi.org/works/qrencode/manual/
#define TILL_QRENCODE_FUNCTIONS(EACH)                                                            \
  EACH(QRcode_encodeData)                                                                        \
  EACH(QRcode_free)

#define TILL_QRENCODE_FIELD(NAME) __typeof__(NAME) *_Nonnull NAME;
typedef struct till_qrencode {
  TILL_QRENCODE_FUNCTIONS(TILL_QRENCODE_FIELD)
} till_qrencode;

// Looks all of them up in what dlopen has returned; false when one is missing.
#define TILL_QRENCODE_FIND(NAME)                                                                 \
  void *found_##NAME = dlsym(library, #NAME);                                                    \
  if (!found_##NAME) return false;                                                               \
  functions->NAME = (__typeof__(NAME) *)found_##NAME;
static inline bool till_qrencode_find(void *_Nonnull library, till_qrencode *_Nonnull functions) {
  TILL_QRENCODE_FUNCTIONS(TILL_QRENCODE_FIND)
  return true;
}

#endif
