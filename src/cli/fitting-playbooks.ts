import { checkFit, lacksLinks } from '../config/fit.js';
import { InvalidFile, loadPlaybook, loadTestbed, type LoadedPlaybook } from '../config/load.js';
import type { TestbedFile } from '../config/testbed/testbed-file.js';
import { playbookName, shippedPlaybooks } from './shipped.js';

const fits = async (testbed: TestbedFile, path: string): Promise<boolean> => {
  try {
    checkFit(testbed, await loadPlaybook(path));
    return true;
  } catch (error) {
    if (error instanceof InvalidFile) return false;
    throw error;
  }
};

/**
 * Does something with a playbook on a testbed. An error about ports that the testbed does not have
 * names the shipped playbooks that it can run.
 * @throws InvalidFile, and what the work throws
 */
export const suggestingPlaybooks = async <Result>(
  testbed: string,
  { playbook }: LoadedPlaybook,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidFile)) throw error;
    const { file } = await loadTestbed(testbed);
    if (!lacksLinks(file, playbook)) throw error;
    const found: string[] = [];
    for (const path of shippedPlaybooks()) {
      if (await fits(file, path)) found.push(playbookName(path));
    }
    const names = found.length === 0 ? 'none' : found.join(', ');
    throw new InvalidFile(error.file, error.facts.problems ?? [], {
      remedy: `use a playbook that testbed '${file.name}' can run; of those shipped: ${names}`,
      cause: error,
    });
  }
};
