# Compares what the targets of Package.swift declare with what their files import:
#
#   git grep -E 'import [A-Z]' -- '*.swift' | awk -f Tests/lint-imports.awk
#
# A target imports each target or product that it declares, and declares each that it imports.
# Only a program may be declared without being imported: a test runs it.

BEGIN {
  while ((getline line < "Package.swift") > 0) if (line !~ /^ *\/\//) manifest = manifest line
  start = "\\.(target|systemLibrary|executableTarget|testTarget)\\("
  while (match(manifest, start)) {
    arguments = substr(manifest, 1, RSTART - 1)
    following = substr(manifest, RSTART + 1, RLENGTH - 2)
    manifest = substr(manifest, RSTART + RLENGTH)
    declare(kind, arguments)
    kind = following
  }
  declare(kind, manifest)
}

# A line of git grep: `Sources/S2SText/Normalizer.swift:import CICU`.
{
  file = folder = substr($0, 1, index($0, ":") - 1)
  while (!(folder in targets) && sub(/\/[^\/]*$/, "", folder)) {}
  if (!(folder in targets)) next
  target = targets[folder]
  sub(/ *\/\/.*$/, "")
  module = $NF
  sub(/\..*$/, "", module)
  if ((target, module) in isImported) next
  isImported[target, module] = 1
  if (module in kinds && !((target, module) in isDeclared))
    complain(file " imports " module ", which Package.swift does not declare for " target)
}

END {
  for (pair in isDeclared) {
    split(pair, names, SUBSEP)
    if (!(pair in isImported) && kinds[names[2]] != "executableTarget")
      complain("Package.swift declares " names[2] " for " names[1] ", which does not import it")
  }
  exit failed
}

# Notes a target by the text of its arguments.
function declare(kind, arguments,    name, folder, list, names, count, place) {
  if (kind == "") return
  name = argument("name", arguments)
  folder = argument("path", arguments)
  if (folder == "") folder = (kind == "testTarget" ? "Tests/" : "Sources/") name
  targets[folder] = name
  kinds[name] = kind
  if (!match(arguments, /dependencies: \[[^]]*\]/)) return
  list = substr(arguments, RSTART, RLENGTH)
  gsub(/package: "[^"]*"/, "", list)
  count = split(list, names, "\"")
  for (place = 2; place <= count; place += 2) {
    isDeclared[name, names[place]] = 1
    if (!(names[place] in kinds)) kinds[names[place]] = "product"
  }
}

# The text after a label, between quotes; none where there is no such label.
function argument(label, arguments) {
  if (!match(arguments, label ": \"[^\"]*\"")) return ""
  return substr(arguments, RSTART + length(label) + 3, RLENGTH - length(label) - 4)
}

function complain(text) { print text; failed = 1 }
