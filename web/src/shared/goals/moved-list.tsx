import { useTranslation } from 'react-i18next';
import type { Moved } from '@/shared/api/moved';
import { entityPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { StatusIcon } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import styles from './moved-list.module.css';

/** What moved with a change: cause and effect in one line each. */
export function MovedList({ moved }: { moved: Moved[] }) {
  return (
    <ul className={styles.list}>
      {moved.map((item) => (
        <MovedItem key={`${item.entity}${item.id}${item.cycle_id ?? ''}`} item={item} />
      ))}
    </ul>
  );
}

function MovedItem({ item }: { item: Moved }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const { before, after } = item;
  const href = entityPath(item.entity, item.id);
  const status = after?.status ?? 'no_data';
  const hasNewStatus = before?.status !== after?.status;
  return (
    <li className={styles.item}>
      <StatusIcon status={status} size={13} />
      <span className={styles.title}>
        {href ? <AppLink href={href}>{item.title}</AppLink> : item.title}
      </span>
      <span className={styles.change} data-glow="">
        {format.percent(before?.progress)} → <b>{format.percent(after?.progress)}</b>
      </span>
      {hasNewStatus ? (
        <span className={styles.status}>{t(`status.${status}`)}</span>
      ) : (
        <VisuallyHidden>{t(`status.${status}`)}</VisuallyHidden>
      )}
    </li>
  );
}
