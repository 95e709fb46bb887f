import { ConnectionLost, DeadlineExceeded } from '../../../../host/errors.js';
import { Failure, reasonOf } from '../../../../model/failure.js';
import type { InvalidReason, TrialOutcome } from '../../../../model/trial.js';
import { DeviceGone } from '../../../../traffic/generator/device-gone.js';
import { GeneratorStuck } from '../../../../traffic/generator/generator-stuck.js';

/** Whether a failure is that of a machine or its connection, not of the command that was run. */
export const isBreak = (error: unknown): error is Failure =>
  error instanceof ConnectionLost ||
  error instanceof DeadlineExceeded ||
  error instanceof DeviceGone ||
  error instanceof GeneratorStuck;

/** The first line of a failure without what was attempted: `dut: the connection was lost: ...`. */
const shortReason = (error: unknown): string => {
  if (!(error instanceof Failure)) return reasonOf(error).split('\n', 1).join('');
  const { where, got } = error.facts;
  return `${where === undefined ? '' : `${where}: `}${got.split('\n', 1).join('')}`;
};

const codeOf = (error: unknown): InvalidReason['code'] => {
  // As of a port whose own counters show it.
  if (error instanceof DeviceGone) return 'counters-not-comparable';
  return error instanceof GeneratorStuck ? 'generator-stuck' : 'connection-lost';
};

/**
 * The reasons why a trial that broke is invalid.
 * @param error the error that ended it
 * @param restarted machines that have restarted since
 */
export const reasonsFor = (
  error: unknown,
  restarted: readonly string[],
): readonly InvalidReason[] => [
  ...restarted.map((machine): InvalidReason => ({
    code: 'machine-restarted',
    detail: `${machine} restarted during the trial`,
  })),
  ...(isBreak(error) || restarted.length === 0
    ? [{ code: codeOf(error), detail: shortReason(error) }]
    : []),
];

/** What to do after a trial, before the next. */
export type Aftermath =
  | 'nothing'
  /** Kernel logs of the trial are kept. */
  | 'logs'
  /** Also, the DUT is set up again: it may have lost addresses, routes and neighbours. */
  | 'set-up-dut'
  /** Also, every machine is set up again: devices may have been recreated. */
  | 'set-up-all';

/** The repair for each reason, except those of a trial that broke. */
const AFTERMATHS: Readonly<Partial<Record<InvalidReason['code'], Aftermath>>> = {
  'link-flapped': 'set-up-dut',
  'machine-suspended': 'logs',
  'controller-suspended': 'logs',
  'generator-error': 'logs',
};

/**
 * The repair after a trial that broke.
 * @param reset whether the DUT was to be reset in it: that may have been in progress
 */
export const aftermathOfBreak = (error: unknown, reset: boolean): Aftermath => {
  if (error instanceof DeviceGone) return 'set-up-all';
  return reset ? 'set-up-dut' : 'logs';
};

const ORDER: readonly Aftermath[] = ['nothing', 'logs', 'set-up-dut', 'set-up-all'];

/** The repair after a trial that was completed. */
export const aftermathOf = (outcome: TrialOutcome): Aftermath => {
  if (outcome.validity.state === 'valid') return 'nothing';
  const asked = outcome.validity.reasons.map(({ code }): Aftermath => {
    if (code !== 'counters-not-comparable') return AFTERMATHS[code] ?? 'nothing';
    // Without figures a counter was reset or missing; with them only their sum is wrong.
    return outcome.counts === null ? 'set-up-all' : 'logs';
  });
  return ORDER.findLast((each) => asked.includes(each)) ?? 'nothing';
};
