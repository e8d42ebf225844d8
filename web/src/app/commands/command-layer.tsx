import { lazy, Suspense } from 'react';
import type { Session } from '@/shared/api/types';
import { useCommandStore } from './command-state';
import { useShortcuts } from './use-shortcuts';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet').then((module) => ({ default: module.ShortcutSheet })),
);

export function CommandLayer({ session }: { session: Session }) {
  const open = useCommandStore((state) => state.open);
  useShortcuts(session);
  return (
    <Suspense fallback={null}>
      {open === 'palette' ? <Palette session={session} /> : null}
      {open === 'sheet' ? <ShortcutSheet session={session} /> : null}
    </Suspense>
  );
}
