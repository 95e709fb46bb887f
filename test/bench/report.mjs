// How long `ls`, `compare` and `report` take, and how much memory, of archives with 10,000 trials each,
// which are made by simulation: `npm run bench:report [FOLDER]` keeps them in FOLDER for the next time.
import { execFileSync } from 'node:child_process';
import console from 'node:console';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const VRBENCH = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const TIMES = 3;

const LOADS = Array.from({ length: 50 }, (_, index) => `${(index + 1) * 30} kpps`);

/** Two data planes, two frame sizes, 50 loads, 50 repeats: 10,000 trials. JSON is YAML. */
const PLAYBOOK = {
  name: 'ten-thousand-trials',
  ingressPorts: 2,
  egressPorts: 1,
  dataPlanes: ['softnet-macvlan', 'napi-macvlan'],
  frameSizes: [64, 512],
  trial: { duration: '1 s' },
  procedures: [{ test: 'load-sweep', intendedLoads: LOADS, repeats: 50 }],
};

/** Writes the most memory that a process had at once, in KiB, where it ends. */
const recorder = (file) =>
  `data:text/javascript,import { writeFileSync } from 'node:fs';
  process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)))`;

const [, , kept] = process.argv;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'vrbench-bench-'));
const results = join(folder, 'results');

const vrbench = (...args) =>
  execFileSync(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

const makeArchives = () => {
  const playbook = join(folder, 'playbook.yaml');
  writeFileSync(playbook, JSON.stringify(PLAYBOOK));
  for (let runs = 0; runs < 2; runs += 1) vrbench(VRBENCH, 'run', '--simulate', playbook, '-q');
};

const measure = (words) => {
  const file = join(folder, 'memory');
  const seconds = Array.from({ length: TIMES }, () => {
    const begin = process.hrtime.bigint();
    vrbench('--import', recorder(file), VRBENCH, ...words);
    return Number(process.hrtime.bigint() - begin) / 1e9;
  }).toSorted((one, other) => one - other);
  const mebibytes = Number(readFileSync(file, 'utf8')) / 1024;
  const median = seconds[(TIMES - 1) / 2];
  console.log(`${words.join(' ')}: ${median.toFixed(2)} s, ${mebibytes.toFixed(0)} MiB`);
};

if (!existsSync(results)) makeArchives();
const [one, other] = readdirSync(results).map((name) => join(results, name));
const page = join(folder, 'page.html');
for (const words of [
  ['--version'],
  ['ls'],
  ['compare', one, other],
  ['report', one],
  ['report', one, '--html', page],
]) {
  measure(words);
}
if (kept === undefined) rmSync(folder, { recursive: true });
