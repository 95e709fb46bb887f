/**
 * Builds kernel modules for the installed kernel, out of the folders of /usr/src/vrbench, into
 * /usr/lib/vrbench: a machine that counts instructions as time must not spend them on a compiler.
 * A folder with a patch named after the kernel's line makes its source by patching macvlan.c
 * (the file given as the first argument). The line "vrbench: building MODULE" goes before what the
 * build says, for whoever has to find out why it failed.
 */
export const BUILD_MODULES = `
#!/bin/sh
set -e
macvlan=$1
release=$(basename /lib/modules/*)
line=$(echo "$release" | cut -d. -f1-2)
mkdir -p /usr/lib/vrbench
for source in /usr/src/vrbench/*/; do
  build=$(mktemp -d)
  cp "$source"* "$build"
  cd "$build"
  echo "vrbench: building $(basename "$source")"
  if [ -e "$line.patch" ]; then
    cp "$macvlan" macvlan.c
    patch --force --fuzz=0 --output=napi_macvlan.c macvlan.c "$line.patch"
  fi
  # Without debugging information the code is the same and the build a fifth shorter.
  make -j2 KDIR="/lib/modules/$release/build" modules CONFIG_DEBUG_INFO= \\
    CONFIG_DEBUG_INFO_BTF_MODULES=
  install -m 644 -t /usr/lib/vrbench ./*.ko
  cd /
  rm -r "$build"
done
echo 'vrbench: built'
`;

const STARTED = 'vrbench: building ';
const ENDED = 'vrbench: built';

/** The folder whose build failed, and what that build said; `undefined` where none did. Pure. */
export const failedBuild = (
  log: string,
): { readonly folder: string; readonly said: string } | undefined => {
  const lines = log.split('\n');
  const start = lines.findLastIndex((line) => line.startsWith(STARTED));
  if (start < 0 || lines.includes(ENDED, start)) return undefined;
  return {
    folder: lines[start]?.slice(STARTED.length) ?? '',
    said: lines.slice(start + 1).join('\n'),
  };
};
