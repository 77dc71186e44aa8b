#include "CICU.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

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

int cicu_language_name(const char *code, const char *locale, char *name, int32_t room) {
  UErrorCode status = U_ZERO_ERROR;
  UChar shown[64];
  int32_t count = uloc_getDisplayLanguage(code, locale, shown, 64, &status);
  if (U_FAILURE(status) || count >= 64) return -1;
  u_strToUTF8(name, room, 0, shown, count, &status);
  return status == U_ZERO_ERROR ? 0 : -1;
}

const char *const *cicu_listed_languages(void) { return uloc_getISOLanguages(); }

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
