import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { checkSinkFlows } from '../../../src/traffic/counters/frame-sink.js';
import { network } from '../testbed.js';

describe('checkSinkFlows', () => {
  const streams = (count: number) =>
    network({ routers: { count }, stack: { place: 'namespaces', mac: 'own' } }).streams;
  const trial = { frameSize: MINIMUM_FRAME, intendedLoad: pps(1_000_000), duration: seconds(1) };
  const tagged = { ...trial, tagAfter: seconds(0.5) };

  it('refuses more streams of a port than the module distinguishes, if frames are timed', () => {
    expect(() => {
      checkSinkFlows(tagged, streams(65));
    }).toThrow(/65 streams that arrive at port sink-1: .* distinguishes 64/);
  });

  it('refuses nothing else', () => {
    checkSinkFlows(tagged, streams(64));
    expect(() => {
      checkSinkFlows(trial, streams(65));
    }).not.toThrow();
  });
});
