#ifndef TILL_CZLIB_SHIM_H
#define TILL_CZLIB_SHIM_H

#include <zlib.h>

// `inflateInit2` and `deflateInit2` are macros over the version string and the struct size: Swift
// does not import them.
static inline int till_deflate_init(z_stream *stream, int level, int window_bits, int memory) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, memory, Z_DEFAULT_STRATEGY);
}

static inline int till_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

#endif
