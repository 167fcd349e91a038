#ifndef TILL_CCURL_SHIM_H
#define TILL_CCURL_SHIM_H

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdbool.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

// libcurl is not linked but loaded by the first request: with the thirty libraries that it brings
// along it takes longer than everything else that till does before its first picture.
//
// What till calls of it. The types are those of its own header, so that calls are checked as ever.
#define TILL_CURL_FUNCTIONS(EACH)                                                                \
  EACH(global_init)                                                                              \
  EACH(easy_init)                                                                                \
  EACH(easy_setopt)                                                                              \
  EACH(easy_getinfo)                                                                             \
  EACH(easy_strerror)                                                                            \
  EACH(easy_cleanup)                                                                             \
  EACH(slist_append)                                                                             \
  EACH(slist_free_all)                                                                           \
  EACH(multi_init)                                                                               \
  EACH(multi_setopt)                                                                             \
  EACH(multi_add_handle)                                                                         \
  EACH(multi_remove_handle)                                                                      \
  EACH(multi_perform)                                                                            \
  EACH(multi_poll)                                                                               \
  EACH(multi_wakeup)                                                                             \
  EACH(multi_info_read)                                                                          \
  EACH(multi_cleanup)

#define TILL_CURL_FIELD(NAME) __typeof__(curl_##NAME) *_Nonnull NAME;
typedef struct till_curl {
  TILL_CURL_FUNCTIONS(TILL_CURL_FIELD)
} till_curl;

// Looks all of them up in what dlopen has returned; false when one is missing.
#define TILL_CURL_FIND(NAME)                                                                     \
  void *NAME = dlsym(library, "curl_" #NAME);                                                    \
  if (!NAME) return false;                                                                       \
  curl->NAME = (__typeof__(curl_##NAME) *)NAME;
static inline bool till_curl_find(void *_Nonnull library, till_curl *_Nonnull curl) {
  TILL_CURL_FUNCTIONS(TILL_CURL_FIND)
  return true;
}

// curl_easy_setopt, curl_multi_setopt and curl_easy_getinfo are variadic, which Swift cannot call.
// One wrapper for each type of argument, so that the compiler checks what the ellipsis would not.
// Reference: https://curl.se/libcurl/c/curl_easy_setopt.html

// Options that take a long: switches, enumerations, milliseconds.
static inline CURLcode till_easy_set_long(
    till_curl curl, CURL *easy, CURLoption option, long value) {
  return curl.easy_setopt(easy, option, value);
}

// Options that take a curl_off_t, which is wider than a long on some machines.
static inline CURLcode till_easy_set_offset(
    till_curl curl, CURL *easy, CURLoption option, curl_off_t value) {
  return curl.easy_setopt(easy, option, value);
}

// Options that take a C string; libcurl copies it, except for POSTFIELDS.
static inline CURLcode till_easy_set_string(
    till_curl curl, CURL *easy, CURLoption option, const char *value) {
  return curl.easy_setopt(easy, option, value);
}

// Options that take a pointer, which must outlive the handle's use of it.
static inline CURLcode till_easy_set_pointer(
    till_curl curl, CURL *easy, CURLoption option, void *value) {
  return curl.easy_setopt(easy, option, value);
}

// Options that take a list of header lines, which must outlive the transfer.
static inline CURLcode till_easy_set_list(
    till_curl curl, CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl.easy_setopt(easy, option, value);
}

// WRITEFUNCTION and HEADERFUNCTION, which have the same shape.
static inline CURLcode till_easy_set_writer(
    till_curl curl, CURL *easy, CURLoption option, curl_write_callback value) {
  return curl.easy_setopt(easy, option, value);
}

// The information that is a long.
static inline CURLcode till_easy_get_long(till_curl curl, CURL *easy, CURLINFO info, long *value) {
  return curl.easy_getinfo(easy, info, value);
}

// The certificates that the server has shown; they belong to the handle.
static inline CURLcode till_easy_get_certificates(
    till_curl curl, CURL *easy, struct curl_certinfo **value) {
  return curl.easy_getinfo(easy, CURLINFO_CERTINFO, value);
}

// CURLINFO_PRIVATE: what CURLOPT_PRIVATE was given.
static inline CURLcode till_easy_get_private(till_curl curl, CURL *easy, void **value) {
  return curl.easy_getinfo(easy, CURLINFO_PRIVATE, value);
}

// Options of the multi handle that take a long.
static inline CURLMcode till_multi_set_long(
    till_curl curl, CURLM *multi, CURLMoption option, long value) {
  return curl.multi_setopt(multi, option, value);
}

// CURL_GLOBAL_ALL is an expression of macros, which Swift does not import.
static inline CURLcode till_global_init(till_curl curl) {
  return curl.global_init(CURL_GLOBAL_ALL);
}

// prctl is variadic as well. It stands here because this is the module of the library that holds the
// key in the process's memory.
static inline void till_forbid_core_dumps(void) {
#ifdef __linux__
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

#endif
