import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** What is tested is not how fast this computer is. */
const TRIAL = {
  ...{ duration: '500 ms', residualWait: '200 ms', restabilise: '0 ms' },
  offeredLoadTolerance: '100 %',
  starvationTolerance: '100 %',
};

/** Writes a short playbook. */
export const writePlaybook = async (
  folder: string,
  {
    dataPlanes,
    intendedLoads,
  }: { dataPlanes: readonly string[]; intendedLoads: readonly string[] },
): Promise<string> => {
  const file = join(folder, 'e2e.yaml');
  const procedures = [{ test: 'load-sweep', intendedLoads }];
  await writeFile(file, stringify({ name: 'e2e', dataPlanes, trial: TRIAL, procedures }));
  return file;
};
