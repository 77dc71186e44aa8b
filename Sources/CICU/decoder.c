#include "CICU.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

enum { PIVOT_UNITS = 1024 };

struct cicu_decoder {
  UConverter *source, *utf8;
  UChar pivot[PIVOT_UNITS];
  UChar *pivot_source, *pivot_target;
};

cicu_decoder *cicu_decoder_open(const char *name) {
  cicu_decoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) return NULL;
  decoder->pivot_source = decoder->pivot_target = decoder->pivot;
  UErrorCode status = U_ZERO_ERROR;
  decoder->source = ucnv_open(name, &status);
  if (U_SUCCESS(status) && strcmp(ucnv_getName(decoder->source, &status), "ISO-8859-1") == 0) {
    ucnv_close(decoder->source);
    decoder->source = ucnv_open("windows-1252", &status);
  }
  decoder->utf8 = ucnv_open("UTF-8", &status);
  if (U_SUCCESS(status)) {
    ucnv_setToUCallBack(decoder->source, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  }
  if (U_SUCCESS(status)) return decoder;
  cicu_decoder_close(decoder);
  return NULL;
}

void cicu_decoder_close(cicu_decoder *decoder) {
  if (!decoder) return;
  if (decoder->source) ucnv_close(decoder->source);
  if (decoder->utf8) ucnv_close(decoder->utf8);
  free(decoder);
}

int cicu_decoder_decode(
    cicu_decoder *decoder, const uint8_t *input, int32_t length, int is_end, int32_t *taken,
    uint8_t *output, int32_t capacity, int32_t *made) {
  UErrorCode status = U_ZERO_ERROR;
  const char *source = (const char *)input, *source_end = source + length;
  char *target = (char *)output;
  ucnv_convertEx(
      decoder->utf8, decoder->source, &target, target + capacity, &source, source_end,
      decoder->pivot, &decoder->pivot_source, &decoder->pivot_target,
      decoder->pivot + PIVOT_UNITS, 0, (UBool)is_end, &status);
  *taken = (int32_t)(source - (const char *)input);
  *made = (int32_t)(target - (char *)output);
  return U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR ? 0 : -1;
}
