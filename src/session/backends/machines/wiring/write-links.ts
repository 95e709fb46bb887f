import { isDeepStrictEqual } from 'node:util';
import type { LoadedTestbed } from '../../../../config/load.js';
import { testbedFindings } from '../../../../config/testbed/checks.js';
import { pathText } from '../../../../document/finding.js';
import { readYaml } from '../../../../document/yaml/read.js';
import { replacePairs, type Pair } from '../../../../document/yaml/replace-pairs.js';
import { Failure, PreconditionFailure, reasonOf } from '../../../../model/failure.js';
import type { CabledPair } from '../../../../preflight/wiring/links.js';
import { requireRewritable, rewriteFile } from './rewrite-file.js';

const attemptedOn = (path: string): string => `writing the detected links to ${path}`;

/**
 * Checks that links can be written to a testbed file, before cables are tested.
 * @throws PreconditionFailure if the testbed is a lab's, or the file cannot be written
 */
export const requireWritableLinks = async ({
  path,
  file,
}: Pick<LoadedTestbed, 'path' | 'file'>): Promise<void> => {
  const attempted = attemptedOn(path);
  if (file.lab !== undefined) {
    throw new PreconditionFailure({
      attempted,
      got: 'it describes a lab, which is cabled from the file when it is booted',
      remedy: 'vrbench lab down, then vrbench lab up',
    });
  }
  try {
    await requireRewritable(path);
  } catch (cause) {
    throw new PreconditionFailure({
      ...{ attempted, got: reasonOf(cause), cause },
      remedy: 'copy the testbed to a writable file in a writable folder',
    });
  }
};

/** The text of the file with other links; undefined if something else would change as well. */
const textWith = (
  { file, text }: LoadedTestbed,
  links: readonly CabledPair[],
): string | undefined => {
  const ofDut = new Set(file.roles.dut.ports.map(({ name }) => name));
  const peerOf = (link: Pair): string => link.find((name) => !ofDut.has(name)) ?? link[0];
  const now = replacePairs(text, 'links', links, (one, other) => peerOf(one) === peerOf(other));
  if (now === undefined) return undefined;
  const { faults, value } = readYaml(now);
  const wanted: unknown = { ...(readYaml(text).value as object), links };
  return faults.length === 0 && isDeepStrictEqual(value, wanted) ? now : undefined;
};

/**
 * Writes links to a testbed file; the rest, including comments, is kept. The file is replaced
 * atomically.
 * @returns whether they differ from the previous links
 * @throws PreconditionFailure if the testbed is a lab's, would not be valid with them, or cannot be edited
 *   without changing something else; Failure if the file cannot be written
 */
export const writeLinks = async (
  loaded: LoadedTestbed,
  links: readonly CabledPair[],
): Promise<boolean> => {
  const { path, file, text } = loaded;
  const attempted = attemptedOn(path);
  await requireWritableLinks(loaded);
  const problems = testbedFindings({ ...file, links: [...links] });
  if (problems.length > 0) {
    throw new PreconditionFailure({
      attempted,
      got: `the testbed would not be valid: ${problems
        .map(({ at, path: place, message }) =>
          at === 'key' ? message : `${pathText(place)}: ${message}`,
        )
        .join('; ')}`,
      remedy: 'connect the ports that are missing, then try again',
    });
  }
  if (isDeepStrictEqual(file.links, links)) return false;
  const now = textWith(loaded, links);
  if (now === undefined) {
    throw new PreconditionFailure({
      attempted,
      got: 'they cannot be changed without losing a comment, or changing something else in the file',
      remedy: `write them yourself, one per line: ${links.map((link) => `- [${link.join(', ')}]`).join(', ')}`,
    });
  }
  try {
    await rewriteFile(path, text, now);
  } catch (cause) {
    throw new Failure({ attempted, got: reasonOf(cause), cause });
  }
  return true;
};
