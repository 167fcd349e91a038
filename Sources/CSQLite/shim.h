#ifndef TILL_CSQLITE_SHIM_H
#define TILL_CSQLITE_SHIM_H

// Swift cannot call sqlite3_config, which has a variable number of arguments. It is declared, not
// included: GRDB's module already has sqlite3.h. 9 is SQLITE_CONFIG_MEMSTATUS.
// Source: https://www.sqlite.org/c3ref/c_config_covering_index_scan.html
static inline int till_sqlite_without_memory_status(void) {
  extern int sqlite3_config(int, ...);
  return sqlite3_config(9, 0);
}

#endif
