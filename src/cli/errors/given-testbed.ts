import { quoteIfNeeded } from '../../host/command/quote.js';

/** The testbed that a command line names with -t, as it was written; undefined where it names none. */
export const givenTestbed = (argv: readonly string[]): string | undefined => {
  for (const [index, word] of argv.entries()) {
    if (word === '--') return undefined;
    if (word === '-t' || word === '--testbed') return argv[index + 1];
    const [, value] = /^(?:--testbed=|-t)(.+)$/s.exec(word) ?? [];
    if (value !== undefined) return value;
  }
  return undefined;
};

/**
 * A message whose commands can be copied: with the given testbed in place of
 * TESTBED, and with it where a lab is started or stopped.
 */
export const withGivenTestbed = (message: string, testbed: string | undefined): string => {
  if (testbed === undefined) return message;
  const option = `-t ${quoteIfNeeded(testbed)}`;
  return message
    .replaceAll('-t TESTBED', () => option)
    .replaceAll(/vrbench lab (?:up|down|status)(?! -t)/g, (command) => `${command} ${option}`);
};
