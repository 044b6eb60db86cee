# Debian's repositories as this machine knows them, for an apt or mmdebstrap configuration of our own. Sourced.

# Prints one-line apt entries (KIND is deb or deb-src) for the suites of this Debian release that match the
# extended regular expression SUITES. Asks apt, so every form of sources file counts; repositories of others
# are left out. A machine that names no Debian repository is told so.
debianSources() {
  local kind=$1 suites=${2:-.*} codename keyring=/usr/share/keyrings/debian-archive-keyring.gpg option="" entries
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:?}")
  [ ! -r "$keyring" ] || option="[signed-by=$keyring] "
  entries=$(debianTargets "$codename")
  if [ -z "$entries" ]; then # no package lists here yet: fetch some to ask, beside the machine's own
    local lists
    lists=$(mktemp -d)
    mkdir "$lists/partial"
    apt-get -q -o Dir::State::Lists="$lists" -o APT::Sandbox::User="" update >&2 || true
    entries=$(debianTargets "$codename" -o Dir::State::Lists="$lists")
    rm -rf "$lists"
  fi
  if [ -z "$entries" ]; then
    echo "no Debian repository for '$codename' is named on this machine: add one to /etc/apt/sources.list" >&2
    return 1
  fi
  echo "$entries" | awk -v kind="$kind $option" -v suites="^(${suites})$" '$2 ~ suites { print kind $0 }'
}

# Prints repository, suite and component of what apt, with OPTIONS, knows of the release CODENAME.
debianTargets() {
  local codename=$1
  shift
  apt-get "$@" indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' |
    awk -v name="$codename" '$3 == "main" && $4 == "Debian" && $2 ~ "^" name "(-updates|-security)?$" { print $1, $2, $3 }' |
    sort -u
}

# Downloads the sources of the Debian packages PACKAGE... into the existing folder FOLDER, one subfolder each,
# through an apt configuration of its own: the machine's is neither needed with deb-src nor changed. apt checks
# signatures and hashes. A suite may have lost its .dsc; then upstream's archive alone is taken, and it says so.
downloadSources() {
  local folder=$1 package apt
  shift
  apt=$(mktemp -d)
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/parts"
  debianSources deb-src > "$apt/sources.list"
  cat > "$apt/apt.conf" <<CONF
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "$apt/parts";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt";
APT::Sandbox::User "";
Acquire::Retries "3";
CONF
  APT_CONFIG=$apt/apt.conf apt-get -q update >&2
  for package in "$@"; do
    mkdir "$folder/$package"
    (
      cd "$folder/$package"
      export APT_CONFIG=$apt/apt.conf
      if ! apt-get -q source --download-only "$package" >&2; then
        echo "$package: Debian's own patches cannot be had at the moment, taking upstream's archive alone" >&2
        rm -f ./*
        apt-get -q source --tar-only --download-only "$package" >&2
      fi
    )
  done
  rm -rf "$apt"
}

# Unpacks what downloadSources put into FOLDER as the new folder TARGET, with Debian's patches when they came along.
unpackSource() {
  local folder=$1 target=$2 dsc archive
  dsc=$(find "$folder" -name '*.dsc')
  if [ -n "$dsc" ]; then
    dpkg-source --no-check --extract "$dsc" "$target" >&2
  else
    archive=$(find "$folder" -name '*.orig.tar.*' ! -name '*.asc')
    mkdir "$target"
    tar -xf "$archive" -C "$target" --strip-components=1
  fi
}
