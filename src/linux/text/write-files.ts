import type { Command } from '../../model/command.js';

const WRITE = `while read -r file value; do
  [ -e "$file" ] || continue
  printf '%s\\n' "$value" 2>/dev/null >"$file" && continue
  error=$({ env printf '%s\\n' "$value" >"$file"; } 2>&1)
  printf '%s cannot be %s: %s\\n' "$file" "$value" "$error" >&2
  exit 1
done`;

/**
 * Writes a value to each of these files of /proc or /sys, by one process; stops at the first that is
 * rejected. A file that no longer exists is skipped.
 * @throws RangeError for a path or a value that is not a single word
 */
export const writeFiles = (values: Readonly<Record<string, string>>): Required<Command> => {
  const lines = Object.entries(values).map(([file, value]) => {
    if (!/^\/\S+$/.test(file) || !/^\S+$/.test(value)) {
      throw new RangeError(`'${value}' cannot be written to '${file}'`);
    }
    return `${file} ${value}\n`;
  });
  return { argv: ['sh', '-c', WRITE], stdin: lines.join('') };
};
