import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PKTGEN_FOLDER } from '../../../../src/linux/pktgen/control.js';
import { parseInterruptions, startThroughLosses } from '../../../../src/linux/pktgen/restart.js';
import { between } from '../../../../src/model/instant.js';
import {
  milliseconds,
  nanoseconds,
  seconds,
  type Nanoseconds,
} from '../../../../src/model/units.js';

const devices = [
  { interface: 'eth1', delay: nanoseconds(1_000_000) },
  { interface: 'eth1@1', delay: nanoseconds(2_000_000) },
];

const deviceText = (name: string, count: number, sent: number): string =>
  `Params: count ${count}  min_pkt_size: 60  max_pkt_size: 60\n` +
  `     frags: 0  delay: 1000000  clone_skb: 0  ifname: ${name}\nCurrent:\n` +
  `     pkts-sofar: ${sent}  errors: 0\n     started: 100us  stopped: 400100us idle: 0us\n` +
  `Result: OK: 400000(c400000+d0) usec, ${sent} (60byte,0frags)\n`;

describe('startThroughLosses', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pktgen-'));
    await mkdir(join(folder, 'net/eth1'), { recursive: true });
    await carrier(1, 0);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const carrier = async (there: 0 | 1, changes: number): Promise<void> => {
    await writeFile(join(folder, 'net/eth1/carrier_changes'), `${changes}\n`);
    await writeFile(join(folder, 'net/eth1/carrier'), `${there}\n`);
  };

  /** What pktgen does at a start, each time; it keeps how devices were set. */
  const starting = async (...starts: readonly string[]): Promise<void> => {
    const cases = starts.map((commands, index) => `${index + 1}) ${commands} ;;`).join('\n');
    const text = `#!/bin/bash
echo start >>starts
n=$(wc -l <starts)
cp eth1 set-$n 2>/dev/null
case $n in
${cases}
*) exit 9 ;;
esac
`;
    await writeFile(join(folder, 'start'), text, { mode: 0o755 });
  };
  const sends = (count: number, sent: number): string =>
    devices
      .map(
        ({ interface: name }) =>
          `printf '%b' '${deviceText(name, count, sent).replaceAll('\n', '\\n')}' >'${name}'`,
      )
      .join('; ');
  const loses = `echo 1 >net/eth1/carrier_changes; echo 0 >net/eth1/carrier`;

  /** Runs it in a folder that stands for pktgen's and sysfs. */
  const run = async (
    total: Nanoseconds,
    onOutput: () => Promise<void> = () => Promise.resolve(),
  ) => {
    const [command, ...argv] = startThroughLosses(seconds(60), total, devices);
    const here = argv.map((word) =>
      word
        .replace(`cd ${PKTGEN_FOLDER}`, `cd ${folder}`)
        .replaceAll('/sys/class/net', join(folder, 'net'))
        .replace("printf 'start\\n' >pgctrl", './start'),
    );
    const child = spawn(command, here);
    let stdout = '';
    let told: Promise<void> | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.includes('eth1@1 <==')) told ??= onOutput();
    });
    const [code] = (await once(child, 'close')) as [number];
    await told;
    const starts = (await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n').length;
    return { code, starts, found: parseInterruptions(stdout, devices) };
  };

  it('starts once where no carrier is lost', async () => {
    await starting(sends(1_000, 1_000));
    expect(await run(seconds(1))).toEqual({ code: 0, starts: 1, found: [] });
  });

  it('does not start again what was stopped for another reason', async () => {
    await starting(sends(1_000, 400));
    expect(await run(seconds(1))).toEqual({ code: 0, starts: 1, found: [] });
  });

  it('starts again when the carrier is back, with the frames that are left of the time', async () => {
    await starting(`${sends(600_000, 400)}; ${loses}`, sends(599_000, 599_000));
    const { code, starts, found } = await run(seconds(600), () => carrier(1, 2));
    expect({ code, starts }).toEqual({ code: 0, starts: 2 });
    const [interruption] = found;
    expect(found).toHaveLength(1);
    expect(interruption?.devices.map(({ sent }) => sent)).toEqual([400, 400]);
    const { resumed } = interruption ?? {};
    if (resumed === null || resumed === undefined) throw new Error('it was not started again');
    expect(between(resumed.without, resumed.started)).toBeGreaterThan(0);
    // At 1 ms a frame, what is left of 10 minutes.
    const [, count] = /^count (\d+)$/m.exec(await readFile(join(folder, 'set-2'), 'utf8')) ?? [];
    expect(Number(count)).toBeLessThan(600_000);
    expect(Number(count)).toBeGreaterThan(500_000);
  });

  it('starts again as often as the carrier is lost', async () => {
    const back = `echo 1 >net/eth1/carrier; echo "$(($(cat net/eth1/carrier_changes) + 2))" >net/eth1/carrier_changes`;
    await starting(
      `${sends(600_000, 400)}; ${back}`,
      `${sends(599_000, 30)}; ${back}`,
      sends(598_000, 598_000),
    );
    const { starts, found } = await run(seconds(600));
    expect(starts).toBe(3);
    expect(found.map((each) => each.devices.map(({ sent }) => sent))).toEqual([
      [400, 400],
      [30, 30],
    ]);
  });

  it('ends with the time where the carrier does not come back', async () => {
    await starting(`${sends(1_000, 400)}; ${loses}`);
    const { code, starts, found } = await run(milliseconds(300));
    expect({ code, starts }).toEqual({ code: 0, starts: 1 });
    expect(found).toMatchObject([{ resumed: null, devices: [{ sent: 400 }, { sent: 400 }] }]);
  });
});
