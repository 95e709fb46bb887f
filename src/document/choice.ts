import { z } from 'zod';
import { namesOf, type Meanings } from '../model/meanings.js';
import { unknown } from './wording.js';

/**
 * One of several names. Editors show what each means: `enumDescriptions` of JSON Schema is read by
 * yaml-language-server and VS Code.
 * @param kind what an unknown name is called in an error: "unknown data plane 'macvaln'"
 */
export const choice = <Name extends string>(kind: string, meanings: Meanings<Name>) =>
  z
    .enum(namesOf(meanings), { error: unknown(kind) })
    .meta({ enumDescriptions: Object.values<string>(meanings) });
