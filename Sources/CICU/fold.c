#include "CICU.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

int32_t cicu_decompose(uint32_t character, uint32_t *output) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return -1;
  UChar text[2 * CICU_DECOMPOSED];
  int32_t length = unorm2_getDecomposition(
      nfc, (UChar32)character, text, 2 * CICU_DECOMPOSED, &status);
  if (U_FAILURE(status)) return -1;
  if (length < 0) {
    output[0] = character;
    return 1;
  }
  int32_t count = 0;
  for (int32_t index = 0; index < length && count < CICU_DECOMPOSED;) {
    UChar32 next;
    U16_NEXT(text, index, length, next);
    output[count++] = (uint32_t)next;
  }
  return count;
}

// The folded text as UTF-16, to be freed; a null pointer on failure.
static UChar *folded(const UChar *source, int32_t length, int32_t *count) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *folder = unorm2_getNFKCCasefoldInstance(&status);
  if (U_FAILURE(status)) return NULL;
  int32_t capacity = length + 16;
  for (;;) {
    UChar *output = malloc(sizeof(UChar) * (size_t)capacity);
    if (!output) return NULL;
    status = U_ZERO_ERROR;
    *count = unorm2_normalize(folder, source, length, output, capacity, &status);
    if (U_SUCCESS(status)) return output;
    free(output);
    if (status != U_BUFFER_OVERFLOW_ERROR || *count <= capacity) return NULL;
    capacity = *count;
  }
}

int cicu_fold(const uint8_t *text, int32_t length, uint8_t **output, int32_t *output_length) {
  // One character becomes at most eighteen (UAX #15, section 3.1), of three bytes each.
  if (length < 0 || length > INT32_MAX / 54 - 1) return -1;
  UErrorCode status = U_ZERO_ERROR;
  UChar *source = malloc(sizeof(UChar) * ((size_t)length + 1));
  if (!source) return -1;
  int32_t count = 0, folded_count = 0;
  u_strFromUTF8(source, length + 1, &count, (const char *)text, length, &status);
  UChar *normal = U_SUCCESS(status) ? folded(source, count, &folded_count) : NULL;
  free(source);
  uint8_t *bytes = normal ? malloc(3 * (size_t)folded_count + 1) : NULL;
  if (bytes) {
    u_strToUTF8(
        (char *)bytes, 3 * folded_count + 1, output_length, normal, folded_count, &status);
  }
  free(normal);
  if (!bytes || U_FAILURE(status)) {
    free(bytes);
    return -1;
  }
  *output = bytes;
  return 0;
}
