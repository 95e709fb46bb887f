import { checkedText } from './checked-text.js';

/** PATH_MAX less the end, and NAME_MAX. */
const MOST = { path: 4095, name: 255 };

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

/** What keeps a text from being the name of a file; undefined where it can be one. */
const pathProblem = (path: string): string | undefined => {
  if (path.trim() === '') return 'the name of a file is missing';
  if (/[\p{Cc}\p{Cf}]/u.test(path)) return 'the name of a file has no invisible characters';
  if (/^~[^/]/.test(path)) return "only one's own home is known, as ~/";
  if (path.endsWith('/')) return 'that is a folder, and a file is expected';
  if (bytesIn(path) > MOST.path) return `it is longer than ${MOST.path} bytes, the kernel's limit`;
  return path.split('/').some((part) => bytesIn(part) > MOST.name)
    ? `a part of it is longer than ${MOST.name} bytes, the kernel's limit`
    : undefined;
};

/** The name of a file on this computer; `~` is the user's home. */
export const filePath = checkedText(pathProblem);

/** The absolute name of a file on a machine: there, nothing else says what it is relative to. */
export const remotePath = checkedText((path) => {
  const problem = pathProblem(path);
  if (problem !== undefined) return problem;
  return path.startsWith('/') ? undefined : 'expected an absolute path, which begins with /';
});
