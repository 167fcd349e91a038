#ifndef TILL_CNCURSES_SHIM_H
#define TILL_CNCURSES_SHIM_H

// The wide-character API is only declared when asked for before the include, and macros that Swift
// cannot import have a function of the same name behind them.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <term.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <wchar.h>

// stdin and the windows are mutable globals, which Swift 6 refuses to touch.

static inline SCREEN *till_newterm(const char *term, FILE *output) {
  return newterm(term, output, stdin);
}

// What the next doupdate shows. Written to directly, so that its cells are not kept a third time in
// stdscr and copied from there.
static inline WINDOW *till_newscr(void) {
  return newscr;
}

static inline WINDOW *till_curscr(void) {
  return curscr;
}

static inline int till_colors(void) {
  return COLORS;
}

static inline int till_color_pairs(void) {
  return COLOR_PAIRS;
}

// tigetstr answers -1 for a name that is no string and 0 for a string that is absent.
static inline const char *till_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

// A cell with its marks, 0 where there is none; a blank if ncurses does not want the text. A chtype
// holds eight bits of colour pair; `opts` carries the whole int.
static inline cchar_t till_cell(
    wchar_t base, wchar_t mark, wchar_t second_mark, attr_t attributes, int pair) {
  const wchar_t text[] = {base, mark, second_mark, 0};
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) == ERR) {
    setcchar(&cell, L" ", attributes, 0, &pair);
  }
  return cell;
}

// What ncurses takes a character's width to be. Declared in wchar.h only for programs that ask for
// X/Open.
static inline int till_wcwidth(wchar_t character) {
  extern int wcwidth(wchar_t);
  return wcwidth(character);
}

// Two actions of posix_spawn that are only declared for programs that ask for GNU's own: the child
// takes the terminal, and closes what it has inherited, before its first instruction.
static inline void till_spawn_actions(
    posix_spawn_file_actions_t *_Nonnull actions, int terminal, int first_closed) {
  extern int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t *, int);
  extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
  posix_spawn_file_actions_addtcsetpgrp_np(actions, terminal);
  posix_spawn_file_actions_addclosefrom_np(actions, first_closed);
}

// memfd_create is only declared for programs that ask for GNU's own; it closes on exec.
static inline int till_memory(void) {
  return (int)syscall(SYS_memfd_create, "till", 1);
}

// Macros with casts in them are not imported.
static const attr_t till_bold = A_BOLD;
static const attr_t till_dim = A_DIM;
static const attr_t till_underline = A_UNDERLINE;
static const attr_t till_reverse = A_REVERSE;

#endif
