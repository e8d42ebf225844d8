import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { AppLink } from '@/shared/ui/app-link';
import { Icon } from '@/shared/ui/icon';
import { navItems, navItemsBelow } from '../nav-items';
import styles from './tab-bar.module.css';

/** The navigation of a phone: four places and the rest behind "more". */
export function TabBar({ session }: { session: Session }) {
  const { t } = useTranslation('app');
  const visible = [...navItems, ...navItemsBelow].filter((item) => item.when?.(session) ?? true);
  const rest = visible.filter((item) => !item.isOnPhone);
  return (
    <nav className={styles.bar} aria-label={t('nav.label')}>
      {visible
        .filter((item) => item.isOnPhone)
        .map((item) => (
          <AppLink
            key={item.key}
            href={item.href}
            isExact={item.isExact ?? false}
            className={styles.tab}
          >
            <Icon name={item.icon} size={20} />
            {t(`nav.${item.key}`)}
          </AppLink>
        ))}
      <Dropdown
        trigger={['click']}
        placement="topRight"
        menu={{
          items: rest.map((item) => ({
            key: item.key,
            icon: <Icon name={item.icon} />,
            label: <AppLink href={item.href}>{t(`nav.${item.key}`)}</AppLink>,
          })),
        }}
      >
        <button type="button" className={styles.tab} aria-haspopup="menu">
          <Icon name="menu" size={20} />
          {t('nav.more')}
        </button>
      </Dropdown>
    </nav>
  );
}
