import { readFile } from 'node:fs/promises';
import type { Host } from '../../src/host/host.js';
import { instant, type Instant } from '../../src/model/instant.js';
import { seconds } from '../../src/model/units.js';
import { LEAST_FRAMES } from '../../src/traffic/wiring/probe-frames.js';

/** A frame that the DUT passed on, by the DUT's own clock and the kernel's own stamps. */
export interface Transit {
  readonly frame: number;
  readonly came: Instant;
  readonly went: Instant;
}

const PROGRAM = new URL('../kernel/guest/transit.sh', import.meta.url);

const transitsIn = (text: string): readonly Transit[] =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => line !== 'watching')
    .map((line): Transit => {
      const [frame = '', came = '', went = ''] = line.split(' ');
      return { frame: Number(frame), came: instant(BigInt(came)), went: instant(BigInt(went)) };
    });

/**
 * Watches the frames of a run's first trial, which has one stream, come in at one device of the DUT and go
 * out at another. Those that show before that the stream gets through are left out.
 */
export const watchTransits = async (
  dut: Host,
  [from, to]: readonly [string, string],
  frames: number,
): Promise<readonly Transit[]> => {
  const program = await readFile(PROGRAM, 'utf8');
  const words = [program, 'transit.sh', from, to, String(LEAST_FRAMES + frames)] as const;
  const { stdout } = await dut.run(['bash', '-c', ...words], { deadline: seconds(280) });
  return transitsIn(stdout).slice(LEAST_FRAMES);
};
