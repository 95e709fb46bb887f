import { describe, expect, it } from 'vitest';
import { lineRate, MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps } from '../../../src/model/units.js';
import { calibrateThroughBridge } from '../../../src/rfc2544/calibration/through-bridge.js';
import { CALIBRATION_TRIALS } from '../../../src/rfc2544/calibration/trial-counts.js';
import { scripted, tester, took } from './testers.js';

const never = new AbortController().signal;
const sized = (bitRate?: number) => ({
  frameSize: MINIMUM_FRAME,
  lineRate: bitRate === undefined ? undefined : lineRate(MINIMUM_FRAME, bitRate),
});

const LOSSY = {
  counts: {
    ...{ intended: 1_000, offered: 1_000, receivedByDut: null, forwarded: null },
    receivedBySink: 999,
  },
};

describe('calibrateThroughBridge', () => {
  it('measures latency by one trial at a low load, and no highest load', async () => {
    const latency = took(8_000, 0);
    const found = await calibrateThroughBridge(scripted({ latency }), sized(1e9), never);
    expect(found).toMatchObject({ load: null, limit: null });
    expect(found.latency).toMatchObject({ load: 1_000, minimum: 8_000, p50: 9_000 });
    expect(found.trials).toHaveLength(CALIBRATION_TRIALS.bridge.least);
  });

  it('offers no more than a tenth of the line rate', async () => {
    const loadAt = async (bitRate?: number) =>
      (await calibrateThroughBridge(tester(2e6, 2e6), sized(bitRate), never)).trials[0]
        ?.intendedLoad;
    expect(await loadAt()).toBe(pps(1_000));
    expect(await loadAt(1e9)).toBe(pps(1_000));
    expect(await loadAt(1e6)).toBe(pps(148));
  });

  it('counts no trial that lost a frame or was disturbed, and gives up after some', async () => {
    const latency = took(8_000, 0);
    const flapped = { code: 'link-flapped', detail: 'port gen0' } as const;
    const disturbed = { validity: { state: 'invalid', reasons: [flapped] }, latency } as const;
    const lossy = { ...LOSSY, latency };
    const third = await calibrateThroughBridge(
      scripted(lossy, disturbed, { latency }),
      sized(),
      never,
    );
    expect(third.latency).toMatchObject({ minimum: 8_000 });
    expect(third.trials).toHaveLength(CALIBRATION_TRIALS.bridge.most);
    const hopeless = await calibrateThroughBridge(scripted(lossy), sized(), never);
    expect(hopeless.latency).toBeNull();
    expect(hopeless.trials).toHaveLength(CALIBRATION_TRIALS.bridge.most);
  });
});
