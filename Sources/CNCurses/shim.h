#ifndef TILL_CNCURSES_SHIM_H
#define TILL_CNCURSES_SHIM_H

// The wide-character API is only declared when asked for before the include.
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

#endif
