import { atValue, type Finding } from '../document/finding.js';
import type { TestSpec } from '../rfc2544/tests/index.js';
import { needingTimestamps, usingTimestamps } from '../rfc2544/tests/timestamps.js';
import type { Playbook } from './playbook.js';
import { sendsBySource, sourceTestbed } from './testbed/sending.js';
import type { TestbedFile } from './testbed/testbed-file.js';

/** Clones sent by pktgen repeat the time stamp and sequence number of the first frame. */
export const clonedFindings = ({ procedures, trial }: Playbook): Finding[] => {
  const [timed] = needingTimestamps(procedures);
  if (timed === undefined || trial.cloneSkb === 0) return [];
  return [
    atValue(
      ['trial', 'cloneSkb'],
      `must be 0 for ${timed.spec.test}: a clone repeats the time stamp of the original frame`,
    ),
  ];
};

/** The sink's module applies one clock offset; frames in the other direction have the opposite one. */
export const bothWaysFindings = ({ procedures, traffic }: Playbook): Finding[] =>
  traffic.direction === 'unidirectional'
    ? []
    : usingTimestamps(procedures).map(({ spec: { test }, index }) =>
        atValue(
          ['procedures', index, 'test'],
          `${test} requires unidirectional traffic: see traffic.direction`,
        ),
      );

/** Why a testbed does not have the time stamps that a test needs; undefined if it does. */
const withoutTimestamps = (
  testbed: TestbedFile,
  { test }: Pick<TestSpec, 'test'>,
): string | undefined => {
  // Its ports only measure how long frames took through the DUT.
  if (sendsBySource(testbed)) {
    return test === 'latency'
      ? undefined
      : `the frames of ${sourceTestbed(testbed).name} do not have: use another testbed, or vrbench run --simulate`;
  }
  return testbed.roles.sink.counting === 'nic'
    ? 'NIC counters do not provide: set sink.counting to auto or frame-sink'
    : undefined;
};

/** Tests that need timestamps on a testbed without them, located in the playbook. */
export const untimedFindings = (testbed: TestbedFile, { procedures }: Playbook): Finding[] =>
  needingTimestamps(procedures).flatMap(({ spec, index }) => {
    const why = withoutTimestamps(testbed, spec);
    const message = `${spec.test} needs per-frame timestamps, which ${why ?? ''}`;
    return why === undefined ? [] : [atValue(['procedures', index, 'test'], message)];
  });
