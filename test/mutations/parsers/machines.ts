import { gzipSync } from 'node:zlib';
import { parseSettings } from '../../../src/host/ssh/settings/read-settings.js';
import { parseFound } from '../../../src/host/ssh/host-key/known-hosts.js';
import { parseResults } from '../../../src/lab/job/results.js';
import { parseInstalled } from '../../../src/lab/local/packages.js';
import { parseInstructionRecords } from '../../../src/lab/profile/parse.js';
import { parseKernelSymbols } from '../../../src/lab/profile/symbols.js';
import { parseState } from '../../../src/lab/state.js';
import type { Command } from '../../../src/model/command.js';
import { parseLedger } from '../../../src/provision/ledger.js';
import { parseHolderAnswer } from '../../../src/provision/lock/holder.js';
import { parseOwner } from '../../../src/provision/lock/owner.js';
import { parseQueueCpus } from '../../../src/modules/softnic/queue-cpus.js';
import { parseOwner as parseArchiveOwner } from '../../../src/results/lock/owner.js';
import { parseMissing } from '../../../src/provision/requirements/needs.js';
import { parsePortStates } from '../../../src/provision/steps/port-state.js';
import { parseSymbols } from '../../../src/session/backends/instruction-time/instrument.js';
import { fixture } from '../../linux/fixture.js';
import { captured } from './captured.js';
import type { Parser } from './parser.js';

const JOB: readonly Command[] = [
  { argv: ['uname', '-r'] },
  { argv: ['cat'], stdin: 'x\n' },
  { argv: ['ip', '-brief', 'link', 'show', 'lo'] },
  { argv: ['sh', '-c', 'echo said; ip link show eth9'] },
];
const ENTRY =
  '{"sequence":1,"run":"run-1","kind":"sysctl","spec":{"a":["1"]},"before":{"a":"0"}}\n';
const OWNER = JSON.stringify({
  by: 'root@bench',
  process: 4711,
  doing: 'run',
  since: '2026-01-31T10:15:00.000Z',
});
const ARCHIVE_OWNER = JSON.stringify({
  by: 'root@bench',
  process: 4711,
  processStarted: '812',
  boot: '00000000-0000-0000-0000-000000000000',
  since: '2026-01-31T10:15:00.000Z',
});
const STATE = JSON.stringify({
  version: 1,
  plan: '{}',
  accelerator: 'kvm',
  hostCores: 2,
  machines: [{ name: 'dut', pid: 12, sshPort: 2201 }],
  cables: { gen0: 4000 },
});
const symbols = captured('lab/instructions/kallsyms.txt');
const routes = [fixture('ip-route-default.json'), fixture('ip-route-default-6.json')];

/** Parsers of what this project's own files, labs and connections have. */
export const MACHINES: readonly Parser[] = [
  {
    name: 'host/ssh/settings/read-settings.ts parseSettings',
    samples: ['host/ssh-G-jump.txt', 'host/ssh-G-proxy-command.txt'].map(captured),
    read: (text) => [...parseSettings(text)],
  },
  {
    name: 'host/ssh/host-key/known-hosts.ts parseFound',
    samples: [captured('host/ssh-keygen-F.txt')],
    read: parseFound,
  },
  {
    name: 'modules/softnic/queue-cpus.ts parseQueueCpus',
    samples: ['==> /sys/class/net/dut0/softnic/cpu <==\n1,0\n'],
    read: (text) => parseQueueCpus(['dut0'], text),
  },
  {
    name: 'results/lock/owner.ts parseOwner',
    samples: [ARCHIVE_OWNER],
    read: parseArchiveOwner,
  },
  {
    name: 'lab/job/results.ts parseResults',
    samples: [captured('lab/job/results.txt')],
    read: (text) => parseResults(Buffer.from(text), JOB),
  },
  {
    name: 'lab/local/packages.ts parseInstalled',
    samples: [captured('lab/dpkg-query.txt')],
    read: (text) => [...parseInstalled(text)],
  },
  {
    name: 'lab/profile/parse.ts parseInstructionRecords',
    samples: ['vrbench instructions 1\nrecord 1 sources 1\nff 12\nend 1 lines 1 instructions 12\n'],
    read: (text) => parseInstructionRecords(text, 'x'),
  },
  {
    name: 'lab/profile/symbols.ts parseKernelSymbols',
    samples: [symbols.slice(0, 4000)],
    read: (text) => parseKernelSymbols(text, 'x').functionAt(0xffffffff81000000n),
  },
  {
    name: 'lab/state.ts parseState',
    samples: [STATE],
    read: (text) => parseState(text, 'state.json'),
  },
  {
    name: 'provision/ledger.ts parseLedger',
    samples: [ENTRY + ENTRY.replace('1', '2')],
    read: parseLedger,
    refusal: RangeError,
  },
  {
    name: 'provision/lock/holder.ts parseHolderAnswer',
    samples: ['locked', `held 4711-1 ${OWNER}`],
    read: parseHolderAnswer,
    refusal: RangeError,
  },
  { name: 'provision/lock/owner.ts parseOwner', samples: [OWNER], read: parseOwner },
  {
    name: 'provision/requirements/needs.ts parseMissing',
    samples: ['command ip\nmodule pktgen\n'],
    read: (text) => parseMissing(text)('module'),
  },
  {
    name: 'provision/steps/port-state.ts parsePortStates',
    samples: [fixture('ip-address-tunnels.json')],
    read: (text) => parsePortStates(['eth1', 'eth2', 'far1'], text, routes, 'dut'),
  },
  {
    name: 'provision/steps/port-state.ts parsePortStates: routes',
    samples: routes,
    read: (text) =>
      parsePortStates(['eth1', 'eth2', 'far1'], fixture('ip-address-tunnels.json'), [text], 'dut'),
  },
  {
    name: 'session/backends/instruction-time/instrument.ts parseSymbols',
    samples: [gzipSync(symbols.slice(0, 1000)).toString('base64')],
    read: (text) => parseSymbols(text).functionAt(0xffffffff81000000n),
  },
];
