# Writes a Swift source with the commit of the package in $1 to $2: with a + where sources have changed
# since, and empty where the package is no clone, or git is missing.
export GIT_OPTIONAL_LOCKS=0
commit=
# Only a clone of the package itself: --show-prefix prints a line more inside of another repository.
if [ "$(git -C "$1" rev-parse --is-inside-work-tree --show-prefix 2>/dev/null)" = true ]; then
  commit=$(git -C "$1" rev-parse HEAD 2>/dev/null) || commit=
  if [ -n "$(git -C "$1" status --porcelain -- Sources Plugins Package.swift 2>/dev/null)" ]; then
    commit=$commit+
  fi
fi
echo "let builtCommit = \"$commit\"" > "$2"
