import { percent } from '../../model/numbers/percent.js';
import type {
  InvalidReason,
  LabProcessors,
  MachineProcessors,
  TrialProcessors,
} from '../../model/trial.js';

/*
 * A machine that lacks processor time forwards and offers less, and loses frames that arrive meanwhile.
 * An emulated DUT that forwards some 170 kpps undisturbed forwarded 142 kpps when other programs took
 * 15 % of a trial, 107 at 31 %, 62 at 51 %; and at 50 kpps it lost 0.4 % when they took 6 % of one second.
 */

const inPercent = (part: number): string => percent(Math.round(part * 1000) / 1000);

const labStarved = (lab: LabProcessors, tolerance: number): readonly InvalidReason[] => {
  const found: string[] = [];
  // Short bursts of work do not show in the mean of a long trial.
  if (lab.worstSecond > tolerance) {
    const [worst] = lab.threads.toSorted((one, other) => other.waited - one.waited);
    const thread = worst === undefined ? 'a thread' : `${worst.thread} of ${worst.machine}`;
    found.push(
      `other programs on this computer took ${inPercent(lab.starved)} of the trial from ${thread}, ` +
        `${inPercent(lab.worstSecond)} of its worst second; they used ` +
        `${inPercent(lab.duration === 0 ? 0 : lab.others / lab.duration)} of a processor`,
    );
  }
  if (lab.steal > tolerance) {
    found.push(`the hypervisor took ${inPercent(lab.steal)} of a processor of this computer`);
  }
  return found.map((detail) => ({ code: 'lab-starved', detail }));
};

const machineStarved = (
  { machine, steal, throttled }: MachineProcessors,
  tolerance: number,
): InvalidReason[] => {
  const found: string[] = [];
  if (steal > tolerance) {
    found.push(`the hypervisor took ${inPercent(steal)} of a CPU of ${machine} (steal time)`);
  }
  if (throttled !== null && throttled > 0) {
    found.push(`CPUs of ${machine} were throttled ${throttled} times: too hot`);
  }
  return found.map((detail) => ({ code: 'machine-starved', detail }));
};

/** Frames that arrived at a machine meanwhile were lost, and those that it had to send were late. */
const suspended = ({ stopped = [] }: LabProcessors): readonly InvalidReason[] =>
  stopped.map((machine) => ({
    code: 'machine-suspended',
    detail: `the emulated machine ${machine} was stopped by a signal`,
  }));

/**
 * Why the figures of a trial are those of machines without the processor time they need. Pure.
 * @param tolerance how much they may lack of any second, as a fraction
 */
export const starvation = (
  { lab, machines }: TrialProcessors,
  tolerance: number,
): readonly InvalidReason[] => [
  ...(lab === undefined ? [] : [...labStarved(lab, tolerance), ...suspended(lab)]),
  ...machines.flatMap((machine) => machineStarved(machine, tolerance)),
];
