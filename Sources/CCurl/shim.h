#ifndef TILL_CCURL_SHIM_H
#define TILL_CCURL_SHIM_H

#include <curl/curl.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

// curl_easy_setopt, curl_multi_setopt and curl_easy_getinfo are variadic, which Swift cannot call.
// One wrapper for each type of argument, so that the compiler checks what the ellipsis would not.
// Reference: https://curl.se/libcurl/c/curl_easy_setopt.html

// Options that take a long: switches, enumerations, milliseconds.
static inline CURLcode till_easy_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

// Options that take a curl_off_t, which is wider than a long on some machines.
static inline CURLcode till_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

// Options that take a C string; libcurl copies it, except for POSTFIELDS.
static inline CURLcode till_easy_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

// Options that take a pointer, which must outlive the handle's use of it.
static inline CURLcode till_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

// Options that take a list of header lines, which must outlive the transfer.
static inline CURLcode till_easy_set_list(
    CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

// WRITEFUNCTION and HEADERFUNCTION, which have the same shape.
static inline CURLcode till_easy_set_writer(
    CURL *easy, CURLoption option, curl_write_callback value) {
  return curl_easy_setopt(easy, option, value);
}

// The information that is a long.
static inline CURLcode till_easy_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

// CURLINFO_PRIVATE: what CURLOPT_PRIVATE was given.
static inline CURLcode till_easy_get_private(CURL *easy, void **value) {
  return curl_easy_getinfo(easy, CURLINFO_PRIVATE, value);
}

// Options of the multi handle that take a long.
static inline CURLMcode till_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

// CURL_GLOBAL_ALL is an expression of macros, which Swift does not import.
static inline CURLcode till_global_init(void) { return curl_global_init(CURL_GLOBAL_ALL); }

// prctl is variadic as well. It stands here because this is the module of the library that holds the
// key in the process's memory.
static inline void till_forbid_core_dumps(void) {
#ifdef __linux__
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

#endif
