import { atValue, type Finding } from '../../document/finding.js';
import { plural } from '../../document/wording.js';
import type { Playbook } from '../playbook.js';
import type { TestbedFile } from '../testbed/testbed-file.js';

type ReceiveChoice = Pick<Playbook, 'receive' | 'routers'>;

/** If routers share ports, the frames of a port belong to several routers. */
export const receiveFindings = ({ receive, routers }: ReceiveChoice): readonly Finding[] =>
  receive?.spread === 'routers' && routers.count > 1 && routers.ports === 'shared'
    ? [
        atValue(
          ['receive', 'spread'],
          "'routers' requires routers with ports of their own: set routers.ports to own",
        ),
      ]
    : [];

const missingCpus = (
  { name, lab, roles: { dut } }: TestbedFile,
  { cpus: asked = 1 }: NonNullable<Playbook['receive']>,
): Finding[] => {
  const there = dut.cpus?.length ?? 1;
  if (asked <= there) return [];
  const message =
    lab?.kind === 'deterministic'
      ? `needs ${asked} CPUs of the DUT: instruction time supports only one; use a testbed in real time`
      : `needs ${asked} CPUs of the DUT; testbed '${name}' has ${there}: see roles.dut.cpus`;
  return [atValue(['receive', 'cpus'], message)];
};

/** The queues of software ports are known in advance; a NIC's are read from the machine. */
const missingQueues = (
  { name, softwareNic, roles: { dut } }: TestbedFile,
  { cpus: asked = dut.cpus?.length ?? 1, spread }: NonNullable<Playbook['receive']>,
): Finding[] => {
  const { queues = 1 } = softwareNic ?? {};
  if (softwareNic === undefined || spread !== 'queues' || asked <= queues) return [];
  const message = `needs ${plural(asked, 'receive queue')} per port; the ports of testbed '${name}' have ${queues}: see softwareNic.queues`;
  return [atValue(['receive', 'spread'], message)];
};

/** CPUs and queues that a playbook needs and a testbed lacks, located in the playbook. */
export const receiveFitFindings = (
  testbed: TestbedFile,
  { receive }: Pick<Playbook, 'receive'>,
): readonly Finding[] => {
  if (receive === undefined) return [];
  const cpus = missingCpus(testbed, receive);
  return cpus.length > 0 ? cpus : missingQueues(testbed, receive);
};
