#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

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
