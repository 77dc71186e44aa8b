#!/usr/bin/env bash
# Downloads the packages of a corpus of software texts from Debian's archive, and unpacks them. Nothing is
# installed, and no root is needed.
#
#   corpora/debian.sh SOURCE TARGET [PART...]    such as: corpora/debian.sh fr en A B C
#
# The languages are English and another one: fr, de, es, it, pt_BR, ... The parts: A package descriptions,
# B LibreOffice, C manual pages, D Debian's books, E catalogues of programs (A, B and C by default).
# They go to corpora/debian-downloads, or to DOWNLOADS. What is there already is not downloaded again, so a
# download that was interrupted goes on. For newer packages remove that directory.
# Exit codes: 64 usage, 69 no apt, or no download, 73 cannot create, 74 cannot unpack.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

say() { printf '%s\n' "$1" >&2; }
# Says what is wrong, and ends with an exit code.
fail() { say "error: $2"; exit "$1"; }

[ $# -ge 2 ] || fail 64 "name two languages, such as: corpora/debian.sh fr en"
case $1,$2 in
  en,en) fail 64 "both languages are English; name another one." ;;
  en,*) language=$2 ;;
  *,en) language=$1 ;;
  *) fail 64 "neither $1 nor $2 is en; Debian's texts are translated from English." ;;
esac
shift 2
[ $# -ge 1 ] || set -- A B C
# Commas and small letters do, too.
set -- $(printf '%s ' "$@" | tr 'a-z,' 'A-Z ')
[[ $language =~ ^[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?$ ]] ||
  fail 64 "$language is not the code of a language, such as fr or pt_BR."
# As the names of packages have it, pt-br, and as the archive's index has it, pt_BR.
code=$(printf '%s' "$language" | tr 'A-Z_' 'a-z-')
locale=${code%%-*}
[ "$code" = "$locale" ] || locale=${locale}_$(printf '%s' "${code#*-}" | tr 'a-z' 'A-Z')

# The packages of a part.
packages() {
  case $1 in
    A) ;;
    B) echo "libreoffice-help-en-us libreoffice-help-$code libreoffice-l10n-$code" ;;
    C) echo "manpages manpages-dev manpages-$code manpages-$code-dev" ;;
    D)
      echo "debian-reference-en debian-reference-$code installation-guide-amd64 developers-reference" \
        "developers-reference-$code aptitude-doc-en aptitude-doc-$code debian-faq debian-faq-$code" \
        "maint-guide maint-guide-$code"
      ;;
    E)
      echo "apt aptitude-common binutils-common blender-data coreutils darktable digikam-data dpkg" \
        "evolution-common freeciv-data gcc-12-locales gimp-data gnucash-common gramps inkscape" \
        "kmymoney-common libgtk-3-common skrooge-common wesnoth-1.16-data"
      ;;
    *) fail 64 "there is no part $1; the parts are A, B, C, D and E." ;;
  esac
}

for part in "$@"; do packages "$part" > /dev/null; done

for program in apt-get apt-cache dpkg-deb; do
  command -v "$program" > /dev/null ||
    fail 69 "there is no $program here; run this on Debian, or in a container of it."
done

downloads=${DOWNLOADS:-corpora/debian-downloads}
cannot_write() { fail 73 "cannot write to $downloads; free some space, or set DOWNLOADS to another directory."; }
mkdir -p "$downloads/lists/partial" "$downloads/cache/archives/partial" 2> /dev/null || cannot_write
downloads=$(cd "$downloads" && pwd)

# Lists and cache of our own, no hooks of the system's, and the languages that images often set to none.
configuration=$downloads/apt.conf
cat > "$configuration" << END || cannot_write
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear Acquire::Languages;
Acquire::Languages { "en"; "$locale"; };
Acquire::GzipIndexes "false";
APT::Get::List-Cleanup "false";
APT::Sandbox::User "root";
Dir::State::lists "$downloads/lists";
Dir::Cache "$downloads/cache";
Dir::Cache::pkgcache "pkgcache.bin";
Dir::Cache::srcpkgcache "srcpkgcache.bin";
END

# Whether a package is there, whole.
is_there() { [ -d "$downloads/$1/$2" ] && compgen -G "$downloads/$1/${2}_*.deb" > /dev/null; }

# Whether there are descriptions in a language; apt writes pt_BR as pt%5fBR.
has_list() {
  compgen -G "$downloads/lists/*_i18n_Translation-$1" > /dev/null ||
    compgen -G "$downloads/lists/*_i18n_Translation-${1/_/%5f}" > /dev/null
}

# Downloads the archive's index, unless that was done for this language.
update() {
  local mark=$downloads/lists/.done-$locale
  if [ -e "$mark" ]; then return; fi
  say "Downloading the archive's index ..."
  local is_whole=
  apt-get -c "$configuration" -o APT::Update::Error-Mode=any update >&2 && is_whole=1
  # A source of the user's own may fail; what counts is whether the lists came.
  has_list en && { has_list "$locale" || [ "$is_whole" ]; } ||
    fail 69 "the archive's index could not be downloaded; check the network, the free space and the sources of apt, then try again."
  has_list "$locale" || say "The index has no descriptions in $language; they are left out."
  if [ "$is_whole" ]; then : > "$mark"; else say "Some sources of apt failed; what only they have is left out."; fi
}

# Downloads a package and unpacks it.
fetch() {
  local part=$1 name=$2 folder=$downloads/$1 partial=$downloads/partial
  if is_there "$part" "$name"; then return; fi
  if [ -z "$(apt-cache -c "$configuration" show --no-all-versions "$name" 2> /dev/null)" ]; then
    say "There is no package $name in this archive; it is left out."
    return
  fi
  rm -rf "$partial" "${folder:?}/$name"
  rm -f "$folder/${name}_"*.deb
  mkdir -p "$partial/$name" "$folder" 2> /dev/null || cannot_write
  (cd "$partial" && apt-get -c "$configuration" -q download "$name" >&2) ||
    fail 69 "$name could not be downloaded; check the network and the free space, then try again, or remove $downloads/lists for a newer index."
  dpkg-deb -x "$partial/${name}_"*.deb "$partial/$name" ||
    fail 74 "$name could not be unpacked; free some space, then try again."
  # The folder is the last to come: with it the package is whole.
  mv "$partial/${name}_"*.deb "$folder/"
  mv "$partial/$name" "$folder/"
  rm -rf "$partial"
}

update
for part in "$@"; do
  for name in $(packages "$part"); do fetch "$part" "$name"; done
done
say "The packages are in ${downloads#"$PWD/"}."
