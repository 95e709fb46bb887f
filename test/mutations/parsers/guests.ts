import { parseFunctionCounts } from '../../../src/linux/device/sriov.js';
import { parseAnswers } from '../../../src/linux/guest/answer.js';
import { parseAccelerators } from '../../../src/linux/guest/processes.js';
import { fixture } from '../../linux/fixture.js';
import type { Parser } from './parser.js';

const DEVICE = '/sys/class/net/eth1/device';
const GUEST = 'vrbench-vr0';

/** Parsers of what guests, and devices with virtual functions, have. */
export const GUESTS: readonly Parser[] = [
  {
    name: 'linux/device/sriov.ts parseFunctionCounts',
    samples: [
      `==> ${DEVICE}/sriov_totalvfs <==\n64\n\n==> ${DEVICE}/sriov_numvfs <==\n4\n`,
      `==> ${DEVICE}/sriov_totalvfs <==\n64\n\n==> ${DEVICE}/sriov_numvfs <==\n0\n`,
    ],
    read: (text) => parseFunctionCounts(text)('eth1'),
  },
  {
    name: 'linux/guest/answer.ts parseAnswers',
    samples: [fixture('guests-answer.txt')],
    read: (text) => [...parseAnswers(text).values()].map((texts) => [...texts]),
  },
  {
    name: 'linux/guest/processes.ts parseAccelerators',
    samples: [`==> /run/vrbench/guests/${GUEST}/accelerator <==\ntcg\n`],
    read: (text) => parseAccelerators(text, [GUEST]),
  },
];
