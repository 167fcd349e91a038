#ifndef TILL_CVTERM_SHIM_H
#define TILL_CVTERM_SHIM_H

// A terminal without a window, for the benchmarks: what the screen shows is read from it.
// Reference: https://www.leonerd.org.uk/code/libvterm/
#include <vterm.h>

#endif
