import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

const VOCABULARY = ['model', 'document', 'config', 'linux', 'modules', 'results'];
const WORK = [...VOCABULARY, 'host'];
const ALL = [...WORK, 'rfc2544', 'provision', 'traffic', 'report', 'lab', 'preflight'];

/** The rooms, and the other rooms that each may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  document: ['model'],
  rfc2544: ['model', 'document'],
  config: ['model', 'document', 'rfc2544'],
  linux: ['model'],
  modules: ['model', 'linux'],
  results: ['model', 'rfc2544'],
  host: VOCABULARY,
  provision: WORK,
  traffic: [...WORK, 'rfc2544'],
  lab: WORK,
  preflight: WORK,
  report: ['model', 'results', 'rfc2544'],
  session: ALL,
  cli: [...ALL, 'session'],
  // What the package exports.
  'index.ts': ['results', 'rfc2544'],
};

/** Rooms that need nothing but each other: of packages they know zod, where they say what form a value has. */
const BARE = ['model', 'rfc2544'];
const SAYS_FORM =
  /^model\/schema\/|-schema\.ts$|\/(playbook|goals|result)\.ts$|^rfc2544\/tests\/(index|definition)\.ts$/;
/** Rooms without effects: packages are fine, the platform is not. */
const PURE = [...BARE, 'document', 'linux', 'modules', 'report'];

interface SourceFile {
  readonly name: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const text = readFileSync(join(SRC, name), 'utf8');
    const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
    return { name, room: name.split('/')[0] ?? '', text, imports };
  });

/** Of every import: which file of which room imports what from which room; packages have none. */
const imports = sources.flatMap(({ name, room, imports: specifiers }) =>
  specifiers.map((specifier) => {
    const local = specifier.startsWith('.');
    const target = relative(SRC, join(SRC, dirname(name), specifier));
    return { name, room, specifier, to: local ? target.split('/')[0] : undefined };
  }),
);

const lines = (found: readonly { name: string; specifier: string }[]): string[] =>
  found.map(({ name, specifier }) => `${name} imports ${specifier}`);

describe('imports', () => {
  it('are found', () => {
    expect(lines(imports)).toContain('config/load.ts imports ./testbed/testbed-file.js');
    expect(lines(imports)).toContain('config/testbed/testbed.ts imports ../../model/counter.js');
  });

  it('run one way between the rooms', () => {
    const wrong = imports.filter(
      ({ room, to }) => to !== undefined && to !== room && !MAY_IMPORT[room]?.includes(to),
    );
    expect(lines(wrong)).toEqual([]);
  });

  it('of traffic name the port of the procedures, not the procedures', () => {
    const wrong = imports.filter(
      ({ room, to, specifier }) =>
        room === 'traffic' && to === 'rfc2544' && !specifier.endsWith('/measurer.js'),
    );
    expect(lines(wrong)).toEqual([]);
  });

  it('of the vocabulary and the procedures name no package, but zod in schemas', () => {
    const wrong = imports.filter(
      ({ name, room, specifier, to }) =>
        BARE.includes(room) && to === undefined && !(specifier === 'zod' && SAYS_FORM.test(name)),
    );
    expect(lines(wrong)).toEqual([]);
  });

  it('of pure rooms do not name the platform', () => {
    const wrong = imports.filter(
      ({ room, specifier }) => PURE.includes(room) && specifier.startsWith('node:'),
    );
    expect(lines(wrong)).toEqual([]);
  });

  it('go round in no circle', () => {
    const graph = new Map(
      sources.map(({ name, imports: specifiers }) => [
        name,
        specifiers
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => join(dirname(name), specifier).replace(/\.js$/, '.ts')),
      ]),
    );
    // Files that import nothing unsettled are settled; a circle never is.
    const settled = new Set<string>();
    for (let before = -1; before !== settled.size;) {
      before = settled.size;
      for (const [name, targets] of graph) {
        if (targets.every((target) => settled.has(target) || !graph.has(target))) settled.add(name);
      }
    }
    expect([...graph.keys()].filter((name) => !settled.has(name))).toEqual([]);
  });
});

describe('tests of a playbook', () => {
  it('are told apart in their folders and their table alone', () => {
    const deciding = /switch \([\w.]*\.test\)|\.test [!=]== '|test: z\.literal/;
    const wrong = sources.filter(
      ({ name, text }) => !name.startsWith('rfc2544/tests/') && deciding.test(text),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('files', () => {
  it('lie in a room', () => {
    const homeless = sources.filter(({ room }) => MAY_IMPORT[room] === undefined);
    expect(homeless.map(({ name }) => name)).toEqual([]);
  });

  it('are called after what they hold', () => {
    const vague = sources.filter(({ name }) =>
      /(^|\/)(utils?|types?|helpers?)(\/|\.ts$)/.test(name),
    );
    expect(vague.map(({ name }) => name)).toEqual([]);
  });

  it('have at most 200 lines', () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 200);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  it('are finished', () => {
    const open = sources.filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text));
    expect(open.map(({ name }) => name)).toEqual([]);
  });
});
