import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { AppLink } from '@/shared/ui/app-link';
import { Logo } from '@/shared/ui/dial';
import { Icon } from '@/shared/ui/icon';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { type NavItem, navItems, navItemsBelow } from '../nav-items';
import { useAlertCount } from '../use-alert-count';
import { useDueCount } from '../use-due-count';
import styles from './navigation.module.css';

export function Navigation({ session }: { session: Session }) {
  const { t } = useTranslation('app');
  const due = useDueCount(session);
  const alerts = useAlertCount();
  const counts: Partial<Record<NavItem['key'], Count>> = {
    home: { count: due, words: 'nav.due' },
    alerts: { count: alerts, words: 'nav.alertCount' },
  };
  const below = navItemsBelow.filter((item) => item.when?.(session) ?? true);
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      <AppLink href="/company" className={styles.brand} aria-label={t('product')}>
        <Logo size={24} />
        <span className={styles.word}>{t('product')}</span>
      </AppLink>
      {navItems
        .filter((item) => item.when?.(session) ?? true)
        .map((item) => (
          <NavLink key={item.key} item={item} {...(counts[item.key] ?? nothing)} />
        ))}
      {below.length > 0 ? <hr className={styles.rule} /> : null}
      {below.map((item) => (
        <NavLink key={item.key} item={item} {...nothing} />
      ))}
    </nav>
  );
}

interface Count {
  count: number;
  words: 'nav.due' | 'nav.alertCount';
}

const nothing: Count = { count: 0, words: 'nav.due' };

function NavLink({ item, count, words }: { item: NavItem } & Count) {
  const { t } = useTranslation('app');
  return (
    <AppLink
      href={item.href}
      isExact={item.isExact ?? false}
      className={styles.link}
      title={t(`nav.${item.key}`)}
    >
      <Icon name={item.icon} />
      <span className={styles.word}>{t(`nav.${item.key}`)}</span>
      {count > 0 ? (
        <>
          <b className={styles.badge} aria-hidden="true">
            {count}
          </b>
          <VisuallyHidden>{t(words, { count })}</VisuallyHidden>
        </>
      ) : null}
    </AppLink>
  );
}
