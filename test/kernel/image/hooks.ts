/**
 * Programs that mmdebstrap runs while it builds an image for this suite, instead of those of
 * src/lab/image/hooks.ts or before them.
 */

/**
 * Adds the release's backports to the sources of packages, and downloads the source of the kernel
 * there, whose package has another name with every kernel line.
 */
export const FETCH_BACKPORT = `
set -eu
mkdir "$1/tmp/source"
cd "$1/tmp/source"
export APT_CONFIG="$MMDEBSTRAP_APT_CONFIG"
backports=$(sed -nE 's/ ([a-z]+) main$/ \\1-backports main/p; q' "$1/etc/apt/sources.list")
echo "$backports" >>"$1/etc/apt/sources.list"
apt-get update
release=$(echo "$backports" | sed -E 's/.* ([a-z-]+) main$/\\1/')
package=$(apt-cache -o "APT::Default-Release=$release" depends linux-source |
  sed -n 's/^ *Depends: //p')
exec 9>lock
flock 9
(
  mkdir "$VRBENCH_SOURCE"
  apt-get download "$package/$release"
  dpkg-deb --fsys-tarfile "$package"_*.deb | tar -xO "./usr/src/$package.tar.xz" |
    tar -xJ --strip-components=1 --directory="$VRBENCH_SOURCE" --occurrence=1 \\
      "$package/$VRBENCH_SOURCE_FILE" || true
) >log 2>&1 &
`;

/** Downloads the kernel's source package, and extracts its selftests of networking too. */
export const FETCH_SELFTESTS = `
set -eu
mkdir "$1/tmp/source"
cd "$1/tmp/source"
exec 9>lock
flock 9
(
  APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get download "$VRBENCH_SOURCE"
  selftests="$VRBENCH_SOURCE/tools/testing/selftests"
  dpkg-deb --fsys-tarfile "$VRBENCH_SOURCE"_*.deb | tar -xO "./usr/src/$VRBENCH_SOURCE.tar.xz" |
    tar -xJ "$VRBENCH_SOURCE/$VRBENCH_SOURCE_FILE" "$selftests/net" "$selftests/drivers/net"
) >log 2>&1 &
`;

/** Puts the selftests where they stay. */
export const KEEP_SELFTESTS = `
set -eu
flock "$1/tmp/source/lock" true
mkdir -p "$1/usr/src/selftests"
mv "$1/tmp/source/$VRBENCH_SOURCE/tools/testing/selftests"/* "$1/usr/src/selftests"
`;
