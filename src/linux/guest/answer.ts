import type { Argv } from '../../model/command.js';
import { parseLabelledFiles } from '../text/labelled-files.js';
import { ANSWER_ENDS, ANSWER_STARTS } from './init.js';

/** Above the answer of a guest. */
const GUEST = 'VR-GUEST';

/**
 * Queries the counters of every guest in the folder of this file, and prints the answers. A console that has
 * become long starts again.
 */
export const ASK = `#!/bin/sh
for folder in "\${0%/*}"/*/; do
  cd "$folder" || exit
  folder=\${folder%/}
  from=$(($(wc -c <console) + 1))
  echo "$$" 1<>in
  turns=600
  until tail -c "+$from" console | grep -q '^${ANSWER_ENDS} '"$$\\$"; do
    [ "$turns" -gt 0 ] || { echo "guest \${folder##*/} does not answer" >&2; exit 1; }
    turns=$((turns - 1))
    sleep 0.05
  done
  echo "${GUEST} \${folder##*/}"
  tail -c "+$from" console | sed -n "/^${ANSWER_STARTS} $$\\$/,/^${ANSWER_ENDS} $$\\$/p"
  [ "$from" -lt 1000000 ] || : >console
done
`;

/** The counters of one guest: texts by the path of the file, or the command that printed them. */
export type GuestTexts = ReadonlyMap<string, string>;

/** What guests answered, by name. */
export const parseAnswers = (stdout: string): ReadonlyMap<string, GuestTexts> => {
  const [, ...parts] = stdout.split(new RegExp(`^${GUEST} (\\S+)$`, 'm'));
  const answers = new Map<string, GuestTexts>();
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [name = '', text = ''] = parts.slice(index, index + 2);
    const lines = text.split('\n');
    const own = lines.slice(
      lines.findIndex((line) => line.startsWith(ANSWER_STARTS)) + 1,
      lines.findIndex((line) => line.startsWith(ANSWER_ENDS)),
    );
    answers.set(name, parseLabelledFiles(own.join('\n')));
  }
  return answers;
};

/** Queries the guests of a machine whose folders are in the given one, which may be mounted noexec. */
export const askGuests = (folder: string): Argv => ['/bin/sh', `${folder}/ask`];
