import { checkedText } from './checked-text.js';

/** PATH_MAX less the terminating NUL, and NAME_MAX. */
const MOST = { path: 4095, name: 255 };

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

/** Why a text is not a valid file name; undefined if it is. */
const pathProblem = (path: string): string | undefined => {
  if (path.trim() === '') return 'the file name is missing';
  if (/[\p{Cc}\p{Cf}]/u.test(path)) return 'a file name must not contain invisible characters';
  if (/^~[^/]/.test(path)) return 'only ~/, your own home, is supported';
  if (path.endsWith('/')) return 'that is a folder, but a file is expected';
  if (bytesIn(path) > MOST.path) return `it is longer than ${MOST.path} bytes, the kernel's limit`;
  return path.split('/').some((part) => bytesIn(part) > MOST.name)
    ? `a part of it is longer than ${MOST.name} bytes, the kernel's limit`
    : undefined;
};

/** The name of a file on this computer; `~` is the user's home. */
export const filePath = checkedText(pathProblem);

/** The absolute name of a file on a machine, where there is nothing for it to be relative to. */
export const remotePath = checkedText((path) => {
  const problem = pathProblem(path);
  if (problem !== undefined) return problem;
  return path.startsWith('/') ? undefined : 'expected an absolute path, starting with /';
});
