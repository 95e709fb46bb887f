import type { TestbedFile } from './testbed-file.js';

/** The part of a testbed that determines what sends test frames; common to file and testbed. */
export type Sending = Pick<TestbedFile, 'roles'> & Partial<Pick<TestbedFile, 'lab'>>;

/** Whether the sources of software ports send the test frames, rather than the kernel's pktgen. */
export const sendsBySource = ({ roles, lab }: Sending): boolean =>
  lab?.kind === 'deterministic' || roles.generator.sending === 'source';

/** Phrases for messages about such a testbed, and about what is required instead. */
export interface SourceTestbed {
  readonly name: string;
  readonly other: string;
  /** Whether its clock is real time, so that figures may drift. */
  readonly realTime: boolean;
}

export const sourceTestbed = ({ lab }: Sending): SourceTestbed =>
  lab?.kind === 'deterministic'
    ? { name: 'a deterministic lab', other: 'machines that run in real time', realTime: false }
    : { name: 'a testbed that sends by source', other: 'pktgen as the generator', realTime: true };
