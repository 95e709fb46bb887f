import { z } from 'zod';
import { namesOf, type Meanings } from '../model/meanings.js';
import { unknown } from './wording.js';

/**
 * One of several names. Editors show what each means: `enumDescriptions` of JSON Schema is read by
 * yaml-language-server and VS Code.
 * @param kind what an unknown name is called in an error: "unknown data plane 'macvaln'"
 */
export const choice = <Name extends string>(
  kind: string,
  names: readonly Name[],
  meaning: (name: Name) => string,
) => z.enum(names, { error: unknown(kind) }).meta({ enumDescriptions: names.map(meaning) });

/** The same with names that only this choice has. */
export const choiceOf = <Name extends string>(kind: string, meanings: Meanings<Name>) =>
  choice(kind, namesOf(meanings), (name) => meanings[name]);
