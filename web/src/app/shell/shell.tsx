import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { Toasts } from '@/shared/ui/toast';
import { CommandLayer } from '../commands/command-layer';
import { useSignedIn } from '../use-signed-in';
import { Header } from './header';
import { Navigation } from './navigation';
import { PastBanner } from './past-banner';
import { ProofLayer } from './proof-layer';
import styles from './shell.module.css';
import { TabBar } from './tab-bar';
import { useAnnouncedPath } from './use-announced-path';

/** The frame around every page of someone signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation('app');
  const session = useSession();
  const main = useRef<HTMLElement>(null);
  const path = useAnnouncedPath();
  const isFirst = useRef(true);
  useSignedIn(session);

  // A new page is read from its beginning; the first one keeps the browser's own focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the path changes
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <div className={styles.app}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <Navigation session={session} />
      <div className={styles.column}>
        <Header session={session} />
        <main ref={main} id="main" tabIndex={-1} className={styles.main}>
          <PastBanner session={session} />
          {children}
        </main>
      </div>
      <TabBar session={session} />
      <ProofLayer />
      <CommandLayer session={session} />
      <Toasts />
    </div>
  );
}
