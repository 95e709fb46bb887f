import { parseClockRate } from '../../../src/linux/ptp/clock-rate.js';
import { parseNicStamps } from '../../../src/linux/ptp/nic-stamps.js';
import { parsePhc2sys } from '../../../src/linux/ptp/phc2sys.js';
import { parsePmc } from '../../../src/linux/ptp/pmc.js';
import { parseStamping } from '../../../src/linux/ptp/stamping.js';
import { fixture } from '../../linux/fixture.js';
import type { Parser } from './parser.js';

/** Parsers of what the programs of linuxptp print. */
export const PTP: readonly Parser[] = [
  {
    name: 'linux/ptp/clock-rate.ts parseClockRate',
    samples: ['phc_ctl[80714.768]: clock frequency offset is -12.500000ppb\n'],
    read: (text) => parseClockRate(text),
  },
  {
    name: 'linux/ptp/nic-stamps.ts parseNicStamps',
    samples: ['current settings:\ntx_type 1\nrx_filter 12\n'],
    read: (text) => parseNicStamps(text),
  },
  {
    name: 'linux/ptp/phc2sys.ts parsePhc2sys',
    samples: ['phc2sys[5.1]: CLOCK_REALTIME phc offset -12 s2 freq +1200 delay 640\n'],
    read: (text) => parsePhc2sys(text),
  },
  {
    name: 'linux/ptp/pmc.ts parsePmc',
    samples: [fixture('ptp/pmc-following.txt'), fixture('ptp/pmc-listening.txt')],
    read: (text) => parsePmc(text),
  },
  {
    name: 'linux/ptp/stamping.ts parseStamping',
    samples: [fixture('ptp/ethtool-T-veth.txt')],
    read: (text) => parseStamping(text),
  },
];
