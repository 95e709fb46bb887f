import { fileURLToPath } from 'node:url';

const shipped = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Three emulated machines; the testbed of the lab verbs where none is named. */
export const VIRTUAL_LAB = shipped('testbeds/virtual-lab.yaml');

/** A lab that comes with this package, and the playbook that shows what it is for. */
export interface Demonstration {
  readonly testbed: string;
  readonly playbook: string;
}

/** What quickstart runs: the paper's overload result on one emulated machine. */
export const ONE_MACHINE: Demonstration = {
  testbed: shipped('testbeds/one-machine-lab.yaml'),
  playbook: shipped('playbooks/quickstart.yaml'),
};

/** What it runs when three machines are asked for. */
export const THREE_MACHINES: Demonstration = {
  testbed: VIRTUAL_LAB,
  playbook: shipped('playbooks/virtual-lab.yaml'),
};
