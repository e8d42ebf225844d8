/** The words of the application itself, so that a test reads what a person reads, in either language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from './server';

type Tree = { [key: string]: string | Tree };

const files: Record<Language, string> = { en: 'en.json', zh: 'zh-CN.json' };

/** Namespace → folder of its catalogues: that of the feature, of a part of `shared`, or of the frame. */
function folders(): Record<string, string> {
  const found: Record<string, string> = {
    app: 'src/app/locales',
    common: 'src/shared/locales',
  };
  for (const floor of ['src/features', 'src/shared']) {
    for (const name of readdirSync(floor)) {
      const folder = join(floor, name);
      if (name === 'locales' || !safeList(folder).includes('locales')) continue;
      found[name] = join(folder, 'locales');
      // A namespace is the folder's name, or that name as code spells it.
      found[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] ??= found[name];
    }
  }
  return found;
}

function safeList(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export type Words = (
  key: `${string}:${string}`,
  places?: Record<string, string | number>,
) => string;

export function words(language: Language): Words {
  const catalogues: Record<string, Tree> = {};
  for (const [name, folder] of Object.entries(folders())) {
    catalogues[name] = JSON.parse(readFileSync(join(folder, files[language]), 'utf8')) as Tree;
  }
  return (key, places = {}) => {
    const [namespace = '', path = ''] = key.split(':');
    const count = places.count;
    const plural = language === 'en' && count === 1 ? '_one' : '_other';
    const text =
      find(catalogues[namespace], path) ??
      (count === undefined ? undefined : find(catalogues[namespace], path + plural));
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(places[name] ?? ''));
  };
}

function find(tree: Tree | undefined, path: string): string | undefined {
  let at: string | Tree | undefined = tree;
  for (const part of path.split('.')) {
    if (at === undefined || typeof at === 'string') return undefined;
    at = at[part];
  }
  return typeof at === 'string' ? at : undefined;
}
