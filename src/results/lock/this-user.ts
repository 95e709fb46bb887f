import { userInfo } from 'node:os';

/**
 * The name of this process's user. A container may run under a number that the user database does not have:
 * that number is then the name.
 * @param look looks it up
 */
export const thisUser = (look: () => { readonly username: string } = userInfo): string => {
  try {
    return look().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
};
