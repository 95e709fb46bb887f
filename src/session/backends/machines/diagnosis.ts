import type { Playbook } from '../../../config/playbook.js';
import type { LockedHost } from '../../../host/locked-host.js';
import type { Watch } from '../../../model/concurrency/watch.js';
import type { DropReasons } from '../../../model/trial.js';
import { dropTrace } from '../../../provision/tracing/drop-trace.js';
import { requireDropTrace } from '../../../provision/tracing/require-drop-trace.js';
import { testOf } from '../../../rfc2544/tests/index.js';
import { dropWatch } from '../../../traffic/drops/drop-watch.js';
import { withSteps, type StageOptions } from './stage.js';

/** Traces the frames that the DUT's kernel drops during a trial; set up before it and undone after it. */
export const diagnosisOn =
  (dut: LockedHost, stage: StageOptions): Watch<DropReasons> =>
  (work, signal) =>
    withSteps(dut, [dropTrace({})], { ...stage, signal }, () => dropWatch(dut)(work, signal));

/**
 * Checks before the first trial that the DUT's kernel can be traced, if a playbook requires that.
 * @throws PreconditionFailure that names what the kernel lacks
 */
export const requireDiagnosis = async (
  dut: LockedHost,
  { procedures }: Pick<Playbook, 'procedures'>,
  stage: StageOptions,
): Promise<void> => {
  if (!procedures.some((spec) => testOf(spec).diagnoses === true)) return;
  await withSteps(dut, [dropTrace({})], stage, () => requireDropTrace(dut, stage.signal));
};
