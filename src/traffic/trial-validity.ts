import type { InvalidReason, TrialRequest, Validity } from '../model/trial.js';
import type { PktgenDevice } from '../linux/pktgen.js';
import type { PktgenResult } from '../linux/pktgen-result.js';
import type { Account } from './conservation.js';
import type { PktgenRun } from './pktgen-generator.js';

/** All that decides whether a trial says something about the DUT. */
export interface TrialEvidence {
  readonly trial: TrialRequest;
  readonly devices: readonly PktgenDevice[];
  readonly run: PktgenRun;
  readonly account: Account;
  readonly settled: boolean;
  /** How far the offered load may be below the intended one, as a fraction. */
  readonly offeredLoadTolerance: number;
}

/** The verdict on a trial; all reasons against it, not only the first. Pure. */
export const validityOf = (evidence: TrialEvidence): Validity => {
  const reasons = CHECKS.flatMap((check) => check(evidence));
  return reasons.length === 0 ? { state: 'valid' } : { state: 'invalid', reasons };
};

type Check = (evidence: TrialEvidence) => readonly InvalidReason[];

const framesNotOffered: Check = ({ account: { counts }, run }) =>
  counts.offered >= counts.intended
    ? []
    : [
        {
          code: 'frames-not-offered',
          detail:
            `the generator sent ${counts.offered} of ${counts.intended} frames` +
            (run.cutOff ? ' and was stopped: it took too long' : ''),
        },
      ];

// Otherwise a generator that is too slow hides the DUT's loss: the trial gets longer, not lossier.
const generatorFellBehind: Check = ({ trial, account, run, offeredLoadTolerance }) => {
  const offered = run.duration === 0 ? 0 : (account.counts.offered * 1e9) / run.duration;
  if (offered >= trial.intendedLoad * (1 - offeredLoadTolerance)) return [];
  const detail = `it offered ${Math.round(offered)} of ${Math.round(trial.intendedLoad)} frames a second`;
  return [{ code: 'generator-fell-behind', detail }];
};

const countersDidNotSettle: Check = ({ settled }) =>
  settled
    ? []
    : [{ code: 'counters-did-not-settle', detail: 'counters still moved when waiting ended' }];

// The sink is part of the tester: what it cannot take is no fault of the DUT.
const sinkDropped: Check = ({ account }) =>
  account.losses
    .filter(({ location }) => location === 'sink-nic')
    .map(({ frames }) => ({ code: 'sink-dropped', detail: `the sink's ring dropped ${frames}` }));

const generatorErrors: Check = ({ devices, run, account }) =>
  devices.flatMap((device, index) =>
    complaints(device, run.results[index], account.sentByPort[index]).map((detail) => ({
      code: 'generator-error',
      detail: `${device.interface}: ${detail}`,
    })),
  );

const complaints = (
  asked: PktgenDevice,
  result: PktgenResult | undefined,
  driver: number | undefined,
): readonly string[] => {
  if (result === undefined || driver === undefined) return ['no result'];
  const found: string[] = [];
  if (!result.result.startsWith('OK')) found.push(`pktgen says '${result.result}'`);
  if (result.errors > 0) found.push(`pktgen counts ${result.errors} errors`);
  if (
    result.count !== asked.count ||
    result.delay !== asked.delay ||
    result.packetSize !== asked.packetSize
  ) {
    found.push('pktgen was configured otherwise than asked');
  }
  if (driver !== result.sent) {
    const why = driver > result.sent ? ': something else sends there too (IPv6, ARP?)' : '';
    found.push(`pktgen sent ${result.sent} frames, its driver ${driver}${why}`);
  }
  return found;
};

const CHECKS: readonly Check[] = [
  framesNotOffered,
  generatorFellBehind,
  countersDidNotSettle,
  sinkDropped,
  generatorErrors,
];
