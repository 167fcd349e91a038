#ifndef TILL_CZSTD_SHIM_H
#define TILL_CZSTD_SHIM_H

#include <zdict.h>
#include <zstd.h>

#endif
