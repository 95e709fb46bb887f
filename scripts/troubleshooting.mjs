// Writes the chapters of docs/troubleshooting.md, one for each check of doctor: npm run docs:checks
import { readFile, writeFile } from 'node:fs/promises';
import { URL } from 'node:url';
import { checksAsMarkdown } from '../dist/preflight/document.js';

const DOCUMENT = new URL('../docs/troubleshooting.md', import.meta.url);
const [BEGIN, END] = ['<!-- checks -->', '<!-- end of checks -->'];

const text = await readFile(DOCUMENT, 'utf8');
const [before, rest] = text.split(BEGIN);
const [, after] = rest.split(END);
await writeFile(DOCUMENT, `${before}${BEGIN}\n\n${checksAsMarkdown()}\n${END}${after}`);
