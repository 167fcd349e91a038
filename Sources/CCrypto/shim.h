#ifndef TILL_CCRYPTO_SHIM_H
#define TILL_CCRYPTO_SHIM_H

#include <dlfcn.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <stdbool.h>

// libcrypto is not linked but loaded by the first signature. Where till has made a request, it is in
// the process already: libcurl brings it along. See Sources/Signatures/CryptoLibrary.swift for what the
// other ways cost.
//
// What till calls of it. The types are those of its own headers, so that calls are checked as ever.
// Reference: https://docs.openssl.org/3.0/man3/
#define TILL_CRYPTO_FUNCTIONS(EACH)                                                              \
  EACH(BIO_new_mem_buf)                                                                          \
  EACH(BIO_free)                                                                                 \
  EACH(PEM_read_bio_PrivateKey)                                                                  \
  EACH(EVP_PKEY_get_base_id)                                                                     \
  EACH(EVP_PKEY_free)                                                                            \
  EACH(EVP_MD_CTX_new)                                                                           \
  EACH(EVP_MD_CTX_free)                                                                          \
  EACH(EVP_DigestSignInit)                                                                       \
  EACH(EVP_DigestSign)                                                                           \
  EACH(EVP_sha256)                                                                               \
  EACH(HMAC)

#define TILL_CRYPTO_FIELD(NAME) __typeof__(NAME) *_Nonnull NAME;
typedef struct till_crypto {
  TILL_CRYPTO_FUNCTIONS(TILL_CRYPTO_FIELD)
} till_crypto;

// Looks all of them up in what dlopen has returned; false when one is missing.
#define TILL_CRYPTO_FIND(NAME)                                                                   \
  void *found_##NAME = dlsym(library, #NAME);                                                    \
  if (!found_##NAME) return false;                                                               \
  crypto->NAME = (__typeof__(NAME) *)found_##NAME;
static inline bool till_crypto_find(void *_Nonnull library, till_crypto *_Nonnull crypto) {
  TILL_CRYPTO_FUNCTIONS(TILL_CRYPTO_FIND)
  return true;
}

#endif
