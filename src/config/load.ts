import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { claimsFindings, claimsSchema, type Claims } from '../claims/claims.js';
import { checkSchema } from '../document/check-schema.js';
import { atValue, type Finding } from '../document/finding.js';
import { InvalidFile } from '../document/invalid-file.js';
import { readFileBytes } from './read-file.js';
import { statedFindings } from './stated/checks.js';
import { inEnvironment, placedInFile, type EnvironmentKind } from './stated/environments.js';
import { playbookSchema, type Playbook, type StatedPlaybook } from './playbook.js';
import { expectedPlaybook } from './stated/reference.js';
import { testbedFindings } from './testbed/checks.js';
import { testbedSchema, type TestbedFile } from './testbed/testbed-file.js';
import { readYaml, readYamlBytes, type YamlSource } from '../document/yaml/read.js';
import { Interrupted, reasonOf } from '../model/failure.js';

export { InvalidFile } from '../document/invalid-file.js';

/** A testbed file with its text, which is archived unchanged. */
export interface LoadedTestbed {
  readonly path: string;
  readonly file: TestbedFile;
  readonly text: string;
  /** Absolute; relative names in the file are relative to it. */
  readonly folder: string;
}

/** A playbook with its text, which is archived unchanged. */
export interface LoadedPlaybook {
  readonly path: string;
  readonly stated: StatedPlaybook;
  /** With its expected loads: a run computes proportional loads from the reference that it measures. */
  readonly playbook: Playbook;
  readonly text: string;
}

interface Opened {
  readonly path: string;
  readonly text: string;
  readonly source: YamlSource;
}

const open = async (path: string, signal?: AbortSignal): Promise<Opened> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFileBytes(path, signal);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const reason = reasonOf(error);
    throw new InvalidFile(path, [`cannot be read: ${reason}`], { cause: error });
  }
  const source = readYamlBytes(bytes);
  if (source.faults.length > 0) throw InvalidFile.at(path, source.faults);
  return { path, text: source.text, source };
};

/** The schema first, then the rules between fields, which need every field to be valid. */
const interpret = <Data>(
  { path, source }: Opened,
  schema: z.ZodType<Data>,
  rules: (data: Data) => readonly Finding[],
): Data => {
  const verdict = checkSchema(schema, source.value);
  const findings = verdict.valid ? rules(verdict.data) : verdict.findings;
  if (!verdict.valid || findings.length > 0) {
    throw InvalidFile.at(path, findings.map(source.locate));
  }
  return verdict.data;
};

/** Reads and checks a claims file. @throws InvalidFile */
export const loadClaims = async (path: string, signal?: AbortSignal): Promise<Claims> =>
  interpret(await open(path, signal), claimsSchema, claimsFindings);

type Kind = 'testbed' | 'playbook';

/** Keys that only one kind of file has. */
const KEYS: Readonly<Record<Kind, readonly string[]>> = {
  testbed: ['machines', 'roles', 'links', 'lab'],
  playbook: ['dataPlanes', 'procedures', 'trial', 'frameSizes'],
};

/** The kind of a file by its keys; undefined if it has none of either kind. */
const kindOf = ({ source: { value } }: Opened): Kind | undefined => {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return (['testbed', 'playbook'] as const).find((kind) =>
    keys.some((key) => KEYS[kind].includes(key)),
  );
};

/** Rejects a file of the other kind with one error, rather than one for each of its keys. */
const ofKind = (wanted: Kind, opened: Opened): Opened => {
  const kind = kindOf(opened);
  if (kind === undefined || kind === wanted) return opened;
  const message = `this is a ${kind}, but a ${wanted} is expected here; the testbed is given with -t, the playbook without: are they swapped?`;
  throw InvalidFile.at(opened.path, [opened.source.locate(atValue([], message))]);
};

const testbedOf = (opened: Opened): LoadedTestbed => ({
  path: opened.path,
  file: interpret(opened, testbedSchema, testbedFindings),
  text: opened.text,
  folder: dirname(resolve(opened.path)),
});

const playbookOf = (opened: Opened): LoadedPlaybook => {
  const stated = interpret(opened, playbookSchema, statedFindings);
  return { path: opened.path, stated, playbook: expectedPlaybook(stated), text: opened.text };
};

/** `12:7`: line and column in a playbook of a path, for the environment it runs in. */
export const positionIn =
  ({ text, stated }: LoadedPlaybook, kind: EnvironmentKind) =>
  (path: Finding['path']): string => {
    const [finding] = placedInFile(stated, kind, [atValue(path, '')]);
    const { line, column } = readYaml(text).locate(finding ?? atValue(path, ''));
    return `${line}:${column}`;
  };

/** A playbook for the environment it runs in. */
export const loadedIn = (loaded: LoadedPlaybook, kind: EnvironmentKind): LoadedPlaybook => {
  const stated = inEnvironment(loaded.stated, kind);
  return { ...loaded, stated, playbook: expectedPlaybook(stated) };
};

/** Reads and checks a testbed. @throws InvalidFile, Interrupted */
export const loadTestbed = async (path: string, signal?: AbortSignal): Promise<LoadedTestbed> =>
  testbedOf(ofKind('testbed', await open(path, signal)));

/** Reads and checks a playbook. @throws InvalidFile, Interrupted */
export const loadPlaybook = async (path: string, signal?: AbortSignal): Promise<LoadedPlaybook> =>
  playbookOf(ofKind('playbook', await open(path, signal)));

/** Reads and checks a file of either kind; its keys determine which. @throws InvalidFile, Interrupted */
export const loadAny = async (
  path: string,
  signal?: AbortSignal,
): Promise<
  ({ readonly kind: 'testbed' } & LoadedTestbed) | ({ readonly kind: 'playbook' } & LoadedPlaybook)
> => {
  const opened = await open(path, signal);
  const kind = kindOf(opened);
  if (kind === 'testbed') return { kind, ...testbedOf(opened) };
  if (kind === 'playbook') return { kind, ...playbookOf(opened) };
  const message = `neither a testbed (${KEYS.testbed.join(', ')}) nor a playbook (${KEYS.playbook.join(', ')})`;
  throw InvalidFile.at(path, [opened.source.locate(atValue([], message))]);
};
