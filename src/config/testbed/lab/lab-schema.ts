import { z } from 'zod';
import { checkedText } from '../../../document/checked-text.js';
import { choiceOf } from '../../../document/choice.js';
import { NIC_MODELS } from './nic-models.js';

/** More than any data plane needs. */
const MOST_PACKAGES = 64;

/** deb-control(5), Package field. */
const packageNameProblem = (text: string): string | undefined =>
  /^[a-z0-9][a-z0-9+.-]+$/.test(text) ? undefined : 'must be the name of a Debian package';

const LAB_KINDS = {
  virtual: 'emulated machines in real time, booted by vrbench lab up',
  deterministic: 'one emulated CPU for each data plane, whose clock counts its instructions',
} as const;

const SUITES = { bookworm: 'Debian 12, Linux 6.1', trixie: 'Debian 13, Linux 6.12' } as const;

/** The machines of a lab. */
export const labSchema = z.strictObject({
  kind: choiceOf('kind of lab', LAB_KINDS).describe('The clock of its machines'),
  suite: choiceOf('Debian release', SUITES)
    .default('bookworm')
    .describe('The Debian release to boot'),
  nic: choiceOf('model of NIC', NIC_MODELS)
    .optional()
    .describe('NIC model of the test ports of its machines; default: virtio'),
  packages: z
    .array(checkedText(packageNameProblem))
    .max(MOST_PACKAGES)
    .optional()
    .describe('Additional Debian packages for its machines, such as openvswitch-switch'),
});
