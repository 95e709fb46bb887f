/** What a tool printed as errors, a line each, without what ethtool begins those of the kernel with. */
export const errorLines = (stderr: string): readonly string[] =>
  stderr
    .split('\n')
    .map((line) => line.trim().replace(/^netlink error: /, ''))
    .filter((line) => line !== '');

/** The last of what a tool that failed printed: two lines, as many first say what they did. */
export const lastWords = ({
  stderr,
  exitCode,
}: {
  readonly stderr: string;
  readonly exitCode: number;
}): string => errorLines(stderr).slice(-2).join('; ') || `exit code ${exitCode}`;
