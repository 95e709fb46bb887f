import { describe, expect, it } from 'vitest';
import { parseTimes, readTimes, takeTimes } from '../../../src/modules/softnic/latency.js';

const heading = (port: string): string => `==> /sys/class/net/${port}/softnic/latency <==\n`;
const FIGURES =
  'softnic 1 frames 3 unstamped 0 tagged 1 tagged_ns 17000 least_ns 16000 most_ns 20000 sum_ns 53000\n';

describe('takeTimes', () => {
  it('has the setting, its value and the ports as arguments', () => {
    expect(takeTimes(['dut0', 'dut1'], 'stamp', true).slice(3)).toEqual([
      ...['sh', 'stamp', '1', 'dut0', 'dut1'],
    ]);
    expect(takeTimes(['sink0'], 'timed', false).slice(4)).toEqual(['timed', '0', 'sink0']);
  });
});

describe('parseTimes', () => {
  it('reads the times of each port', () => {
    const text = `${heading('sink0')}${FIGURES}latency 15872 1 16384 1 19456 1\n`;
    expect(parseTimes(['sink0'], text)).toEqual([
      {
        interface: 'sink0',
        unstamped: 0,
        tagged: { frames: 1, took: 17_000 },
        latencies: {
          ...{ count: 3, negative: 0, least: 16_000, most: 20_000, sum: 53_000n },
          histogram: [
            { least: 15_872, frames: 1 },
            { least: 16_384, frames: 1 },
            { least: 19_456, frames: 1 },
          ],
        },
      },
    ]);
  });

  it('reads a port at which no frame came', () => {
    const none = FIGURES.replace(/\d+(?=[ \n])/g, (digits, at: number) => (at < 10 ? digits : '0'));
    const [times] = parseTimes(['sink0'], `${heading('sink0')}${none}latency\n`);
    expect(times?.latencies).toMatchObject({ count: 0, histogram: [] });
  });

  it('refuses a port without times, and times of another form', () => {
    expect(() => parseTimes(['sink1'], `${heading('sink0')}${FIGURES}latency\n`, 'dut')).toThrow(
      /sink1/,
    );
    const other = FIGURES.replace('softnic 1', 'softnic 2');
    expect(() => parseTimes(['sink0'], `${heading('sink0')}${other}latency\n`)).toThrow(
      /softnic 1/,
    );
  });

  it('reads what one command prints', () => {
    expect(readTimes(['sink0']).at(-1)).toBe('/sys/class/net/sink0/softnic/latency');
  });
});
