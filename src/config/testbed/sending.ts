import type { TestbedFile } from './testbed-file.js';

/** The part of a testbed that says what sends test frames; a file and a testbed both have it. */
export type Sending = Pick<TestbedFile, 'roles'> & Partial<Pick<TestbedFile, 'lab'>>;

/** Whether the sources of software ports send the test frames, and not the kernel's pktgen. */
export const sendsBySource = ({ roles, lab }: Sending): boolean =>
  lab?.kind === 'deterministic' || roles.generator.sending === 'source';

/** Such a testbed in words, and what it takes to do more than sources do. */
export interface SourceTestbed {
  readonly name: string;
  readonly other: string;
  /** Its time is that of this computer, and its figures drift. */
  readonly realTime: boolean;
}

export const sourceTestbed = ({ lab }: Sending): SourceTestbed =>
  lab?.kind === 'deterministic'
    ? { name: 'a deterministic lab', other: 'machines that run in real time', realTime: false }
    : { name: 'a testbed that sends by source', other: 'pktgen as the generator', realTime: true };
