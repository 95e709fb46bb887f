import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSinkReport } from '../../src/linux/frame-sink-report.js';

/** 2000 frames through netem, which lost 2 % and doubled 1 %, and a few of others. */
const text = readFileSync('test/fixtures/linux/frame-sink-report.txt', 'utf8');

describe('parseSinkReport', () => {
  it('reads ports and flows', () => {
    expect(parseSinkReport(text)).toEqual({
      ports: [{ interface: 'sink0', frames: 1979, foreign: 6, unclassified: 0 }],
      flows: [
        {
          port: 'sink0',
          cpu: 0,
          source: '10.0.0.2',
          frames: 1979,
          bytes: 118740,
          lost: 45,
          duplicates: 24,
          reordered: 0,
          unknown: 0,
          next: 2001,
        },
      ],
    });
  });

  it('has nothing where nothing came', () => {
    expect(parseSinkReport('frame_sink 1 running 0\n')).toEqual({ ports: [], flows: [] });
  });

  it('refuses another version, and names the machine', () => {
    expect(() => parseSinkReport(text.replace('frame_sink 1', 'frame_sink 2'), 'sink')).toThrow(
      /^reading \/proc\/net\/frame_sink\/report on sink: expected frame_sink 1, found "frame_sink 2/,
    );
  });

  it('refuses a line that is cut short', () => {
    expect(() => parseSinkReport(text.replace(/ frames 1979.*/, ''))).toThrow(
      'frames of: port sink0',
    );
  });
});
