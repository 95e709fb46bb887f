import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseState, readState, writeState, type LabState } from '../../src/lab/state.js';

const STATE: LabState = {
  version: 1,
  plan: '{}',
  accelerator: 'tcg',
  hostCores: 2,
  machines: [{ name: 'dut', pid: 4711, sshPort: 33217 }],
  cables: { gen0: 43586, dut0: 58188 },
};

describe("a lab's state", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-state-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads what was written', async () => {
    await writeState(folder, STATE);
    expect(await readState(folder)).toEqual(STATE);
  });

  it('is absent if there is none', async () => {
    expect(await readState(folder)).toBeUndefined();
    expect(await readState(join(folder, 'no', 'such'))).toBeUndefined();
  });

  it('is refused when it is damaged, with the file and a remedy', () => {
    const half = JSON.stringify(STATE).slice(0, 50);
    expect(() => parseState(half, '/x/state.json')).toThrow(/\/x\/state\.json/);
    expect(() => parseState(half, '/x/state.json')).toThrow(/fix: vrbench lab down/);
  });

  it('is refused when another version wrote it', () => {
    expect(() => parseState(JSON.stringify({ ...STATE, version: 2 }), 'f')).toThrow(/version/);
  });
});
