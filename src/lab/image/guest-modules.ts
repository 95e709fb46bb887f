/**
 * Builds kernel modules for the installed kernel from the folders of /usr/src/vrbench into
 * /usr/lib/vrbench: a machine whose time is counted in instructions must not spend them on a
 * compiler. In a folder with a patch, a source is macvlan.c (the first argument), patched. A folder
 * whose file `kernels` does not name the kernel's line is omitted. The line "vrbench: building
 * MODULE" precedes the output of each build.
 */
export const BUILD_MODULES = `
#!/bin/sh
set -e
macvlan=$1
release=$(basename /lib/modules/*)
line=$(echo "$release" | cut -d. -f1-2)
mkdir -p /usr/lib/vrbench
for makefile in /usr/src/vrbench/*/Makefile; do
  source=$(dirname "$makefile")
  [ ! -e "$source/kernels" ] || grep -qx "$line" "$source/kernels" || continue
  build=$(mktemp -d)
  cp "$source"/* "$source"/../shared/* "$build"
  cd "$build"
  echo "vrbench: building $(basename "$source")"
  if [ -e macvlan.patch ]; then
    cp "$macvlan" macvlan.c
    patch --force --fuzz=0 macvlan.c macvlan.patch
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

const BUILD_STARTED = 'vrbench: building ';
const ALL_BUILT = 'vrbench: built';

/** The folder whose build failed, with that build's output; `undefined` if none did. Pure. */
export const failedBuild = (
  log: string,
): { readonly folder: string; readonly output: string } | undefined => {
  const lines = log.split('\n');
  const start = lines.findLastIndex((line) => line.startsWith(BUILD_STARTED));
  if (start < 0 || lines.includes(ALL_BUILT, start)) return undefined;
  return {
    folder: lines[start]?.slice(BUILD_STARTED.length) ?? '',
    output: lines.slice(start + 1).join('\n'),
  };
};
