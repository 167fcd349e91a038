#ifndef TILL_CMALLOC_SHIM_H
#define TILL_CMALLOC_SHIM_H

#include <malloc.h>

#endif
