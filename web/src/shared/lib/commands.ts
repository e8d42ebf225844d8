/**
 * Commands: what the palette lists and the shortcuts run. A feature exports its own from `commands.ts`; `app/commands`
 * gathers them. A page that is open may add its own for as long as it is open, and then its keys come first.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Session } from '@/shared/api/types';
import type { IconName } from '@/shared/ui/icon';

export interface CommandContext {
  navigate: (href: string) => void;
}

export interface Command {
  id: string;
  /** `namespace:key`; a test sees that it exists in both languages. */
  label: `${string}:${string}`;
  group: 'go' | 'create' | 'page' | 'settings';
  icon?: IconName;
  /** One key or a sequence: 'c', 'g o', '?'. */
  keys?: string;
  when?: (session: Session) => boolean;
  run: (context: CommandContext) => void;
}

interface PageCommands {
  commands: Command[];
}

export const usePageCommandStore = create<PageCommands>(() => ({ commands: [] }));

/** Registers commands while the component is mounted. Pass a memoised list. */
export function usePageCommands(commands: Command[]): void {
  useEffect(() => {
    usePageCommandStore.setState((state) => ({ commands: [...state.commands, ...commands] }));
    return () =>
      usePageCommandStore.setState((state) => ({
        commands: state.commands.filter((command) => !commands.includes(command)),
      }));
  }, [commands]);
}
