import type { Host } from '../../../../../src/host/host.js';
import type { CommandOutcome } from '../../../../../src/linux/text/attempts.js';
import { scriptedHost } from '../../../../provision/kernel-module/scripted-host.js';

/** The output of a survey's command; undefined for one that fails. */
export type Said = (command: string) => string | undefined;

const REFUSED: CommandOutcome = { exitCode: 1, stdout: '', stderr: 'Operation not supported' };

/** A machine that answers each command of a survey. @param asked gets the namespace or program of each batch */
export const surveyedHost = (said: Said, asked: string[] = []): Host => {
  const host = scriptedHost([]);
  const answer: Host = {
    ...host,
    in: (namespace) => {
      asked.push(namespace ?? 'machine');
      return answer;
    },
    run: (argv, { stdin = '' } = {}) => {
      const stdout = stdin
        .trimEnd()
        .split('\n')
        .map((command) => {
          const text = said(command);
          return text === undefined ? REFUSED : { exitCode: 0, stdout: text, stderr: '' };
        })
        .map((each) => `${each.stdout}\u001d${each.exitCode}\u001d${each.stderr}\u001e`)
        .join('');
      return Promise.resolve({ argv, exitCode: 0, stdout, stderr: '' });
    },
  };
  return answer;
};
