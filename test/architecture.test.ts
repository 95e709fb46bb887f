import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

const VOCABULARY = ['model', 'document', 'config', 'linux', 'modules', 'results'];
const WORK = [...VOCABULARY, 'host'];
const ALL = [
  ...WORK,
  'rfc2544',
  'claims',
  'comparison',
  'provision',
  'traffic',
  'report',
  'lab',
  'preflight',
];

/** The rooms, and the other rooms that each may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  document: ['model'],
  statistics: ['model'],
  rfc2544: ['model', 'document', 'statistics'],
  claims: ['model', 'document', 'rfc2544', 'results', 'statistics'],
  comparison: ['model', 'rfc2544', 'results', 'statistics', 'claims'],
  config: ['model', 'document', 'rfc2544', 'claims'],
  linux: ['model'],
  modules: ['model', 'linux'],
  results: ['model', 'document', 'rfc2544'],
  host: VOCABULARY,
  provision: WORK,
  traffic: [...WORK, 'rfc2544'],
  lab: WORK,
  preflight: [...WORK, 'provision'],
  report: ['model', 'results', 'rfc2544', 'claims', 'comparison'],
  session: ALL,
  cli: [...ALL, 'session'],
  // What the package exports.
  'index.ts': ['results', 'rfc2544'],
};

/** Rooms that import only each other, and zod in files with schemas. */
const BARE = ['model', 'rfc2544'];
const HAS_SCHEMA =
  /^model\/schema\/|-schema\.ts$|\/(playbook|goals|result)\.ts$|^rfc2544\/tests\/(index|definition)\.ts$/;
/** Rooms without effects: packages are fine, the platform is not. */
const PURE = [
  ...BARE,
  'document',
  'linux',
  'modules',
  'statistics',
  'claims',
  'comparison',
  'report',
];

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

  it('of model and procedures name no package but zod in schemas', () => {
    const wrong = imports.filter(
      ({ name, room, specifier, to }) =>
        BARE.includes(room) && to === undefined && !(specifier === 'zod' && HAS_SCHEMA.test(name)),
    );
    expect(lines(wrong)).toEqual([]);
  });

  it('of pure rooms do not name the platform', () => {
    const wrong = imports.filter(
      ({ room, specifier }) => PURE.includes(room) && specifier.startsWith('node:'),
    );
    expect(lines(wrong)).toEqual([]);
  });

  it('form no cycle', () => {
    const graph = new Map(
      sources.map(({ name, imports: specifiers }) => [
        name,
        specifiers
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => join(dirname(name), specifier).replace(/\.js$/, '.ts')),
      ]),
    );
    // A file is settled when all of its imports are; a cycle never is.
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

describe('variants', () => {
  it.each([
    ['tests', /switch \([\w.]*\.test\)|\.test [!=]== '|test: z\.literal/, 'rfc2544/tests/'],
    [
      'data planes',
      /switch \([\w.]*(dataPlane|plane)(\.name)?\)|[pP]lane(\.name)? [!=]== '/,
      'provision/dataplane/',
    ],
    ['modifiers', /switch \([\w.]*modifier\)|modifier [!=]== '(?!none')/, 'provision/modifiers/'],
    ['counters', /switch \([\w.]*\.source\)|counter\.source [!=]== '/, 'linux/counters/'],
  ])('of %s are distinguished in their folder and table only', (_, deciding, folder) => {
    const wrong = sources.filter(
      ({ name, text }) => !name.startsWith(folder) && deciding.test(text),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('exported types', () => {
  it('have one declaration a name', () => {
    const declared = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/^export (?:type|interface|class) (\w+)/gm)].map(([, type]) => ({
        name,
        type,
      })),
    );
    expect(declared.length).toBeGreaterThan(100);
    const first = new Map<string | undefined, string>();
    for (const { name, type } of declared) if (!first.has(type)) first.set(type, name);
    const repeated = declared.filter(({ name, type }) => first.get(type) !== name);
    expect(repeated).toEqual([]);
  });
});

describe('files', () => {
  it('are in a room', () => {
    const homeless = sources.filter(({ room }) => MAY_IMPORT[room] === undefined);
    expect(homeless.map(({ name }) => name)).toEqual([]);
  });

  it('have names that describe their contents', () => {
    const vague = sources.filter(({ name }) =>
      /(^|\/)(utils?|types?|helpers?)(\/|\.ts$)/.test(name),
    );
    expect(vague.map(({ name }) => name)).toEqual([]);
  });

  it('have at most 200 lines', () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 200);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  it('are at most 16 in a folder', () => {
    const count = new Map<string, number>();
    for (const { name } of sources) count.set(dirname(name), (count.get(dirname(name)) ?? 0) + 1);
    const full = [...count].filter(([, files]) => files > 16);
    expect(full).toEqual([]);
  });

  it('are finished', () => {
    const open = sources.filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text));
    expect(open.map(({ name }) => name)).toEqual([]);
  });
});
