import { quoteIfNeeded } from '../../host/command/quote.js';

/** The testbed that a command line names with -t, as it was written; undefined if there is none. */
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
 * TESTBED, and with it the commands that start or stop a lab.
 */
export const withGivenTestbed = (message: string, testbed: string | undefined): string => {
  if (testbed === undefined) return message;
  const option = `-t ${quoteIfNeeded(testbed)}`;
  return message
    .replaceAll('-t TESTBED', () => option)
    .replaceAll(/vrbench lab (?:up|down|status)(?! -t)/g, (command) => `${command} ${option}`);
};
