import type { i18n } from 'i18next';

/** A text whose key is data: a command's label, a rule the server names. `null` when there is no such text. */
export function dynamicText(
  instance: i18n,
  key: string,
  options: Record<string, string | number> = {},
): string | null {
  return instance.exists(key) ? String(instance.t(key as never, options as never)) : null;
}
