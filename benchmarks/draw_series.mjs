// How long the browser takes to draw a long series: `node benchmarks/draw_series.mjs URL KPI [ROUNDS]`.
//
// series.py runs it with --draw, on the demo that it has filled. The page is opened with a month of days, so that all
// code is there; then its address changes to ten years of days, and back, again and again. Told apart are the time of the
// request as the browser saw it, the time from the last byte of the answer until the first stroke of the curve on the
// canvas, until the last one (an animation of 260 ms lies between), and the longest task of the main thread meanwhile.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';

const { chromium } = createRequire(new URL('../web/package.json', import.meta.url))('@playwright/test');
const [url, kpi, rounds = '10'] = process.argv.slice(2);
const credentials = { email: 'eleanor.morgan@nyc-air.example', password: 'azimuth-2013' };
const month = `/kpis/${kpi}?grain=day&from=2013-09-15`;
const decade = `/kpis/${kpi}?grain=day&from=2004-01-01`;
const executablePath = [
  process.env.AZIMUTH_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));

/** Notes when lines are stroked on a canvas, and what occupied the main thread. */
function watch() {
  const seen = { strokes: [], tasks: [] };
  window.seen = seen;
  const { stroke } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.stroke = function (...path) {
    stroke.apply(this, path);
    seen.strokes.push(performance.now());
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]);
  }).observe({ type: 'longtask' });
}

/** Changes the address as a link of the application does. */
function go(address) {
  performance.clearResourceTimings();
  window.seen.strokes.length = 0;
  window.seen.tasks.length = 0;
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

function found() {
  const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/series?'));
  const { startTime, responseEnd } = asked.at(-1);
  const strokes = window.seen.strokes.filter((at) => at > responseEnd);
  const tasks = window.seen.tasks.filter(([start, duration]) => start + duration > responseEnd);
  return {
    request_ms: responseEnd - startTime,
    first_stroke_ms: strokes[0] - responseEnd,
    last_stroke_ms: strokes.at(-1) - responseEnd,
    longest_task_ms: Math.max(0, ...tasks.map(([, duration]) => duration)),
  };
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const signedIn = await context.request.post(`${url}/api/v1/session`, { data: credentials });
if (!signedIn.ok()) throw new Error(`signing in: ${signedIn.status()}`);
const page = await context.newPage();
await page.addInitScript(watch);
await page.goto(url + month);
await page.locator('canvas').first().waitFor();
const results = [];
for (let round = 0; round < Number(rounds); round++) {
  // What was answered once is kept, so each round asks for another first day.
  const from = `2004-01-${String(round + 1).padStart(2, '0')}`;
  await page.evaluate(go, decade.replace('2004-01-01', from));
  await page.waitForFunction(
    () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/series?')),
  );
  await page.waitForTimeout(1_500);
  results.push(await page.evaluate(found));
  await page.evaluate(go, month);
  await page.waitForTimeout(500);
}
await browser.close();
const median = (name) => {
  const sorted = results.map((result) => result[name]).sort((a, b) => a - b);
  return { median: Math.round(sorted[Math.floor(sorted.length / 2)]), most: Math.round(sorted.at(-1)) };
};
const names = Object.keys(results[0]);
console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, median(name)]))));
