#ifndef TILL_CVTERM_SHIM_H
#define TILL_CVTERM_SHIM_H

#include <vterm.h>

#endif
