import { Command } from '@commander-js/extra-typings';
import type { Io } from './io.js';
import { labVerb } from './lab.js';
import { planVerb } from './plan.js';
import { profileVerb } from './profile.js';
import { quickstartVerb } from './quickstart.js';
import { runVerb } from './run.js';
import { schemaVerb } from './schema.js';
import { teardownVerb } from './teardown.js';
import { validateVerb } from './validate.js';
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
