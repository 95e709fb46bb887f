import type { DescribedCheck } from './check.js';
import { MACHINE_CHECKS, PORT_CHECKS } from './checks/index.js';
import { FOREIGN_TRAFFIC } from './foreign-traffic.js';
import { KERNEL_SOURCE } from './kernel-source.js';

const ALL: readonly DescribedCheck[] = [
  ...MACHINE_CHECKS,
  KERNEL_SOURCE,
  ...PORT_CHECKS,
  FOREIGN_TRAFFIC,
];

const chapter = ({ name, title, about, metalOnly }: DescribedCheck): string =>
  [
    `### ${title}`,
    '',
    `\`${name}\`${metalOnly === true ? ', on metal only' : ''}. ${about}`,
    '',
  ].join('\n');

/** A chapter for every check, in Markdown, for docs/troubleshooting.md. */
export const checksAsMarkdown = (): string => ALL.map(chapter).join('\n');
