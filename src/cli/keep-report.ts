import { join } from 'node:path';
import type { Claims } from '../claims/claims.js';
import { reasonOf } from '../model/failure.js';
import { pageOf } from '../report/page/page.js';
import { REPORT_FILE } from '../results/archive.js';
import { replaceFile } from '../results/disk/durable-file.js';
import { say, type Io } from './io.js';
import { readReport } from './run-report.js';

/**
 * Writes a run's report into its archive as a page. A page that cannot be written is said and fails
 * nothing: it can be made again from the archive.
 */
export const keepReport = async (io: Io, folder: string, claims?: Claims): Promise<void> => {
  const file = join(folder, REPORT_FILE);
  try {
    const { report } = await readReport(folder, claims);
    await replaceFile(file, pageOf(report));
  } catch (error) {
    say(io, `${file} was not written: ${reasonOf(error)}`);
  }
};
