import { Argument, Command } from '@commander-js/extra-typings';
import { loadPlaybook } from '../../config/load.js';
import type { InstructionProfile } from '../../model/instruction-profile.js';
import { instructionSections } from '../../report/sections/instructions.js';
import { renderSections } from '../../report/terminal/report.js';
import { readRun } from '../../results/read-run.js';
import { printJson, printStyled, type Io } from '../io.js';
import { backendOf } from '../../session/backends/index.js';
import { followRun } from '../follow-run.js';
import { loudnessOf, progressTo, quietOption, verboseOption } from '../display/loudness.js';
import { sayHowToResume } from '../resume.js';
import { renderingOf } from '../reports/rendering.js';
import { playbookFile, testbedFile } from '../shipped.js';

/** `vrbench profile`: runs playbooks on a deterministic lab and counts instructions per frame. */
export const profileVerb = (io: Io) =>
  new Command('profile')
    .description('count the instructions that a forwarded frame costs, by kernel function')
    .addArgument(new Argument('<playbook...>', 'playbook files, or names of shipped ones'))
    .requiredOption(
      '-t, --testbed <file>',
      'testbed file of a deterministic lab, or the name of a shipped one',
      testbedFile,
    )
    .option('-r, --results <folder>', 'folder of the archives', 'results')
    .addOption(verboseOption())
    .addOption(quietOption().conflicts('verbose'))
    .option('--full', 'print all functions')
    .option('--json', 'print the profiles as JSON in place of the tables')
    .action(async (paths, { testbed, results, full = false, json = false, ...loud }) => {
      const loudness = loudnessOf(loud);
      const tell = progressTo(io, loudness);
      const profiles: InstructionProfile[] = [];
      for (const path of paths) {
        const playbook = await loadPlaybook(playbookFile(path), io.signal);
        const options = { keep: false, wait: false, skipUnavailable: false, count: true };
        const backend = await backendOf(testbed, playbook, options, io.signal);
        const onArchived = async (folder: string): Promise<void> => {
          tell(`archive: ${folder}`);
          profiles.push(...((await readRun(folder)).instructions ?? []));
        };
        const onStopped = sayHowToResume(io, { ...options, keepGoing: false });
        await followRun(io, { backend, results, loudness, onArchived, onStopped });
      }
      if (json) {
        printJson(io, profiles);
        return;
      }
      printStyled(io, renderSections(instructionSections(profiles), renderingOf(io, full)));
    });
