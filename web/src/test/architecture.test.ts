import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const componentLinesMax = 150;
const fileLinesMax = 400;
const generated = new Set(['routeTree.gen.ts', 'schema.gen.ts']);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|tsx)$/.test(entry.name) && !generated.has(entry.name) ? [path] : [];
  });
}

const files = sources('src').map((path) => ({
  path: relative('src', path).replaceAll('\\', '/'),
  text: readFileSync(path, 'utf8'),
}));

/** What a file imports, as paths under src; packages are left out. */
function imports({ path, text }: { path: string; text: string }): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target = '']) => {
    if (target.startsWith('@/')) return [target.slice(2)];
    if (!target.startsWith('.')) return [];
    return [join(path, '..', target).replaceAll('\\', '/')];
  });
}

describe('floors', () => {
  test('shared imports nothing above it', () => {
    const wrong = files
      .filter(({ path }) => path.startsWith('shared/'))
      .flatMap((file) =>
        imports(file)
          .filter((target) => /^(app|features|routes)\//.test(target))
          .map((target) => `${file.path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('a feature imports itself and shared only', () => {
    const wrong = files
      .filter(({ path }) => path.startsWith('features/') && !path.includes('.test.'))
      .flatMap((file) => {
        const own = file.path.split('/').slice(0, 2).join('/');
        return imports(file)
          .filter((target) => !target.startsWith('shared/') && !target.startsWith(`${own}/`))
          .map((target) => `${file.path} → ${target}`);
      });
    expect(wrong).toEqual([]);
  });
});

describe('files', () => {
  test('components stay under 150 lines, everything else under 400', () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) =>
        path.endsWith('.tsx') && !path.includes('.test.')
          ? lines > componentLinesMax
          : lines > fileLinesMax,
      );
    expect(long).toEqual([]);
  });

  test('only api files name an endpoint', () => {
    const mayAsk =
      /(^|\/)api\.ts$|^shared\/api\/|^app\/(account|use-signed-in|commands\/search)\.ts$|\.test\./;
    const wrong = files
      .filter(({ path, text }) => !mayAsk.test(path) && /api\/http'|\bfetch\(/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
