# Prints the functions and initialisers that are longer than a screen or take too many parameters:
#
#   awk -v lines=40 -v parameters=6 -f Tests/lint-functions.awk files
#
# It relies on the indentation that `make format` writes: a body ends at the first brace that
# stands as far left as its `func` or `init`, and nothing inside of it stands there.

FNR == 1 { open = 0; inHead = 0; inText = 0 }
# A text of several lines is no code.
inText { if (/"""/) inText = 0; next }
gsub(/"""/, "&") % 2 { inText = 1 }
/^ *$/ { next }

{
  match($0, /^ */)
  indent = RLENGTH
  text = substr($0, indent + 1)
}

open && !inHead && indent <= columns[open] {
  # Where something else stands there, there was no body, as in a protocol, or it was on the line.
  while (open && indent <= columns[open] && !(indent == columns[open] && text ~ /^[{})]|^where /)) {
    open--
  }
  if (open && indent == columns[open] && text ~ /^}/) {
    count = FNR - starts[open] + 1
    if (count > lines) complain("has " count " lines; " lines " is the limit")
    open--
  }
}

!inHead && text ~ /^([a-z]+(\([a-z]+\))? |@[A-Za-z]+(\([^)]*\))? )*(func |init[?!]?[(<])/ {
  inHead = 1
  open++
  starts[open] = FNR
  columns[open] = indent
  head = ""
}

inHead {
  head = head " " bare(text)
  count = parameterCount(head)
  if (count >= 0) {
    inHead = 0
    if (count > parameters) complain("has " count " parameters; " parameters " is the limit")
  }
}

END { exit failed }

function complain(what) {
  print FILENAME ":" starts[open] ": " names[open] " " what
  failed = 1
}

# A line without its literals and comments.
function bare(line) {
  gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
  sub(/\/\/.*$/, "", line)
  return line
}

# The number of parameters, or -1 where the list goes on in the next line; notes the name too.
function parameterCount(head,    rest, place, depth, sign, count, isEmpty) {
  rest = head
  if (!sub(/^.*func /, "", rest)) sub(/^([^(]* )?init/, "init", rest)
  match(rest, /^([A-Za-z0-9_`]+|[^A-Za-z0-9_`( ]+)/)
  names[open] = substr(rest, 1, RLENGTH)
  rest = substr(rest, RLENGTH + 1)
  gsub(/->| [<>=]+ /, " ", rest)
  place = index(rest, "(")
  if (place == 0) return -1
  depth = isEmpty = 1
  while (++place <= length(rest)) {
    sign = substr(rest, place, 1)
    if (sign ~ /[[({<]/) depth++
    if (sign ~ /[])}>]/ && --depth == 0) return count + !isEmpty
    if (sign == "," && depth == 1) { count++; isEmpty = 1 }
    else if (sign != " ") isEmpty = 0
  }
  return -1
}
