import { describe, expect, it } from 'vitest';
import { milliseconds, pps, seconds } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { tagOf } from '../../../src/traffic/latency/tag.js';
import { network } from '../testbed.js';

const flows = (ports: number, load: number) =>
  flowsOf({ intendedLoad: pps(load), duration: seconds(1) }, network({ ingress: ports }).streams);

describe('tagOf', () => {
  it('is the frame of the first port that is due then', () => {
    expect(tagOf(flows(1, 1_000), milliseconds(0))).toMatchObject({ frame: 1 });
    expect(tagOf(flows(1, 1_000), milliseconds(500))).toMatchObject({
      source: '198.18.1.2',
      frame: 501,
    });
    expect(tagOf(flows(2, 1_000), milliseconds(500))).toMatchObject({ frame: 251 });
  });

  it('is never the last one: the frame after it shows when it was sent', () => {
    expect(tagOf(flows(1, 1_000), milliseconds(999.5))).toMatchObject({ frame: 999 });
  });

  it('is none if a port sends only one frame', () => {
    expect(() => tagOf(flows(2, 3), milliseconds(0))).not.toThrow();
    expect(() => tagOf(flows(2, 2), milliseconds(0))).toThrow('only one frame');
  });
});
