import { UnreadableArchive } from './archive-failure.js';
import { readRegularFile } from './disk/regular-file.js';

const reading = async (file: string, whereMissing?: string): Promise<string> => {
  try {
    return await readRegularFile(file);
  } catch (cause) {
    throw UnreadableArchive.unread(file, cause, whereMissing);
  }
};

/**
 * The parsed JSON of a file of an archive, not validated yet.
 * @param whereMissing the remedy if the file is missing
 * @throws UnreadableArchive with the file, and the line and column of a syntax error
 */
export const readJson = async (file: string, whereMissing?: string): Promise<unknown> => {
  const text = await reading(file, whereMissing);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw UnreadableArchive.notJson(file, text, cause);
  }
};
