#include "CICU.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { LONGEST_NAME = 64 };

// The languages in which names are known, and each language's own.
static const char *const display_languages[] = {
    "en", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "ru", "zh", "ja", "ar", "sv", "da",
    "nb", "fi", "hu", "tr", "el", "uk", "ro", "ko", "hi", "vi", "he", "bg", "ca", "hr", "id"};

static int is_called(const char *code, const char *locale, const UChar *name, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  UChar display[LONGEST_NAME];
  int32_t count = uloc_getDisplayLanguage(code, locale, display, LONGEST_NAME, &status);
  if (U_FAILURE(status)) return 0;
  status = U_ZERO_ERROR;
  return u_strCaseCompare(name, length, display, count, U_FOLD_CASE_DEFAULT, &status) == 0 &&
         U_SUCCESS(status);
}

// Whether ICU lists a code of a language, of two letters where it has one.
static int is_listed(const char *code) {
  for (const char *const *listed = uloc_getISOLanguages(); *listed; listed++) {
    if (strcmp(*listed, code) == 0) return 1;
  }
  return 0;
}

int cicu_language_of_code(const char *text, char code[4]) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = uloc_getLanguage(text, code, 4, &status);
  return U_SUCCESS(status) && count >= 2 && count <= 3 && is_listed(code) ? 0 : -1;
}

int cicu_language_of_name(const uint8_t *text, int32_t length, char code[4]) {
  UErrorCode status = U_ZERO_ERROR;
  UChar name[LONGEST_NAME];
  int32_t count = 0;
  u_strFromUTF8(name, LONGEST_NAME, &count, (const char *)text, length, &status);
  if (U_FAILURE(status) || count == 0) return -1;
  for (const char *const *listed = uloc_getISOLanguages(); *listed; listed++) {
    if (strlen(*listed) != 2) continue;
    int found = is_called(*listed, *listed, name, count);
    size_t known = sizeof display_languages / sizeof *display_languages;
    for (size_t index = 0; !found && index < known; index++) {
      found = is_called(*listed, display_languages[index], name, count);
    }
    if (!found) continue;
    strcpy(code, *listed);
    return 0;
  }
  return -1;
}

int cicu_knows_language(const char *locale) { return uloc_getISO3Language(locale)[0] != 0; }

const char *cicu_language_code(const char *name) {
    UChar wanted[64], shown[64];
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wanted, 63, 0, name, -1, &status);
    if (U_FAILURE(status)) return 0;
    wanted[63] = 0;
    for (const char *const *code = uloc_getISOLanguages(); *code; code++) {
        status = U_ZERO_ERROR;
        int32_t length = uloc_getDisplayLanguage(*code, "en", shown, 63, &status);
        if (U_FAILURE(status) || length > 63) continue;
        shown[length] = 0;
        if (u_strcasecmp(shown, wanted, U_FOLD_CASE_DEFAULT) == 0) return *code;
    }
    return 0;
}
