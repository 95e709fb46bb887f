import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import type { ResetKind } from '../../src/model/trial.js';
import { openLab, type LabUnderTest } from '../e2e/lab-under-test.js';
import { resetTrial, SETTLED } from '../e2e/one-trial.js';
import { ADDRESSES_SETTLED } from '../machine-state/machine-state.js';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const BOOT_ID = ['cat', '/proc/sys/kernel/random/boot_id'] as const;

// A reset takes as long as a DUT boots, which is minutes on a busy computer.
vi.setConfig({ testTimeout: 900_000 });

describe.skipIf(!inject('lab').available)('a DUT that boots again during a trial', () => {
  let lab: LabUnderTest;
  // A connection of its own each: those before a restart are over.
  beforeEach(async () => {
    lab = await openLab();
  });
  afterEach(() => lab[Symbol.asyncDispose]());

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

  /** Resets it in mid-trial, and expects another boot and the same state after it. */
  const restart = async (kind: ResetKind, duration: number, testbed?: string) => {
    const before = await lab.states();
    const first = (await lab.dut.run(BOOT_ID)).stdout;
    const { outcome, trial } = await resetTrial(lab, 'ip-forwarder', kind, duration, testbed);
    const { reset, counts, losses, unlocated, offeredDuration } = trial;
    const { finishedAt = 0, recovered } = reset ?? {};
    // A slow computer may take until after the last frame.
    if (finishedAt + SETTLED < offeredDuration) expect(recovered).toBe(true);
    expect(outcome).toMatchObject({
      outcome: { state: 'measured', lowerBoundOnly: recovered === true ? 0 : 1 },
    });
    const lost = counts.offered - counts.receivedBySink;
    expect(unlocated + losses.reduce((sum, { frames }) => sum + frames, 0)).toBe(lost);
    await using again = await openLab();
    await again.dut.run(ADDRESSES_SETTLED);
    expect((await again.dut.run(BOOT_ID)).stdout).not.toBe(first);
    expect(await again.states()).toEqual(before);
    return trial.reset;
  };

  it('interrupts forwarding by a reboot, and is set up again', async () => {
    const reset = await restart('reboot', 45);
    if (reset?.recovered === true) expect(reset.longestGap).toBeGreaterThan(1e9);
  });

  it('takes the carrier of its cables with its power, and the generator goes on as it is back', async () => {
    const reset = await restart('power', 90, await withPower());
    // Ten seconds without power, and what it takes to boot.
    if (reset?.recovered === true) expect(reset.longestGap).toBeGreaterThan(10e9);
    const [interruption] = reset?.interruptions ?? [];
    if (interruption?.carrierAt == null || interruption.restartedAt === null) {
      throw new Error('the generator lost no carrier, or did not get it back');
    }
    expect(interruption.carrierAt - interruption.stoppedAt).toBeGreaterThan(5e9);
    expect(interruption.restartedAt).toBeGreaterThanOrEqual(interruption.carrierAt);
  });
});
