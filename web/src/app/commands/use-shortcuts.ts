import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Session } from '@/shared/api/types';
import { usePageCommandStore } from '@/shared/lib/commands';
import { commandsFor } from './all-commands';
import { closeCommands, openPalette, openSheet, useCommandStore } from './command-state';

/** The second key of a sequence must follow within this time. */
const sequenceMs = 1200;

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (!target?.closest) return false;
  return target.closest('input, textarea, select, [contenteditable=true], [role=dialog]') !== null;
}

/** Goes to the field that filters this page, or to the search of everything. */
function focusFilter(): void {
  const filter = document.querySelector<HTMLElement>('[data-filter] input, input[data-filter]');
  if (filter) filter.focus();
  else openPalette();
}

/** Keys of the whole application. They are silent inside fields and while an input method composes. */
export function useShortcuts(session: Session): void {
  const router = useRouter();
  useEffect(() => {
    let first = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        if (useCommandStore.getState().open === 'palette') closeCommands();
        else openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const pressed = first ? `${first} ${event.key}` : event.key;
      clearTimeout(timer);
      first = '';
      if (run(pressed)) {
        event.preventDefault();
      } else if (event.key === 'g') {
        first = 'g';
        timer = setTimeout(() => {
          first = '';
        }, sequenceMs);
      }
    };
    const run = (keys: string): boolean => {
      if (keys === '?') openSheet();
      else if (keys === '/') focusFilter();
      else {
        const commands = commandsFor(session, usePageCommandStore.getState().commands);
        const command = commands.find((candidate) => candidate.keys === keys);
        if (!command) return false;
        command.run({ navigate: (href) => void router.navigate({ href }) });
      }
      return true;
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [router, session]);
}
