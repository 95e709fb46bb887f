import { describe, expect, it } from 'vitest';
import { bytes, milliseconds, pps, seconds } from '../../../src/model/units.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../src/rfc2544/simulated-device/simulated-device.js';

const trial = (device: SimulatedDevice, load: number, length = 1) =>
  simulate(device)({
    frameSize: bytes(64),
    intendedLoad: pps(load),
    duration: seconds(length),
  });

const received = (device: SimulatedDevice, load: number, length = 1) =>
  trial(device, load, length).counts.receivedBySink;

describe('simulated device', () => {
  it('forwards everything up to its capacity, and its capacity beyond', () => {
    const device = { capacity: pps(700_000) };
    expect(received(device, 700_000, 3)).toBe(2_100_000);
    expect(received(device, 1_000_000, 3)).toBe(2_100_000);
  });

  it('collapses under overload by the penalty for each frame in excess', () => {
    const device = { capacity: pps(700_000), overloadPenalty: 1 };
    expect(received(device, 700_001)).toBe(699_999);
    expect(received(device, 1_000_000)).toBe(400_000);
    expect(received(device, 1_488_095)).toBe(0);
  });

  it('forwards what its buffer held after the stream ended', () => {
    const device = { capacity: pps(1_000), bufferDepth: 50 };
    expect(received(device, 1_050)).toBe(1_050);
    expect(received(device, 1_051)).toBe(1_050);
  });

  it('loses the floor at any load, and says where every frame went', () => {
    const { counts, losses, unlocated } = trial({ capacity: pps(1_000), lossFloor: 0.01 }, 1_500);
    expect(counts).toMatchObject({ offered: 1_500, receivedBySink: 990 });
    expect(losses).toEqual([
      { location: 'backlog-queue', frames: 500 },
      { location: 'ip', frames: 10 },
    ]);
    expect(unlocated).toBe(0);
  });

  it('loses every frame of the second load until it has recovered from the first', () => {
    const device = { capacity: pps(1_000), bufferDepth: 10, recoveryTime: milliseconds(100) };
    const twice = (load: number) =>
      simulate(device)({
        frameSize: bytes(64),
        intendedLoad: pps(load),
        duration: seconds(2),
        secondLoad: { intendedLoad: pps(500), duration: seconds(1) },
      });
    const { counts, losses, lastLoss, offeredDuration, unlocated } = twice(1_100);
    expect(counts).toMatchObject({ intended: 2_700, offered: 2_700, receivedBySink: 2_460 });
    expect(losses).toEqual([
      { location: 'backlog-queue', frames: 190 },
      { location: 'ip', frames: 50 },
    ]);
    // The 50th frame of the second load is offered 49 * 2 ms after its start.
    expect(lastLoss).toBe(2_098e6);
    expect([offeredDuration, unlocated]).toEqual([3e9, 0]);
    expect(twice(1_000)).toMatchObject({ losses: [], lastLoss: null });
  });

  it('loses every frame while it is reset', () => {
    const result = simulate({ capacity: pps(1_000), resetTime: milliseconds(250) })({
      frameSize: bytes(64),
      intendedLoad: pps(1_000),
      duration: seconds(1),
      reset: { kind: 'reboot', after: milliseconds(500) },
    });
    expect(result.counts.receivedBySink).toBe(750);
    expect(result.losses).toEqual([{ location: 'ip', frames: 250 }]);
  });

  it('is invalid, with the reason, above what its generator can offer', () => {
    const { counts, validity, offeredDuration } = trial(
      { capacity: pps(1_000), generator: { limit: pps(800) } },
      900,
    );
    // All frames are sent, but it takes longer, so that none is lost.
    expect(counts).toMatchObject({ intended: 900, offered: 900, receivedBySink: 900 });
    expect(offeredDuration).toBe(1_125e6);
    expect(validity).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'generator-fell-behind',
          detail:
            'it offered 800 of 900 frames/s: more than the tolerated 0.25 % below the intended load',
        },
      ],
    });
  });

  it('draws the same noise for the same seed, of the deviation asked for', () => {
    const rates = (seed: number) => {
      const device = simulate({ capacity: pps(1e6), noise: 0.01, seed });
      const request = { frameSize: bytes(64), intendedLoad: pps(2e6), duration: seconds(4) };
      return Array.from({ length: 4_000 }, () => device(request).counts.receivedBySink / 4e6);
    };
    const sample = rates(42);
    expect(rates(42)).toEqual(sample);
    expect(rates(43)).not.toEqual(sample);
    const mean = sample.reduce((sum, rate) => sum + rate, 0) / sample.length;
    const variance = sample.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / sample.length;
    // 1 % / sqrt(4 s), within four standard errors.
    expect(mean).toBeCloseTo(1, 3);
    expect(Math.sqrt(variance)).toBeGreaterThan(0.00477);
    expect(Math.sqrt(variance)).toBeLessThan(0.00523);
  });
});
