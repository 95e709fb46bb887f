import { describe, expect, it } from 'vitest';
import { milliseconds, pps } from '../../../../src/model/units.js';
import { archivedRun, judgementOf, MACHINES, seenTrial } from '../../conformance/archived-run.js';

const playbook = (settings: string) => `name: recovery
dataPlanes: [napi-macvlan]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 1 % }
  - { test: system-recovery, observation: 10 s, repeats: 2${settings} }
`;

const judged = async (settings = '', bufferDepth = 512) => {
  const device = { capacity: pps(700_000), bufferDepth, recoveryTime: milliseconds(10) };
  const { run } = await archivedRun(playbook(settings), {
    ...{ device, setup: MACHINES, change: seenTrial },
  });
  return (words: string) => judgementOf(run, 'RFC 2544, 26.5', words);
};

describe('conformance of system recovery', () => {
  it('is met by overloads at 110 % of the throughput that the run measured', async () => {
    const row = await judged();
    for (const words of ['after 110 %', 'an overload', 'then half', 'the mean', 'a table']) {
      expect(row(words)).toBe('met');
    }
  });

  it('is not met by a throughput from elsewhere, nor by a short overload', async () => {
    const row = await judged(', throughput: 690 kpps, overload: 10 s');
    expect(row('after 110 %')).toBe('deviates: of another load');
    expect(row('an overload')).toBe('deviates: 10 s');
    expect(row('then half')).toBe('met');
  });

  it('is not seen if nothing was lost at the overload', async () => {
    const row = await judged(', overload: 60 s', 1e9);
    expect(row('after 110 %')).toMatch(/^not seen: /);
    expect(row('a table')).toMatch(/^not seen: /);
  });
});
