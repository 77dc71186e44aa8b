#ifndef CICU_H
#define CICU_H

// A thin interface over ICU (libicuuc, libicui18n) with no ICU header in it: ICU renames its functions by
// macros, which Swift cannot import, and Foundation on Linux carries an ICU module of its own.
#include <stdint.h>

/// The version of the ICU library that is linked, as four numbers.
void cicu_version(uint8_t version[4]);

/// Normalises well-formed UTF-8 to NFC.
///
/// Returns 0 if the text is in NFC already (`*output` is untouched), 1 if `*output` points to the
/// normalised text of `*output_length` bytes, to be freed by `cicu_free`, and -1 on failure.
int cicu_nfc(const uint8_t *text, int32_t length, uint8_t **output, int32_t *output_length);

/// The most characters that one decomposes to.
enum { CICU_DECOMPOSED = 4 };

/// Writes the canonical decomposition of a character, such as `e` and U+0301 of `é`, to `output`, which
/// has room for CICU_DECOMPOSED characters.
///
/// Returns how many there are, 1 for a character that stays itself, and -1 on failure.
int32_t cicu_decompose(uint32_t character, uint32_t *output);

/// Folds well-formed UTF-8 to NFKC_Casefold: case and compatibility forms no longer differ, and
/// characters that show nothing are gone.
///
/// Returns 0 if `*output` points to the folded text of `*output_length` bytes, to be freed by
/// `cicu_free`, and -1 on failure.
int cicu_fold(const uint8_t *text, int32_t length, uint8_t **output, int32_t *output_length);

/// Changes the case of well-formed UTF-8 by the rules of a locale: to upper case, or else to lower.
///
/// Returns 1 if `*output` points to the text of `*output_length` bytes, to be freed by `cicu_free`,
/// and -1 on failure.
int cicu_case(int upper, const char *locale, const uint8_t *text, int32_t length,
              uint8_t **output, int32_t *output_length);

/// Whether the language of a locale, such as `zh` of `zh-Hant`, is in ISO 639 as ICU knows it.
int cicu_knows_language(const char *locale);

/// Finds the language of an English name, in small or capital letters: `zh` of `Chinese`.
///
/// Returns its code, which lives as long as the process, or a null pointer if no language has the name.
const char *cicu_language_code(const char *name);

/// Frees what the functions above allocated.
void cicu_free(void *memory);

/// A converter from one encoding to UTF-8; to be used by one thread at a time.
typedef struct cicu_decoder cicu_decoder;

/// Opens a converter by the name of its encoding, or returns a null pointer if ICU knows none.
///
/// Latin-1, by any of its names, is read as windows-1252.
cicu_decoder *cicu_decoder_open(const char *name);

/// Closes a converter; a null pointer is ignored.
void cicu_decoder_close(cicu_decoder *decoder);

/// Converts what comes next, as far as `output` has room; `is_end` says that no more will come.
///
/// Returns 0, and -1 behind a sequence that is not in the encoding.
int cicu_decoder_decode(
    cicu_decoder *decoder, const uint8_t *input, int32_t length, int is_end, int32_t *taken,
    uint8_t *output, int32_t capacity, int32_t *made);

/// A break iterator for one locale; to be used by one thread at a time.
typedef struct cicu_breaker cicu_breaker;

/// What a break iterator looks for.
enum { CICU_WORDS = 0, CICU_SENTENCES = 1 };

/// Opens a break iterator, or returns a null pointer if ICU has no rules for it (no data).
cicu_breaker *cicu_breaker_open(int kind, const char *locale);

/// Closes a break iterator; a null pointer is ignored.
void cicu_breaker_close(cicu_breaker *breaker);

/// Writes the end offset in bytes of every segment of well-formed UTF-8, the last being `length`.
///
/// `ends` has room for `length` numbers. Returns how many were written, or -1 on failure.
int32_t cicu_breaker_ends(
    cicu_breaker *breaker, const uint8_t *text, int32_t length, int32_t *ends);

/// Writes a number in words in every way that ICU knows in a language, one per line, as UTF-8 to
/// `output`, which has `room` bytes; what has no room is left out.
///
/// Returns the bytes written, or -1 if ICU has no data for it.
int32_t cicu_spell(const char *locale, int64_t number, uint8_t *output, int32_t room);

/// The language of a code or a tag, such as `fr` of `fra` and of `fr_CA`: two letters where it has
/// such a code.
///
/// Returns 0, and -1 for what is no language that ICU lists.
int cicu_language_of_code(const char *text, char code[4]);

/// The codes of all languages that ICU lists, with a null pointer behind the last.
const char *const *cicu_listed_languages(void);

/// The name of a language in another one, in UTF-8 with a zero byte behind it.
///
/// Returns 0, and -1 where the name does not fit into `room` bytes.
int cicu_language_name(const char *code, const char *locale, char *name, int32_t room);

#endif
