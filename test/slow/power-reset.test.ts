import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from '../e2e/lab-under-test.js';
import { ADDRESSES_SETTLED } from '../machine-state/machine-state.js';
import { measuredRecords } from '../measured.js';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

// A reset takes as long as a DUT boots, which is minutes on a busy computer.
vi.setConfig({ testTimeout: 900_000 });

/** In ns: long enough after a reset for the first frames to come through. */
const SETTLED = 2e9;

const PLAYBOOK = {
  name: 'power',
  dataPlanes: ['ip-forwarder'],
  trial: {
    ...{ duration: '1 s', residualWait: '200 ms', restabilise: '0 ms' },
    // What is tested is not how fast this computer is.
    ...{ offeredLoadTolerance: '5 %', starvationTolerance: '100 %' },
  },
  procedures: [
    {
      ...{ test: 'reset', kind: 'power', throughput: '500 pps' },
      ...{ duration: '90 s', after: '1 s', repeats: 1 },
    },
  ],
};

describe.skipIf(!inject('lab').available)('a DUT without power', () => {
  let lab: LabUnderTest;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  /** The lab's own testbed, which says how the DUT's power is switched. */
  const withPower = async (): Promise<string> => {
    const file = join(lab.folder, 'with-power.yaml');
    const power = (state: 'off' | 'on') => [
      ...[process.execPath, CLI, 'lab', 'power', 'dut', state],
      ...['-t', lab.testbedFile],
    ];
    const testbed = parse(await readFile(lab.testbedFile, 'utf8')) as {
      machines: Record<string, object>;
    };
    Object.assign(testbed.machines.dut ?? {}, { power: { off: power('off'), on: power('on') } });
    await writeFile(file, stringify(testbed));
    return file;
  };

  it('takes the carrier of its cables with it, and the generator goes on as it is back', async () => {
    const before = await lab.states();
    const playbook = join(lab.folder, 'power.yaml');
    await writeFile(playbook, stringify(PLAYBOOK));
    const results = join(lab.folder, 'results');
    const call = await vrbench(['run', '-t', await withPower(), playbook, '-r', results]);
    expect(call.exitCode, call.stderr).toBe(0);
    const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
    const [trial] = measuredRecords((await readTrials(archive)).trials);
    if (trial === undefined) throw new Error('there was no trial');
    const { validity, reset, counts, losses, unlocated } = trial.result;
    expect(validity).toEqual({ state: 'valid' });
    const { finishedAt = 0, longestGap, recovered, interruptions = [] } = reset ?? {};
    // A slow computer may take until after the last frame.
    if (finishedAt + SETTLED < trial.result.offeredDuration) expect(recovered).toBe(true);
    // Ten seconds without power, and what it takes to boot.
    if (recovered === true) expect(longestGap).toBeGreaterThan(10e9);
    const [interruption] = interruptions;
    if (interruption?.carrierAt == null || interruption.restartedAt === null) {
      throw new Error('the generator lost no carrier, or did not get it back');
    }
    expect(interruption.carrierAt - interruption.stoppedAt).toBeGreaterThan(5e9);
    expect(interruption.restartedAt).toBeGreaterThanOrEqual(interruption.carrierAt);
    const lost = counts.offered - counts.receivedBySink;
    expect(unlocated + losses.reduce((sum, { frames }) => sum + frames, 0)).toBe(lost);
    expect((await readRun(archive)).results[0]?.result).toMatchObject({
      outcome: { state: 'measured', lowerBoundOnly: recovered === true ? 0 : 1 },
    });
    await using again = await openLab();
    await again.dut.run(ADDRESSES_SETTLED);
    expect(await again.states()).toEqual(before);
  });
});
