import type { Playbook } from '../../config/playbook.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Modifier } from '../../model/modifier.js';
import type { BitsPerSecond, Bytes } from '../../model/units.js';
import type { TestName, TestSpec } from '../../rfc2544/tests/index.js';
import { maximumOf, withMaximumLoad } from '../../rfc2544/tests/open-loads.js';
import type { TestShape } from '../../rfc2544/tests/procedure-of.js';
import { wholeNanoseconds } from '../../rfc2544/trials/pacing.js';

/** Which cell of the playbook a trial belongs to. */
export interface RunCell {
  readonly dataPlane: DataPlaneName;
  readonly modifier: Modifier;
  readonly frameSize: Bytes;
  /** Index into the playbook's procedures. */
  readonly procedure: number;
  readonly test: TestName;
}

/** Every cell of a playbook, data plane by data plane, as setting one up is expensive. */
export const cellsOf = (playbook: Playbook): readonly RunCell[] =>
  playbook.dataPlanes.flatMap((dataPlane) =>
    playbook.modifiers.flatMap((modifier) =>
      playbook.frameSizes.flatMap((frameSize) =>
        playbook.procedures.map(({ test }, procedure): RunCell => {
          return { dataPlane, modifier, frameSize, procedure, test };
        }),
      ),
    ),
  );

/** A playbook's tests at one frame size, with the loads they leave to links of this speed. */
export const specsAt = (
  playbook: Playbook,
  frameSize: Bytes,
  linkSpeed: BitsPerSecond | undefined,
): readonly TestSpec[] => {
  const maximum = maximumOf(playbook, frameSize, linkSpeed);
  return playbook.procedures.map((spec) => withMaximumLoad(spec, maximum));
};

/** What a cell measures. @throws RangeError for a cell of another playbook */
export const specOf = (
  playbook: Playbook,
  { frameSize, procedure }: RunCell,
  linkSpeed: BitsPerSecond | undefined,
): TestSpec => {
  const spec = specsAt(playbook, frameSize, linkSpeed)[procedure];
  if (spec === undefined) throw new RangeError(`no procedure number ${procedure}`);
  return spec;
};

/** What a playbook fixes for the trials of a cell. */
export const shapeOf = (playbook: Playbook, { frameSize }: RunCell): TestShape => ({
  frameSize,
  duration: playbook.trial.duration,
  warmUp: playbook.trial.warmUp,
  pacing: wholeNanoseconds(playbook),
});
