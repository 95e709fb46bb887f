import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { batch, parseBatch } from '../../../../src/linux/text/batch.js';
import { linkStatisticFile, parseLinkStatistic } from '../../../../src/linux/device/statistics.js';
import type { Argv } from '../../../../src/model/command.js';

const run = (commands: readonly Argv[]): readonly string[] => {
  const { argv, stdin } = batch(commands);
  const [program, ...arguments_] = argv;
  return parseBatch(
    execFileSync(program, arguments_, { input: stdin }).toString(),
    commands.length,
  );
};

describe('link statistics', () => {
  it('are files of sysfs, each with one number', () => {
    const [text = ''] = run([['cat', linkStatisticFile('lo', 'rx_packets')]]);
    expect(parseLinkStatistic(text, 'carrier_changes')).toBeGreaterThanOrEqual(0);
    expect(() => parseLinkStatistic('', '/sys/class/net/eth1/x', 'dut')).toThrow(
      /net\/eth1\/x on dut/,
    );
  });
});
