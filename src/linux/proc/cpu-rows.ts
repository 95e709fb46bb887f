/** The kernel prints a counter of 32 bits in eight hexadecimal digits. */
const ROW = /^\s*[0-9a-f]{8}(\s|$)/i;

/** The rows of a table of hexadecimal counters with a row for each CPU; other lines are left out. */
export const cpuRows = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => ROW.test(line));
