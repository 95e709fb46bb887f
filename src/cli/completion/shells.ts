import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import type { Completion } from './tree.js';
import { zshCompletion } from './zsh.js';

/** The program that each shell reads, by the shell's name. */
export const SHELLS = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} as const satisfies Readonly<Record<string, (completion: Completion) => string>>;
