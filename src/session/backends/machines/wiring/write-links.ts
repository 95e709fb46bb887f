import { writeFile } from 'node:fs/promises';
import type { LoadedTestbed } from '../../../../config/load.js';
import { testbedFindings } from '../../../../config/testbed/checks.js';
import { pathText } from '../../../../document/finding.js';
import { replacePairs, type Pair } from '../../../../document/yaml/replace-pairs.js';
import { Failure, PreconditionFailure, reasonOf } from '../../../../model/failure.js';
import type { CabledPair } from '../../../../preflight/wiring/links.js';

/**
 * Writes links into a testbed file; the rest is kept, including comments.
 * @returns whether they differ from those that it had
 * @throws PreconditionFailure where the testbed is a lab's, or would not be valid with them; Failure where
 *   the file cannot be written
 */
export const writeLinks = async (
  { path, file, text }: LoadedTestbed,
  links: readonly CabledPair[],
): Promise<boolean> => {
  const attempted = `writing the links that were seen to ${path}`;
  if (file.lab !== undefined) {
    throw new PreconditionFailure({
      attempted,
      got: 'it describes a lab, which is cabled from the file when it is booted',
      remedy: 'vrbench lab down, then vrbench lab up',
    });
  }
  const problems = testbedFindings({ ...file, links: [...links] });
  if (problems.length > 0) {
    throw new PreconditionFailure({
      attempted,
      got: `the testbed would not be valid: ${problems
        .map((problem) => `${pathText(problem.path)}: ${problem.message}`)
        .join('; ')}`,
      remedy: 'connect the ports that are missing, then try again',
    });
  }
  const ofDut = new Set(file.roles.dut.ports.map(({ name }) => name));
  const peerOf = (link: Pair): string => link.find((name) => !ofDut.has(name)) ?? link[0];
  const now = replacePairs(text, 'links', links, (one, other) => peerOf(one) === peerOf(other));
  if (now === text) return false;
  try {
    await writeFile(path, now);
  } catch (cause) {
    throw new Failure({ attempted, got: reasonOf(cause), cause });
  }
  return true;
};
