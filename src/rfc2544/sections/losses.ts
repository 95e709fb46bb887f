import type { Column, Sentence, Value } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import {
  frameLossRatio,
  LOSS_LOCATIONS,
  type LossLocation,
  type TrialResult,
} from '../../model/trial.js';
import { sum } from '../../model/numbers/sum.js';
import { numbers } from './table.js';

/** Where frames are lost, in words. */
export const PLACES: Readonly<Record<LossLocation, string>> = {
  'ingress-nic': 'ingress NIC',
  'backlog-queue': 'backlog queue',
  'packet-socket': 'packet socket',
  'virtual-switch': 'virtual switch',
  'virtual-interface': 'virtual interface',
  ip: 'IP layer',
  neighbour: 'neighbour table',
  'egress-qdisc': 'egress qdisc',
  'egress-nic': 'egress NIC',
  'sink-nic': 'sink NIC',
};

/** Frames that a trial lost at a place. */
export const lostAt = ({ losses }: TrialResult, place: LossLocation): number =>
  losses.find(({ location }) => location === place)?.frames ?? 0;

/** The places where any of some trials lost frames, in the order of a frame's path. */
export const lossPlaces = (trials: readonly TrialResult[]): readonly LossLocation[] =>
  LOSS_LOCATIONS.filter((place) => trials.some((trial) => lostAt(trial, place) > 0));

/** Columns of frames by the place they were lost at, and the values of a trial. */
export interface LossColumns {
  readonly columns: readonly Column[];
  readonly valuesOf: (trial: TrialResult | undefined) => readonly Value[];
}

/** A column for each place where any of some trials lost frames. */
export const lossColumns = (trials: readonly TrialResult[]): LossColumns => {
  const places = lossPlaces(trials);
  const open = trials.some(({ unlocated }) => unlocated !== 0);
  return {
    columns: [
      ...places.map((place) => numbers(`lost-${place}`, `lost in ${PLACES[place]}`, 'frames')),
      ...(open ? [numbers('unlocated', 'not located', 'frames')] : []),
    ],
    valuesOf: (trial) => [
      ...places.map((place) => (trial === undefined ? null : lostAt(trial, place))),
      ...(open ? [trial?.unlocated ?? null] : []),
    ],
  };
};

/** How much a trial lost, and where most of it: `33.5 % lost, most in the backlog queue`. */
export const lossSentence = (trial: TrialResult): Sentence => {
  const share = quantity(frameLossRatio(trial), 'ratio');
  const [worst, ...others] = trial.losses.toSorted((one, other) => other.frames - one.frames);
  if (worst === undefined) return sentence`${share} lost`;
  const place = others.length === 0 ? ' in' : ', most in';
  return sentence`${share} lost${place} the ${PLACES[worst.location]}`;
};

/** Places with a smaller fraction of a trial's losses are not named. */
const WORTH_NAMING = 0.05;

/** Where the frames of a trial were lost, most of them first: `ingress NIC, backlog queue`. */
export const placesText = ({ losses, unlocated }: TrialResult): string => {
  const places = [
    ...losses.map(({ location, frames }) => ({ name: PLACES[location], frames })),
    { name: 'not located', frames: Math.abs(unlocated) },
  ].toSorted((one, other) => other.frames - one.frames);
  const enough = WORTH_NAMING * sum(places.map(({ frames }) => frames));
  return places
    .filter(({ frames }) => frames > 0 && frames >= enough)
    .map(({ name }) => name)
    .join(', ');
};
