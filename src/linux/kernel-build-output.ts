const ERROR = /\berror\b/i;
/** How make passes an error on; the line that explains it came before. */
const PASSED_ON = /^make(\[\d+\])?:|: some warnings being treated as errors$/;

const notBlank = (line: string): boolean => line.trim() !== '';

/** The last lines of a build's output that say why it failed; where none does, the last of all. */
export const parseBuildErrors = (text: string, count = 6): readonly string[] => {
  const lines = text.split('\n').filter(notBlank);
  const errors = lines.filter((line) => ERROR.test(line) && !PASSED_ON.test(line));
  return (errors.length > 0 ? errors : lines).slice(-count);
};

/** The last lines of the kernel log, from `dmesg`. */
export const lastKernelMessages = (text: string, count = 6): readonly string[] =>
  text.split('\n').filter(notBlank).slice(-count);
