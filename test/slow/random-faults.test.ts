import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { drawFor } from '../faults/campaign/draw.js';
import { ENDING_NAMES, ENDINGS } from '../faults/kill/endings.js';
import { killOnce } from '../faults/kill/kill.js';
import { drawMoment } from '../faults/kill/moments.js';
import { faultLab, type FaultLab } from '../faults/lab/lab.js';
import { shortPlaybook } from '../faults/lab/short-playbook.js';

/** A few tries of the campaign (npm run test:faults); FAULTS_SEED draws others. */
const SEED = Number(process.env.FAULTS_SEED ?? 122_994);
/** Builds take long; interruption.test.ts has one. */
const PHASES = ['connecting', 'provision', 'measure', 'teardown'] as const;
const TRIES = [1, 2].map((number) => {
  const draw = drawFor(SEED, 'random', number);
  const how = draw.pick(ENDING_NAMES);
  return { name: `FAULTS_SEED=${SEED} try ${number}: ${how}`, how, draw };
});

// Half a minute each; a computer that does other things as well takes ten times as long.
const PATIENCE = 900_000;

describe.skipIf(!inject('lab').available)('a controller killed at a random moment', () => {
  let lab: FaultLab;
  let folder = '';
  let playbook = '';
  beforeAll(async () => {
    const shared = inject('lab');
    if (!shared.available) throw new Error(shared.reason);
    process.stderr.write(`random faults: FAULTS_SEED=${SEED}\n`);
    folder = await mkdtemp(join(tmpdir(), 'vrbench-faults-'));
    lab = await faultLab(shared.file, shared.testbed, () => Promise.resolve());
    playbook = await shortPlaybook(folder, {
      dataPlanes: ['ip-forwarder'],
      intendedLoads: ['500 pps', '1 kpps'],
      duration: '300 ms',
    });
  }, PATIENCE);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(TRIES)(
    'leaves nothing and loses nothing ($name)',
    { timeout: PATIENCE },
    async ({ how, draw }) => {
      const own = await mkdtemp(join(folder, 'try-'));
      const moment = drawMoment(draw, PHASES);
      const attempt = await killOnce(lab, playbook, own, ENDINGS[how], moment);
      expect(attempt.problems, attempt.moment).toEqual([]);
    },
  );
});
