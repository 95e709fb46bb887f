import { changesBetween } from '../../document/changes.js';
import { readYaml } from '../../document/yaml/read.js';
import { inputFiles } from '../../results/archive.js';
import { readRegularFile } from '../../results/disk/regular-file.js';
import type { RunRecord } from '../../results/schema.js';
import { sha256Of } from '../archive/archive-run.js';
import type { SetupChange } from './setup-changed.js';

/** A file that a run was started with. */
type InputKind = 'testbed' | 'playbook';

/** The differences in a file's content since the run started, path by path, ignoring comments. */
const changesIn = (kind: InputKind, before: string, now: string): readonly SetupChange[] => {
  if (before === now) return [];
  const changes = changesBetween(readYaml(before).value, readYaml(now).value);
  return changes.map(({ place, ...values }) => ({ what: `${kind}, ${place}`, ...values }));
};

/** A file's text; undefined if it cannot be read: it was deleted, or is a pipe. */
const textOf = async (file: string): Promise<string | undefined> => {
  try {
    return await readRegularFile(file);
  } catch {
    return undefined;
  }
};

/** The difference between the archived copy and the text that the run started with, if any. */
const editedInput = (
  kind: InputKind,
  { inputs }: Pick<RunRecord, 'inputs'>,
  kept: string | undefined,
  file: string,
): readonly SetupChange[] => {
  const what = `${kind}, ${file}`;
  const before = inputs?.[kind].sha256;
  if (kept === undefined) return [{ what, before: 'there', now: 'no such file' }];
  const now = sha256Of(kept);
  if (before === undefined || before === now) return [];
  return [{ what, before: `SHA-256 ${before}`, now }];
};

/**
 * What has changed in a file that a run was started with: in the archived copy, and in the file itself, if it
 * still exists.
 * @param now the file's present path, or its text; undefined if the command line does not name it
 */
export const changedInput = async (
  kind: InputKind,
  folder: string,
  run: Pick<RunRecord, 'inputs'>,
  now: { readonly file?: string | undefined; readonly text?: string | undefined },
): Promise<readonly SetupChange[]> => {
  const file = inputFiles(folder)[kind];
  const kept = await textOf(file);
  const edited = editedInput(kind, run, kept, file);
  if (edited.length > 0 || kept === undefined) return edited;
  const source = now.file ?? run.inputs?.[kind].file ?? undefined;
  const text = now.text ?? (source === undefined ? undefined : await textOf(source));
  return text === undefined ? [] : changesIn(kind, kept, text);
};
