# The cache outside the checkout: what takes minutes to make and stays the same. Sourced.
#
# Everything in it is made in a folder of another name and renamed when complete, so that what has its final name
# is whole; each kind has a lock, so that two runs at once make it once.

windowsCache=${MOBILEPAY_CACHE:-$HOME/.cache/mobilepay-upos}/windows

# Progress goes to stderr; stdout belongs to results.
say() { echo "$(date +%H:%M:%S) $*" >&2; }

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Waits for the lock NAME and holds it until this process ends.
holdLock() {
  local lock
  mkdir -p "$windowsCache"
  exec {lock}> "$windowsCache/.lock-$1"
  flock -n "$lock" || { say "waiting for another run ($1)"; flock "$lock"; }
}

# A short name for a recipe: the hash of stdin.
recipeName() { sha256sum | cut -c1-12; }

# Comments and empty lines of a recipe change nothing about what it makes.
recipeText() { sed -E '/^[[:space:]]*(#|\/\/|$)/d' "$@"; }

# The packages on the lists FILE... (one per line, '#' comments) that are not installed here.
missingPackages() {
  local package
  sed -E 's/#.*//; s/[[:space:]]+//g; /^$/d' "$@" | while read -r package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || echo "$package"
  done
}
