/** The error messages of a tool, line by line, without ethtool's prefix for those of the kernel. */
export const errorLines = (stderr: string): readonly string[] =>
  stderr
    .split('\n')
    .map((line) => line.trim().replace(/^netlink error: /, ''))
    .filter((line) => line !== '');

/** The last error messages of a failed tool: two lines, as many tools first say what they did. */
export const lastWords = ({
  stderr,
  exitCode,
}: {
  readonly stderr: string;
  readonly exitCode: number;
}): string => errorLines(stderr).slice(-2).join('; ') || `exit code ${exitCode}`;
