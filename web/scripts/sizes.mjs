// The budgets of the front-end notes as a gate. Reads the build's manifest; sizes are gzip unless said otherwise.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const kilo = 1024;
const budgets = {
  shell: 270,
  route: 330,
  css: 20,
  distBrotli: 2 * kilo,
};
/** Routes with a budget of their own, over the shell. */
const routeBudgets = { 'src/routes/_app/company.tsx': 150 };

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

const sizes = new Map();
function gzipKilo(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file))).length / kilo);
  return sizes.get(file);
}

/** Everything that is loaded with a chunk: itself and its static imports. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return seen;
  seen.add(key);
  for (const next of chunk.imports ?? []) closure(next, seen);
  return seen;
}

const sum = (keys, pick) => {
  const files = new Set([...keys].flatMap((key) => pick(manifest[key]) ?? []));
  return [...files].reduce((total, file) => total + gzipKilo(file), 0);
};
const scripts = (keys) => sum(keys, (chunk) => [chunk.file]);
const styles = (keys) => sum(keys, (chunk) => chunk.css);

const split = (route) => `${route}?tsr-split=component`;
const shell = new Set([...closure('index.html'), ...closure(split('src/routes/_app.tsx'))]);
const routes = Object.keys(manifest)
  .filter((key) => key.endsWith('?tsr-split=component') && !key.startsWith('src/routes/_app.tsx'))
  .map((key) => key.replace('?tsr-split=component', ''));

const failures = [];
function check(name, size, budget, unit = 'kB gz') {
  const isOver = size > budget;
  if (isOver) failures.push(name);
  console.log(
    `${isOver ? '✗' : '✓'} ${name.padEnd(46)} ${size.toFixed(1).padStart(7)} of ${budget} ${unit}`,
  );
}

check('shell', scripts(shell), budgets.shell);
check('shell css', styles(shell), budgets.css);
for (const route of routes.sort()) {
  const own = new Set(
    [...closure(split(route)), ...closure(route)].filter((key) => !shell.has(key)),
  );
  check(route, scripts(own), routeBudgets[route] ?? budgets.route);
  check(`${route} css`, styles(new Set([...own, ...shell])), budgets.css);
}

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const whole = files(dist)
  .filter((path) => !path.includes('.vite'))
  .reduce(
    (total, path) => total + brotliCompressSync(readFileSync(path), quality).length / kilo,
    0,
  );
check('everything that is embedded', whole, budgets.distBrotli, 'kB br');

if (failures.length > 0) {
  console.error(`Over budget: ${failures.join(', ')}`);
  process.exit(1);
}
