import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SRC = fileURLToPath(new URL('../../../src/', import.meta.url));
const SHELLS = ['sh', 'bash'];

/** A shell program in the source: what is given to `sh -c`, or a script that begins with `#!`. */
export interface ShellProgram {
  /** The file and the line where it is used, such as `provision/ledger.ts:59`. */
  readonly at: string;
  readonly shell: string;
  readonly text: string;
}

/** What the source has: programs, and uses of a shell whose program cannot be read off the source. */
export interface ShellUses {
  readonly programs: readonly ShellProgram[];
  readonly unreadable: readonly string[];
}

/** Programs that only the user can know, by the source text of the expression. */
const OF_THE_USER = ['`exec ${proxy.command}`'];

const isConstant = (expression: ts.Expression): boolean => {
  let constant = true;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !/^[A-Z][A-Z0-9_]*$/.test(node.text)) constant = false;
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return constant;
};

/** The text of a literal, with a word in the place of each constant; undefined where data is glued in. */
const literalText = (node: ts.Node): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  if (!node.templateSpans.every(({ expression }) => isConstant(expression))) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `VALUE${literal.text}`).join('');
};

/** The constants of a file that are text, by name. */
const constantsOf = (file: ts.SourceFile): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const text = initializer === undefined ? undefined : literalText(initializer);
      if (ts.isIdentifier(name) && text !== undefined) found.set(name.text, text);
    }
  }
  return found;
};

/** The words of a command: the elements of an array, after the program where that is apart from it. */
const wordsOf = (node: ts.ArrayLiteralExpression): readonly ts.Expression[] => {
  const [program] = ts.isCallExpression(node.parent) ? node.parent.arguments : [];
  const apart = program !== undefined && program !== node && ts.isStringLiteral(program);
  return apart ? [program, ...node.elements] : node.elements;
};

const isShell = (node: ts.Node | undefined): node is ts.StringLiteral =>
  node !== undefined && ts.isStringLiteral(node) && SHELLS.includes(node.text);

const scan = (name: string): ShellUses => {
  const file = ts.createSourceFile(
    name,
    readFileSync(join(SRC, name), 'utf8'),
    ts.ScriptTarget.ESNext,
    true,
  );
  const constants = constantsOf(file);
  const programs: ShellProgram[] = [];
  const unreadable: string[] = [];

  const visit = (node: ts.Node): void => {
    const at = `${name}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
    const script = literalText(node)?.trimStart();
    const [, interpreter] = /^#!\S*?(\w+)(?: sh)?\n/.exec(script ?? '') ?? [];
    if (script !== undefined && interpreter !== undefined) {
      programs.push({ at, shell: interpreter === 'bash' ? 'bash' : 'sh', text: script });
    }

    if (ts.isArrayLiteralExpression(node)) {
      const words = wordsOf(node);
      const [shell, flag, program] = words.slice(words.findIndex(isShell));
      if (isShell(shell)) {
        const text =
          program !== undefined && ts.isIdentifier(program)
            ? constants.get(program.text)
            : program && literalText(program);
        const given = flag !== undefined && ts.isStringLiteral(flag) && flag.text === '-c';
        if (given && text !== undefined) programs.push({ at, shell: shell.text, text });
        else if (!OF_THE_USER.includes(program?.getText(file) ?? '')) unreadable.push(at);
      }
    } else if (ts.isCallExpression(node) && isShell(node.arguments[0])) {
      const rest = node.arguments[1];
      if (rest === undefined || !ts.isArrayLiteralExpression(rest)) unreadable.push(at);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { programs, unreadable };
};

/** Reads every shell program off the source. */
export const shellUses = (): ShellUses => {
  const scanned = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map(scan);
  return {
    programs: scanned.flatMap(({ programs }) => programs),
    unreadable: scanned.flatMap(({ unreadable }) => unreadable),
  };
};
