import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../../../src/model/network/traffic.js';
import { bytes } from '../../../../src/model/units.js';
import { networkSections } from '../../../../src/rfc2544/sections/figures/network-figure.js';

const FIGURE = { id: 'throughput', title: 'Throughput' };
const media = { ingressPorts: 1, linkSpeed: null };
const run = (...names: readonly string[]) => ({
  networks: names.map((name) => ({
    name,
    media,
    traffic: PLAIN_TRAFFIC,
    routers: { count: 1, ports: 'shared', interfaces: 1 } as const,
  })),
});
const rate = (series: string, network: string, value: number, frameSize = 64, bound = false) => ({
  ...{ series, network, bound, rate: value, least: value - 1, greatest: value + 1 },
  frameSize: bytes(frameSize),
  trials: [value],
});

describe('rates over networks', () => {
  it('have a row for each network and a column and a series for each data plane, size by size', () => {
    const [section, ...more] = networkSections(
      FIGURE,
      [
        rate('ip-forwarder', 'one', 785),
        rate('napi-macvlan', 'one', 700),
        rate('napi-macvlan', 'many', 670, 64, true),
        rate('napi-macvlan', 'many', 400, 512),
      ],
      run('one', 'many'),
    );
    expect(more).toEqual([]);
    expect(section?.id).toBe('throughput-over-networks');
    const [table, lines, ofLong] = section?.blocks ?? [];
    expect(table).toMatchObject({
      title: 'Throughput over networks, 64 bytes',
      rows: [
        ['one', 785, 700],
        ['many', null, { atLeast: 670 }],
      ],
    });
    expect(lines).toMatchObject({
      kind: 'lines',
      x: { scale: 'category', labels: ['one', 'many'] },
      series: [
        { name: 'ip-forwarder', points: [{ x: 0, y: 785 }] },
        {
          name: 'napi-macvlan',
          points: [
            { x: 0, y: 700, least: 699, greatest: 701, trials: [700] },
            { x: 1, y: 670 },
          ],
        },
      ],
    });
    expect(ofLong).toMatchObject({
      rows: [
        ['one', null],
        ['many', 400],
      ],
    });
  });

  it('do not exist for a run with one network, or without a rate', () => {
    expect(networkSections(FIGURE, [rate('napi-macvlan', 'one', 700)], run('one'))).toEqual([]);
    expect(networkSections(FIGURE, [rate('napi-macvlan', 'one', 700)], {})).toEqual([]);
    expect(networkSections(FIGURE, [], run('one', 'many'))).toEqual([]);
  });
});
