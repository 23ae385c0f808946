// zlib for Swift, which sees no macros with arguments.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H
#include <zlib.h>

static inline int zlib_inflate_init(z_stream *stream) { return inflateInit(stream); }

#endif
