import { z } from 'zod';
import { namesOf, type Meanings } from '../model/meanings.js';
import { unknown } from './wording.js';

/**
 * One of several names. Editors show their meanings: yaml-language-server and VS Code read
 * `enumDescriptions` in JSON Schema.
 * @param kind for errors: "unknown data plane 'macvaln'"
 */
export const choice = <Name extends string>(
  kind: string,
  names: readonly Name[],
  meaning: (name: Name) => string,
) => z.enum(names, { error: unknown(kind) }).meta({ enumDescriptions: names.map(meaning) });

/** The same with names that are specific to this choice. */
export const choiceOf = <Name extends string>(kind: string, meanings: Meanings<Name>) =>
  choice(kind, namesOf(meanings), (name) => meanings[name]);
