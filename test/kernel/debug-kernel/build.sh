#!/bin/bash
# build.sh FOLDER: makes FOLDER/linux, a debug kernel of Debian's linux-source-6.1, built. On Debian,
# as root or with sudo, which is used for installing packages alone. 10 minutes on two cores.
set -eu
here=$(dirname "$(realpath "$0")")
folder=$1
packages=(linux-source-6.1 gcc make flex bison bc libelf-dev libssl-dev xz-utils)

missing=()
for package in "${packages[@]}"; do
	[[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] || missing+=("$package")
done
if ((${#missing[@]} > 0)); then
	as_root=()
	((EUID == 0)) || as_root=(sudo -n)
	install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes
		--no-install-recommends "${missing[@]}")
	"${install[@]}" || { "${as_root[@]}" apt-get update && "${install[@]}"; }
fi

rm -rf "$folder/unfinished"
mkdir -p "$folder/unfinished"
cd "$folder/unfinished"
tar -xJf /usr/src/linux-source-6.1.tar.xz --strip-components=1
# From nothing: what the fragment does not ask for is left out.
scripts/kconfig/merge_config.sh -n "$here/config"
make olddefconfig
while read -r line; do
	# A setting that was not taken would be a check that does not run.
	[[ $line != CONFIG_* || $line == *=n ]] || grep -qxF "$line" .config || {
		echo "not in the configuration: $line" >&2
		exit 1
	}
done <"$here/config"
make --jobs="$(nproc)" --silent bzImage modules
mv "$folder/unfinished" "$folder/linux"
