import { describe, expect, it } from 'vitest';
import { roleNetwork } from '../../../src/host/role-network.js';
import { JobHost } from '../../../src/lab/job/job-host.js';
import { linkStatisticFile } from '../../../src/linux/device/statistics.js';
import { queued } from '../../../src/model/concurrency/in-order.js';
import type { Command } from '../../../src/model/command.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { bitsPerSecond, nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { planSourceTrial } from '../../../src/traffic/trial/source-plan.js';
import { sourceTrial } from '../../../src/traffic/trial/source-trial.js';
import { network, type NetworkChoice } from '../testbed.js';
import { figures } from '../../measured.js';

/** Files of a machine on which a number of frames of each router pass without loss. */
const after = (frames: readonly number[]): ReadonlyMap<string, number> => {
  const all = frames.reduce((sum, each) => sum + each, 0);
  return new Map([
    [linkStatisticFile('eth1', 'tx_packets'), all],
    [linkStatisticFile('eth1', 'rx_packets'), all],
    [linkStatisticFile('eth4', 'tx_packets'), all],
    ...frames.flatMap((each, router): [string, number][] => [
      [linkStatisticFile(`vr${router}-p0`, 'rx_packets'), each],
      [linkStatisticFile(`vr${router}-p1`, 'tx_packets'), each],
    ]),
    ['/sys/class/net/eth1/source/sent', all],
    ['/sys/class/net/eth1/source/first_ns', 0],
    ['/sys/class/net/eth1/source/last_ns', Math.round(1e9 - 1e9 / all)],
  ]);
};

const filesIn = (line: string): readonly string[] => {
  const words = line.split(' ');
  return words.slice(words.indexOf('--lines=+1') + 1);
};
const printed = (line: string, files: ReadonlyMap<string, number>): string =>
  filesIn(line)
    .map((path) => `==> ${path} <==\n${files.get(path) ?? 0}\n`)
    .join('\n');

const trialOf = async (choice: NetworkChoice, passed: readonly number[]) => {
  const host = new JobHost('lab');
  const ports = (namespace: string) => roleNetwork(host, { namespace });
  const setup = {
    network: network(choice),
    networks: { generator: ports('gen'), dut: roleNetwork(host), sink: ports('snk') },
    checkpoints: [],
    frameSink: false,
    linkSpeed: bitsPerSecond(1e9),
    inOrder: queued,
    phases: {
      residualWait: nanoseconds(0),
      restabilise: nanoseconds(0),
      offeredLoadTolerance: 0.05,
      starvationTolerance: 0.05,
    },
  };
  const asked: Command[] = [];
  let readings = 0;
  const trial = { frameSize: MINIMUM_FRAME, intendedLoad: pps(2_000), duration: seconds(1) };
  const { signal } = new AbortController();
  const result = sourceTrial(setup, planSourceTrial(setup, trial), signal);
  const perform = (commands: readonly Command[]) => {
    asked.push(...commands);
    return Promise.resolve(
      commands.map(({ argv, stdin = '' }) => {
        const output = { argv, exitCode: 0, stderr: '' };
        if (stdin.includes('statistics')) {
          const files = readings++ === 0 ? new Map<string, number>() : after(passed);
          const lines = stdin.trim().split('\n');
          return {
            ...output,
            stdout: lines.map((line) => `${printed(line, files)}\u001e`).join(''),
          };
        }
        return { ...output, stdout: printed(argv.join(' '), after(passed)) };
      }),
    );
  };
  const [done] = await Promise.all([result, host.execute(perform)]);
  return { result: figures(done), asked };
};

describe('planSourceTrial', () => {
  it('refuses a load that the sources cannot send, before any command is sent to a machine', () => {
    const loads = network({
      routers: { count: 2 },
      perRouter: [
        { router: 0, load: pps(100_003) },
        { router: 1, load: pps(99_991) },
      ],
    });
    const trial = { frameSize: MINIMUM_FRAME, intendedLoad: pps(199_994), duration: seconds(1) };
    expect(() => planSourceTrial({ network: loads, frameSink: false }, trial)).toThrow(
      /not in the proportion of small whole numbers/,
    );
  });
});

describe('sourceTrial', () => {
  it('counts the stream of each router, from one source for their port', async () => {
    const { result, asked } = await trialOf(
      { routers: { count: 2 }, stack: { place: 'namespaces', mac: 'own' } },
      [1_000, 1_000],
    );
    expect(result.counts).toMatchObject({ intended: 2_000, offered: 2_000, forwarded: 2_000 });
    expect(result.streams?.map(({ router, counts }) => ({ router, ...counts }))).toEqual(
      [0, 1].map((router) => ({
        ...{ router, intended: 1_000, offered: 1_000 },
        ...{ receivedByDut: 1_000, forwarded: 1_000, receivedBySink: null },
      })),
    );
    expect(result.validity).toEqual({ state: 'valid' });
    const configured = asked.find(({ stdin }) => stdin?.startsWith('eth1 '));
    expect(configured?.stdin?.trim().split('\n')).toHaveLength(1);
    expect(asked.filter(({ argv }) => argv.includes('gen'))).toHaveLength(3);
  });

  it('reads no interface of a router that has separate ports', async () => {
    const { result, asked } = await trialOf(
      { stack: { place: 'namespaces', mac: 'own' } },
      [2_000],
    );
    expect(JSON.stringify(asked)).not.toContain('vr0-p0');
    expect(result.streams?.[0]?.counts).toEqual(result.counts);
  });
});
