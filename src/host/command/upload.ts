import type { Argv } from '../../model/command.js';
import type { Upload } from '../host.js';

/**
 * Writes files from standard input, given as path, size and mode. All are written next to their
 * targets first and renamed only after the final word has arrived, so a connection lost midway
 * leaves every target unchanged. Not SFTP, which cannot use sudo.
 */
const WRITE = `each() {
  act=$1
  shift
  while [ $# -gt 0 ]; do "$act" "$1" "$2" "$3" || return 1; shift 3; done
}
take() { mkdir -p -- "\${1%/*}/" && head -c "$2" >"$1.part" && chmod "$3" "$1.part"; }
place() { mv -f -- "$1.part" "$1"; }
drop() { rm -f -- "$1.part"; }
each take "$@" && read -r word && [ "$word" = complete ] && each place "$@" && exit 0
each drop "$@"
exit 1`;

/** A command that writes files, and its standard input. */
export interface WriteCommand {
  readonly argv: Argv;
  readonly stdin: Uint8Array;
}

const DEFAULT_MODE = 0o644;

/**
 * One command that writes all files, binary or not.
 * @throws RangeError for a path that is not absolute
 */
export const writeCommand = (files: readonly Upload[]): WriteCommand => {
  const contents = files.map(({ content }) => Buffer.from(content));
  const arguments_ = files.flatMap(({ path, mode = DEFAULT_MODE }, index) => {
    if (!path.startsWith('/')) throw new RangeError(`'${path}' is not an absolute path`);
    return [path, String(contents[index]?.length ?? 0), mode.toString(8)];
  });
  return {
    argv: ['sh', '-c', WRITE, 'sh', ...arguments_],
    stdin: Buffer.concat([...contents, Buffer.from('complete\n')]),
  };
};
