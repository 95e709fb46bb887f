// Bundles the style sheet and the program of the report's page: `node scripts/report-assets.mjs FILE`
// writes them as a module; tests get the same module from the plug-in below, without a build.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const REPORT = fileURLToPath(new URL('../src/report/', import.meta.url));
const read = (name) => readFileSync(`${REPORT}${name}`, 'utf8');

const variables = (palette, theme) =>
  Object.entries(palette)
    .map(([name, colours]) => `--${name}: ${colours[theme]};`)
    .join('');

/** Light, and dark where the reader's system is or the page's switch says so; paper is white. */
const themes = (palette) => `
  :root { color-scheme: light dark; ${variables(palette, 0)} }
  @media screen and (prefers-color-scheme: dark) {
    :root:not([data-theme='light']) { ${variables(palette, 1)} }
  }
  @media screen {
    :root[data-theme='dark'] { color-scheme: dark; ${variables(palette, 1)} }
    :root[data-theme='light'] { color-scheme: light; }
  }
  @media print { :root { color-scheme: light; } }
`;

const minifiedStyle = async (text) => {
  const { code } = await transform(text, { loader: 'css', minify: true });
  return code.trim();
};

const script = async () => {
  const { outputFiles } = await build({
    entryPoints: [`${REPORT}page/client/main.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
  });
  return outputFiles[0].text.trim();
};

/** A text that can stand within its element. */
const asset = (text) => {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error('an asset ends its own element');
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
};

/** The source text of the module that src/report/assets.d.ts declares. */
export const reportAssets = async () => {
  const palette = JSON.parse(read('style/palette.json'));
  const chart = read('style/chart.css');
  const light = chart.replaceAll(/var\(--([\w-]+)\)/g, (_, name) => palette[name][0]);
  const values = {
    STYLE: asset(await minifiedStyle(themes(palette) + chart + read('style/page.css'))),
    SCRIPT: asset(await script()),
    FIGURE_STYLE: await minifiedStyle(light),
  };
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join('');
};

/** Gives tests, which import sources, the module that a build would have written. */
export const reportAssetsPlugin = () => {
  let text;
  return {
    name: 'report-assets',
    enforce: 'pre',
    resolveId: (id, importer) =>
      importer?.startsWith(REPORT) && id.endsWith('/assets.js') ? `${REPORT}assets.js` : null,
    load: (id) => (id === `${REPORT}assets.js` ? (text ??= reportAssets()) : null),
  };
};

const [, program, file] = process.argv;
if (program === fileURLToPath(import.meta.url) && file !== undefined) {
  writeFileSync(file, await reportAssets());
}
