import { useLocation } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { showsPast, useAsOf } from '@/shared/lib/as-of';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import styles from './time-control.module.css';
import { useGoToDay } from './use-go-to-day';

/** Over every page while a past day is chosen: what one sees, and the way back. */
export function PastBanner({ session }: { session: Session }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const asOf = useAsOf();
  const path = useLocation({ select: (location) => location.pathname });
  const goTo = useGoToDay();
  // The page of a KPI says at its series what is of then and what is of now.
  if (!asOf || /^\/kpis\/[^/]+\/?$/.test(path)) return null;
  const day = format.dayFull(asOf);
  const isPast = showsPast(path);
  return (
    <div className={styles.banner}>
      <Icon name="clock" />
      <p role="status">
        <b>
          {isPast ? t('asOf.banner', { name: session.organization.name, day }) : t('asOf.notHere')}
        </b>{' '}
        <span>{isPast ? t('asOf.bannerHint') : t('asOf.notHereHint', { day })}</span>
      </p>
      <Button
        size="small"
        onClick={() => {
          goTo(undefined);
          // The button goes with the past; what is read next is the page.
          document.getElementById('main')?.focus({ preventScroll: true });
        }}
      >
        {t('asOf.back')}
      </Button>
    </div>
  );
}
