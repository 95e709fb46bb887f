import { Command } from '@commander-js/extra-typings';
import type { Io } from './io.js';
import { labVerb } from './verbs/lab.js';
import { planVerb } from './verbs/plan.js';
import { profileVerb } from './verbs/profile.js';
import { quickstartVerb } from './verbs/quickstart.js';
import { runVerb } from './verbs/run.js';
import { schemaVerb } from './verbs/schema.js';
import { teardownVerb } from './verbs/teardown.js';
import { validateVerb } from './verbs/validate.js';
import { version } from './version.js';

/** The whole command line: every verb with its options. */
export const program = (io: Io) => {
  const root = new Command('vrbench')
    .description('Benchmarks Linux routers by RFC 2544 and says where frames were lost')
    .version(version())
    .exitOverride();
  const verbs = [
    quickstartVerb(io),
    validateVerb(io),
    planVerb(io),
    runVerb(io),
    profileVerb(io),
    teardownVerb(io),
    labVerb(io),
    schemaVerb(io),
  ];
  for (const verb of verbs) root.addCommand(verb.exitOverride());
  return root;
};
