import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does something with a temporary file of this text, as ssh-keygen only reads files. */
export const withTemporaryFile = async <Result>(
  text: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-keys-'));
  try {
    const path = join(folder, 'keys');
    await writeFile(path, text);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
};
