#include "CICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

void cicu_version(uint8_t version[4]) { u_getVersion(version); }

void cicu_free(void *memory) { free(memory); }

// Normalises `source` and writes the result as UTF-8; -1 on failure.
static int rewrite(const UNormalizer2 *nfc, const UChar *source, int32_t length,
                   uint8_t **output, int32_t *output_length) {
  UErrorCode status = U_ZERO_ERROR;
  // NFC makes UTF-16 text at most three times as long (UAX #15, section 3.1).
  int32_t capacity = 3 * length;
  UChar *normal = malloc(sizeof(UChar) * (size_t)capacity);
  if (!normal) return -1;
  int32_t count = unorm2_normalize(nfc, source, length, normal, capacity, &status);
  uint8_t *bytes = U_SUCCESS(status) ? malloc(3 * (size_t)count + 1) : NULL;
  if (bytes) {
    u_strToUTF8((char *)bytes, 3 * count + 1, output_length, normal, count, &status);
  }
  free(normal);
  if (!bytes || U_FAILURE(status)) {
    free(bytes);
    return -1;
  }
  *output = bytes;
  return 1;
}

int cicu_nfc(const uint8_t *text, int32_t length, uint8_t **output, int32_t *output_length) {
  // So that no size below overflows: 9 bytes for each of the input.
  if (length <= 0 || length > INT32_MAX / 9 - 1) return length == 0 ? 0 : -1;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return -1;
  UChar *source = malloc(sizeof(UChar) * (size_t)length);
  if (!source) return -1;
  int32_t count = 0;
  u_strFromUTF8(source, length, &count, (const char *)text, length, &status);
  int result = -1;
  if (U_SUCCESS(status) || status == U_STRING_NOT_TERMINATED_WARNING) {
    status = U_ZERO_ERROR;
    UBool normalized = unorm2_isNormalized(nfc, source, count, &status);
    if (U_SUCCESS(status)) {
      result = normalized ? 0 : rewrite(nfc, source, count, output, output_length);
    }
  }
  free(source);
  return result;
}

int cicu_case(int upper, const char *locale, const uint8_t *text, int32_t length,
              uint8_t **output, int32_t *output_length) {
  // No character becomes more than six times as long (UnicodeData and SpecialCasing).
  if (length < 0 || length > INT32_MAX / 6 - 1) return -1;
  UErrorCode status = U_ZERO_ERROR;
  UCaseMap *map = ucasemap_open(locale, 0, &status);
  if (U_FAILURE(status)) return -1;
  int32_t capacity = 6 * length + 1;
  char *bytes = malloc((size_t)capacity);
  if (bytes) {
    *output_length = (upper ? ucasemap_utf8ToUpper : ucasemap_utf8ToLower)(
        map, bytes, capacity, (const char *)text, length, &status);
  }
  ucasemap_close(map);
  if (!bytes || U_FAILURE(status)) {
    free(bytes);
    return -1;
  }
  *output = (uint8_t *)bytes;
  return 1;
}

struct cicu_breaker {
  UBreakIterator *iterator;
  UText text;
};

cicu_breaker *cicu_breaker_open(int kind, const char *locale) {
  cicu_breaker *breaker = malloc(sizeof *breaker);
  if (!breaker) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  UBreakIteratorType type = kind == CICU_SENTENCES ? UBRK_SENTENCE : UBRK_WORD;
  breaker->iterator = ubrk_open(type, locale, NULL, 0, &status);
  breaker->text = (UText)UTEXT_INITIALIZER;
  if (U_SUCCESS(status) && breaker->iterator) return breaker;
  if (breaker->iterator) ubrk_close(breaker->iterator);
  free(breaker);
  return NULL;
}

void cicu_breaker_close(cicu_breaker *breaker) {
  if (!breaker) return;
  ubrk_close(breaker->iterator);
  utext_close(&breaker->text);
  free(breaker);
}

int32_t cicu_breaker_ends(
    cicu_breaker *breaker, const uint8_t *text, int32_t length, int32_t *ends) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&breaker->text, (const char *)text, length, &status);
  ubrk_setUText(breaker->iterator, &breaker->text, &status);
  if (U_FAILURE(status)) return -1;
  int32_t count = 0, last = 0;
  ubrk_first(breaker->iterator);
  for (int32_t end; (end = ubrk_next(breaker->iterator)) != UBRK_DONE;) {
    // A broken dictionary must not make this write out of bounds or go backwards.
    if (end <= last || end > length || count >= length) return -1;
    ends[count++] = last = end;
  }
  return last == length ? count : -1;
}

// The longest list of rule sets, and the longest number in words, in UTF-16.
enum { SPELL_NAMES = 4096, SPELL_WORDS = 512 };

// Appends a number in words by one rule set, and a line feed.
static int32_t append_words(
    UNumberFormat *format, const UChar *rules, int32_t length, int64_t number, uint8_t *output,
    int32_t room) {
  UErrorCode status = U_ZERO_ERROR;
  UChar words[SPELL_WORDS];
  unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, rules, length, &status);
  int32_t count = unum_formatInt64(format, number, words, SPELL_WORDS, NULL, &status);
  int32_t bytes = 0;
  if (U_SUCCESS(status) && count < SPELL_WORDS) {
    u_strToUTF8((char *)output, room, &bytes, words, count, &status);
  }
  if (U_FAILURE(status) || bytes >= room) return 0;
  output[bytes] = '\n';
  return bytes + 1;
}

int32_t cicu_spell(const char *locale, int64_t number, uint8_t *output, int32_t room) {
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
  if (U_FAILURE(status)) return -1;
  UChar names[SPELL_NAMES];
  int32_t length =
      unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, names, SPELL_NAMES, &status);
  int32_t written = 0;
  if (U_SUCCESS(status) && length < SPELL_NAMES) {
    for (int32_t start = 0; start < length;) {
      int32_t end = start;
      while (end < length && names[end] != ';') end++;
      written += append_words(format, names + start, end - start, number, output + written,
                              room - written);
      start = end + 1;
    }
  }
  unum_close(format);
  return written;
}
