import { atValue, type Finding } from '../../document/finding.js';
import { plural } from '../../document/wording.js';
import type { Playbook } from '../playbook.js';
import type { TestbedFile } from '../testbed/testbed-file.js';

type ReceiveChoice = Pick<Playbook, 'receive' | 'routers'>;

/** Of routers that share ports, a port's frames are of several. */
export const receiveFindings = ({ receive, routers }: ReceiveChoice): readonly Finding[] =>
  receive?.spread === 'routers' && routers.count > 1 && routers.ports === 'shared'
    ? [
        atValue(
          ['receive', 'spread'],
          'routers have CPUs of their own only where they have ports of their own: routers.ports: own',
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
      ? `asks for ${asked} CPUs of the DUT: instruction time knows one CPU only; use a testbed in real time`
      : `asks for ${asked} CPUs of the DUT; testbed '${name}' gives it ${there}: see roles.dut.cpus`;
  return [atValue(['receive', 'cpus'], message)];
};

/** Software ports are made with so many queues; a NIC says how many it has when it is asked. */
const missingQueues = (
  { name, softwareNic, roles: { dut } }: TestbedFile,
  { cpus: asked = dut.cpus?.length ?? 1, spread }: NonNullable<Playbook['receive']>,
): Finding[] => {
  const { queues = 1 } = softwareNic ?? {};
  if (softwareNic === undefined || spread !== 'queues' || asked <= queues) return [];
  const message = `asks for ${plural(asked, 'receive queue')} a port; the ports of testbed '${name}' have ${queues}: see softwareNic.queues`;
  return [atValue(['receive', 'spread'], message)];
};

/** CPUs and queues that a playbook asks for and a testbed does not have. Places are in the playbook. */
export const receiveFitFindings = (
  testbed: TestbedFile,
  { receive }: Pick<Playbook, 'receive'>,
): readonly Finding[] => {
  if (receive === undefined) return [];
  const cpus = missingCpus(testbed, receive);
  return cpus.length > 0 ? cpus : missingQueues(testbed, receive);
};
