import { fileURLToPath } from 'node:url';

const shipped = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The testbed of the virtual lab that comes with this package. */
export const SHIPPED_LAB = shipped('testbeds/virtual-lab.yaml');

/** The playbook that quickstart runs. */
export const QUICKSTART_PLAYBOOK = shipped('playbooks/quickstart.yaml');
