import { inSeconds, seconds, type Bytes, type Nanoseconds } from '../model/units.js';

/** What RFC 2544 asks for and a run does otherwise, by the playbook's choice. */
export interface Deviation {
  readonly requirement: string;
  /** Section of RFC 2544. */
  readonly section: string;
  /** What the run did instead. */
  readonly value: string;
}

/** The parts of a playbook that RFC 2544 has an opinion on. */
export interface Choices {
  readonly frameSizes: readonly Bytes[];
  readonly duration: Nanoseconds;
  readonly residualWait: Nanoseconds;
  readonly restabilise: Nanoseconds;
}

interface Floor {
  readonly requirement: string;
  readonly section: string;
  readonly least: Nanoseconds;
  readonly of: (choices: Choices) => Nanoseconds;
}

const FLOORS: readonly Floor[] = [
  {
    requirement: 'trials of at least 60 s',
    section: '24',
    least: seconds(60),
    of: ({ duration }) => duration,
  },
  {
    requirement: '2 s for residual frames after a trial',
    section: '23',
    least: seconds(2),
    of: ({ residualWait }) => residualWait,
  },
  {
    requirement: 'at least 5 s for the DUT to restabilise',
    section: '23',
    least: seconds(5),
    of: ({ restabilise }) => restabilise,
  },
];

/** Where these choices fall short of RFC 2544; every report shows them. */
export const deviationsOf = (choices: Choices): readonly Deviation[] => {
  const short = FLOORS.filter(({ least, of }) => of(choices) < least).map(
    ({ requirement, section, of }) => ({
      requirement,
      section,
      value: `${inSeconds(of(choices))} s`,
    }),
  );
  const sizes = choices.frameSizes.length;
  const few = { requirement: 'at least five frame sizes', section: '9', value: String(sizes) };
  const learning = {
    requirement: 'learning frames before a trial',
    section: '23',
    value: 'none: addresses of neighbours are set by hand',
  };
  return [...short, ...(sizes < 5 ? [few] : []), learning];
};
