import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { atValue, type Finding } from '../../../document/finding.js';
import { durationText } from '../../../document/quantity.js';
import type { ResetKind } from '../../../model/trial.js';
import { repeatsKey, throughputKey } from '../../at-throughput/playbook-schema.js';
import type { TestPlan } from '../../test-plan.js';

const RESET_MEANINGS: Readonly<Record<ResetKind, string>> = {
  'module-reload': 'the data plane is taken down, its module unloaded and loaded',
  interface: "the DUT's egress ports go down and up",
  reboot: 'the machine restarts; the DUT must be a separate machine',
  power: 'its power is cut for 10 s, by the commands of machines.NAME.power',
};

export const resetSchema = z
  .strictObject({
    test: z.literal('reset'),
    kind: choiceOf('kind of reset', RESET_MEANINGS).describe('What is reset'),
    throughput: throughputKey,
    duration: durationText.prefault('60 s').describe('Of a trial; as long as a reset may take'),
    after: durationText.prefault('10 s').describe('When in a trial the DUT is reset'),
    repeats: repeatsKey(3),
  })
  .describe('RFC 2544 section 26.6, RFC 6201: how long a reset interrupts forwarding');

/** A reset restores the data plane, not a modifier. */
export const modifierRules = ({ modifiers }: TestPlan): Finding[] =>
  modifiers.every((modifier) => modifier === 'none')
    ? []
    : [atValue(['test'], 'reset runs without modifiers: put it in a separate playbook')];
