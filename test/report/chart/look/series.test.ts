import { describe, expect, it } from 'vitest';
import { seriesLooks } from '../../../../src/report/chart/look/series.js';

describe('how series are drawn', () => {
  it('depends on the data plane, not on the order', () => {
    const one = seriesLooks(['ip-forwarder', 'napi-macvlan']);
    const other = seriesLooks(['softnet-macvlan', 'napi-macvlan', 'ip-forwarder']);
    expect(one.get('napi-macvlan')).toEqual(other.get('napi-macvlan'));
    expect(other.get('softnet-macvlan')).not.toEqual(seriesLooks(['macvlan']).get('macvlan'));
  });

  it('tells variants of a data plane apart by dashes', () => {
    const looks = seriesLooks(['napi-macvlan', 'napi-macvlan + conntrack']);
    expect([...looks.values()].map(({ colour, variant }) => [colour, variant])).toEqual([
      [3, 0],
      [3, 1],
    ]);
  });

  it('tells eight other series apart', () => {
    const looks = seriesLooks(
      [64, 128, 256, 512, 1024, 1280, 1518, 9000].map((size) => `${size} bytes`),
    );
    expect(new Set([...looks.values()].map(({ colour }) => colour)).size).toBe(8);
  });
});
