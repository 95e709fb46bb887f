import { atValue, type Finding } from '../document/finding.js';
import type { Playbook, Procedure } from './playbook.js';
import type { TestbedFile } from './testbed/testbed-file.js';

/**
 * Tests whose trials take times of frames: when one was sent and when it came. On machines pktgen
 * stamps frames, and the sink's module frame_sink reads the stamps.
 */
const TIMED: ReadonlySet<Procedure['test']> = new Set<Procedure['test']>([
  'latency',
  'system-recovery',
]);

interface TimedTest {
  readonly test: Procedure['test'];
  /** Its place in the playbook. */
  readonly path: readonly PropertyKey[];
}

const testsOf = (
  { procedures }: Pick<Playbook, 'procedures'>,
  kinds: ReadonlySet<Procedure['test']>,
): readonly TimedTest[] =>
  procedures.flatMap(({ test }, index) =>
    kinds.has(test) ? [{ test, path: ['procedures', index, 'test'] }] : [],
  );

/** The tests of a playbook that take times of frames. */
export const timedTests = (playbook: Pick<Playbook, 'procedures'>): readonly TimedTest[] =>
  testsOf(playbook, TIMED);

/** Frames that pktgen sends again unchanged have the stamp and the number of the first. */
export const clonedFindings = (playbook: Playbook): Finding[] => {
  const { cloneSkb } = playbook.trial;
  const [timed] = timedTests(playbook);
  if (timed === undefined || cloneSkb === 0) return [];
  return [
    atValue(
      ['trial', 'cloneSkb'],
      `must be 0 for ${timed.test}: a clone has the time stamp of the frame it was made from`,
    ),
  ];
};

/** One offset between two clocks is told to the sink's module, and frames that come back have the other. */
export const bothWaysFindings = (playbook: Playbook): Finding[] =>
  playbook.traffic.direction === 'unidirectional'
    ? []
    : testsOf(playbook, new Set([...TIMED, 'reset'])).map(({ test, path }) =>
        atValue(path, `${test} takes times of frames that go one way: see traffic.direction`),
      );

const untimed = ({ lab, roles }: TestbedFile): string | undefined => {
  if (lab?.kind === 'deterministic') {
    return "a deterministic lab's frames have none: use another testbed, or vrbench run --simulate";
  }
  return roles.sink.counting === 'nic'
    ? "NICs know none: let the sink's 'counting' be 'auto' or 'frame-sink'"
    : undefined;
};

/** Tests that take times, on a testbed that has none. Places are in the playbook. */
export const untimedFindings = (testbed: TestbedFile, playbook: Playbook): Finding[] => {
  const why = untimed(testbed);
  if (why === undefined) return [];
  return timedTests(playbook).map(({ test, path }) =>
    atValue(path, `${test} takes times of frames, and ${why}`),
  );
};
