import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** Of a run that faults are made in. */
export interface ShortPlaybook {
  readonly dataPlanes: readonly string[];
  readonly intendedLoads: readonly string[];
  readonly duration: string;
}

/** Writes a playbook whose trials are valid however busy this computer is. @returns the file */
export const shortPlaybook = async (
  folder: string,
  { dataPlanes, intendedLoads, duration }: ShortPlaybook,
): Promise<string> => {
  const file = join(folder, 'playbook.yaml');
  const trial = {
    ...{ duration, warmUp: '0 ms', residualWait: '100 ms', restabilise: '0 ms' },
    ...{ offeredLoadTolerance: '100 %', starvationTolerance: '100 %' },
  };
  const procedures = [{ test: 'load-sweep', intendedLoads }];
  await writeFile(file, stringify({ name: 'faults', dataPlanes, trial, procedures }));
  return file;
};
