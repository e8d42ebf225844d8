import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { AppLink } from '@/shared/ui/app-link';
import { Logo } from '@/shared/ui/dial';
import { Icon } from '@/shared/ui/icon';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { type NavItem, navItems, navItemsBelow } from '../nav-items';
import { useDueCount } from '../use-due-count';
import styles from './navigation.module.css';

export function Navigation({ session }: { session: Session }) {
  const { t } = useTranslation('app');
  const due = useDueCount(session);
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
          <NavLink key={item.key} item={item} count={item.key === 'home' ? due : 0} />
        ))}
      {below.length > 0 ? <hr className={styles.rule} /> : null}
      {below.map((item) => (
        <NavLink key={item.key} item={item} count={0} />
      ))}
    </nav>
  );
}

function NavLink({ item, count }: { item: NavItem; count: number }) {
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
          <VisuallyHidden>{t('nav.due', { count })}</VisuallyHidden>
        </>
      ) : null}
    </AppLink>
  );
}
