import { terminalReport } from '../report/terminal.js';
import { readRun, readTrials } from '../results/read-run.js';
import { styleOf, type Io } from './io.js';

/** The table of an archived run, as it is read back from the disk. @throws UnreadableArchive */
export const runTable = async (io: Io, folder: string): Promise<string> => {
  const [run, { trials, torn }] = await Promise.all([readRun(folder), readTrials(folder)]);
  return terminalReport(run, trials, {
    folder,
    torn,
    style: styleOf(io),
  });
};
