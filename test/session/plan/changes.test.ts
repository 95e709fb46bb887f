import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/session/plan/changes.js';

const step = (machine: string, kind: string, commands = 1) => ({
  ...{ machine, kind },
  commands: Array.from({ length: commands }, () => ({ argv: ['true'] as const })),
});

describe('changesOf', () => {
  it('puts steps of one kind on one machine together', () => {
    const steps = [step('dut', 'ports-up', 2), step('sink', 'ports-up'), step('dut', 'ports-up')];
    expect(changesOf(steps)).toMatchObject([
      { machine: 'dut', steps: 2, commands: 3, undone: 'restored' },
      { machine: 'sink', steps: 1, commands: 1 },
    ]);
  });

  it('calls a kind without a description by its name', () => {
    expect(changesOf([step('dut', 'new-kind')])).toMatchObject([{ does: 'new kind' }]);
  });
});
