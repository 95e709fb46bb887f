import { join } from 'node:path';
import type { Claims } from '../../claims/claims.js';
import { reasonOf } from '../../model/failure.js';
import type { Report } from '../../model/section/section.js';
import { pageOf } from '../../report/page/page.js';
import { REPORT_FILE } from '../../results/archive.js';
import { replaceFile } from '../../results/disk/durable-file.js';
import { say, type Io } from '../io.js';
import { readReport } from './run-report.js';

/** Writes a page into an archive. A failed write is reported and fails nothing. */
export const keepPage = async (
  io: Io,
  folder: string,
  reading: () => Promise<Report> | Report,
): Promise<void> => {
  const file = join(folder, REPORT_FILE);
  try {
    await replaceFile(file, pageOf(await reading()));
  } catch (error) {
    say(io, `${file} was not written: ${reasonOf(error)}`);
  }
};

/**
 * Writes a run's report into its archive as a page. A failed write is reported and fails
 * nothing: it can be made again from the archive.
 */
export const keepReport = (io: Io, folder: string, claims?: Claims): Promise<void> =>
  keepPage(io, folder, async () => (await readReport(folder, claims)).report);
