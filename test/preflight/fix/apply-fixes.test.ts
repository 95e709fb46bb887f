import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../src/host/locked-host.js';
import { applyFixes } from '../../../src/preflight/fix/apply-fixes.js';
import type { MachineSubject } from '../../../src/preflight/subject.js';
import { fixture } from '../../linux/fixture.js';
import { nicHost } from '../../provision/tuning/nic-host.js';

const SUBJECT: MachineSubject = {
  machine: 'dut',
  roles: [
    {
      role: 'dut',
      namespace: undefined,
      cpus: [],
      ports: [{ name: 'dut0', interface: 'eth3' }],
    },
  ],
  requirements: [],
  emulated: false,
};
const FOUND = [
  { severity: 'distorts', port: 'dut0', found: 'pause', why: 'why', tuning: { pause: false } },
] as const;
const PRINTS = { 'ethtool -a eth3': fixture('settings/ethtool-a-e1000e.txt') };

/** A machine with a NIC, and this ledger. */
const machine = (ledger: string): LockedHost & { readonly set: readonly string[] } => {
  const nic = nicHost(() => PRINTS);
  return {
    ...nic,
    run: async (argv, options) => {
      const output = await nic.run(argv, options);
      return argv.includes('/run/vrbench/ledger.ndjson') ? { ...output, stdout: ledger } : output;
    },
  };
};

describe('fixes', () => {
  it.each([
    [
      'that a run has changed',
      '{"sequence":1,"run":"run-1","kind":"sysctl","spec":{},"before":{}}\n',
      /still holds changes made by run run-1/,
    ],
    ['whose record is damaged', '{}\n', /line 1 is not an entry/],
  ])('are all refused on a machine %s', async (_what, ledger, reason) => {
    const host = machine(ledger);
    expect(await applyFixes(host, SUBJECT, FOUND)).toEqual([
      {
        ...{ setting: 'pause', state: 'refused', remaining: [] },
        reason: expect.stringMatching(reason) as string,
      },
    ]);
    expect(host.set).toEqual([]);
  });

  it('are none if no setting fixes a finding', async () => {
    const [{ severity, found, why }] = FOUND;
    expect(await applyFixes(machine('{}\n'), SUBJECT, [{ severity, found, why }])).toEqual([]);
  });
});
