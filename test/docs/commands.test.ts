import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { namedFiles } from '../../src/cli/shipped.js';
import { programUnderTest } from '../cli/program-under-test.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

const verbs: CommandUnknownOpts = programUnderTest().program;

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].map((name) => ({ name, text: readFileSync(join(ROOT, name), 'utf8') }));

const COMMAND = /^(?:npx vrbench|vrbench|npm run|npm test)\b.*/;

/** Commands that a document shows: indented lines, and code within a line. */
const commandsIn = (text: string): readonly string[] => {
  const lines = [...text.matchAll(/^ {4}(\S.*)$/gm)].map(([, line = '']) => line);
  const spans = text.matchAll(/`([^`\n]+)`/g);
  return [...lines, ...[...spans].map(([, span = '']) => span)].filter((line) =>
    COMMAND.test(line),
  );
};

/** Words that stand for something: TESTBED, PLAYBOOK..., results/RUN. */
const isPlaceholder = (word: string): boolean => /^[\w/-]*[A-Z]{2,}(\.\.\.)?$/.test(word);

/** A file that the document has its reader write: `cp testbeds/three-machine.yaml lab.yaml`, `init -o lab.yaml`. */
const isMade = (word: string, text: string): boolean =>
  new RegExp(`^ {0,4}(?:cp .* |.*>|.* -o )${word.replaceAll('.', '\\.')}(?: *#.*)?$`, 'm').test(text);

const fileProblem = (word: string, text: string): string[] => {
  if (isPlaceholder(word) || isMade(word, text)) return [];
  try {
    return namedFiles(word).every((file) => existsSync(join(ROOT, file)) || existsSync(file))
      ? []
      : [`no file ${word}`];
  } catch {
    return [`no file ${word}`];
  }
};

/** What is wrong with the words of a call of vrbench. */
const problemsOf = (words: readonly string[], text: string): readonly string[] => {
  let verb = verbs;
  const problems: string[] = [];
  const operands: string[] = [];
  const given = words.slice(0, words.includes('--') ? words.indexOf('--') : undefined);
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? '';
    const option = verb.options.find(({ short, long }) => word === short || word === long);
    const inner = verb.commands.find((each) => each.name() === word);
    if (inner !== undefined) verb = inner;
    else if (option?.required === true) {
      index += 1;
      const value = given[index];
      if (value === undefined) problems.push(`${word} lacks a value`);
      else if (option.long === '--testbed') problems.push(...fileProblem(value, text));
    } else if (option === undefined && word.startsWith('-') && word !== '--version') {
      problems.push(`${verb.name()} has no option ${word}`);
    } else if (option === undefined && !word.startsWith('-')) operands.push(word);
  }
  operands.forEach((word, index) => {
    const argument = verb.registeredArguments[Math.min(index, verb.registeredArguments.length - 1)];
    if (argument === undefined) problems.push(`${verb.name()} takes no ${word}`);
    else if (['playbook', 'file'].includes(argument.name()))
      problems.push(...fileProblem(word, text));
    else if (argument.argChoices?.includes(word) === false && !isPlaceholder(word)) {
      problems.push(`${word} is none of ${argument.argChoices.join(', ')}`);
    }
  });
  return problems;
};

const problemsIn = (command: string, text: string): readonly string[] =>
  command.split(/ && |; /).flatMap((part) => {
    const words = part
      .replace(/ (?:#|>|\|) .*$/, '')
      .trim()
      .split(/\s+/);
    const [first = '', second = '', ...rest] = words;
    if (first === 'npx' && second === 'vrbench') return problemsOf(rest, text);
    if (first === 'vrbench') return problemsOf(words.slice(1), text);
    if (first !== 'npm' || second !== 'run') return [];
    const script = scripts[rest[0] ?? ''];
    if (script === undefined) return [`no script ${rest[0] ?? ''}`];
    const named = script.split(' ').filter((word) => /^test\/.*\.ts$/.test(word));
    return named.filter((file) => !existsSync(join(ROOT, file))).map((file) => `no file ${file}`);
  });

describe('a command in a document', () => {
  it.each([
    ['vrbench mesure -t TESTBED', 'takes no mesure'],
    ['npx vrbench run -t nowhere.yaml case-1', 'no file nowhere.yaml'],
    ['npx vrbench run --simulate case-9', 'no file case-9'],
    ['vrbench plan --fast PLAYBOOK', 'no option --fast'],
    ['vrbench schema route', 'none of'],
    ['npm run tset', 'no script tset'],
  ])('is found wrong: %s', (command, problem) => {
    expect(problemsIn(command, '').join('\n')).toContain(problem);
  });

  it.each(documents)('is one that there is: $name', ({ text }) => {
    const wrong = commandsIn(text).flatMap((command) =>
      problemsIn(command, text).map((problem) => `${command}: ${problem}`),
    );
    expect(wrong).toEqual([]);
  });

  it('is shown for every verb', () => {
    const shown = documents.flatMap(({ text }) => commandsIn(text)).join('\n');
    const missing = verbs.commands
      .map((verb) => verb.name())
      .filter((name) => !shown.includes(`vrbench ${name}`));
    expect(missing).toEqual([]);
  });
});

describe('a link in a document', () => {
  it.each(documents)('leads to a file: $name', ({ name, text }) => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    );
    const base = name.includes('/') ? 'docs' : '';
    expect(links.filter((target) => !existsSync(join(ROOT, base, target)))).toEqual([]);
  });
});
