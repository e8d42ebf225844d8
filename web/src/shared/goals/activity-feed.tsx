import { useTranslation } from 'react-i18next';
import type { Activity } from '@/shared/api/types';
import { entityPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { Avatar } from '@/shared/ui/person-chip';
import { Rich } from '@/shared/ui/rich';
import styles from './activity-feed.module.css';
import { activityKey } from './activity-key';

/** What happened, newest first, each line with who, when and what it moved. */
export function ActivityFeed({ items }: { items: Activity[] }) {
  return (
    <ol className={styles.feed}>
      {items.map((item) => (
        <ActivityItem key={item.seq} item={item} />
      ))}
    </ol>
  );
}

function ActivityItem({ item }: { item: Activity }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const actor = item.actor?.name ?? t('activity.system');
  const quote = item.note || item.reason;
  const href = entityPath(item.entity, item.entity_id, item.objective_id);
  const { title } = item;
  return (
    <li className={styles.item}>
      <Avatar name={actor} size={22} />
      <div>
        <Rich
          text={t(`activity.${activityKey(item.kind)}`)}
          slots={{
            actor: <b>{actor}</b>,
            goal: href ? <AppLink href={href}>{title}</AppLink> : title,
          }}
        />
        <Movement item={item} />
        <div className={styles.when}>
          <time dateTime={item.at} title={format.instant(item.at)}>
            {format.ago(item.at)}
          </time>
        </div>
        {quote ? <div className={styles.quote}>{quote}</div> : null}
      </div>
    </li>
  );
}

function Movement({ item }: { item: Activity }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const measure = {
    format: item.format ?? ('number' as const),
    unit: item.unit,
    decimals: item.decimals,
  };
  // A grade is a number from 0 to 1, whatever the key result counts in.
  if (item.kind.endsWith('.graded') && item.value !== null) {
    return (
      <div className={styles.moved}>
        <b>{t('grade.given', { value: format.number(item.value, 2) })}</b>
      </div>
    );
  }
  const hasConfidence = item.confidence !== null;
  // Without a format the value has no unit, and a bare number says nothing.
  const hasValue = item.value !== null && item.format !== null;
  if (!hasValue && !hasConfidence) return null;
  return (
    <div className={styles.moved}>
      {hasValue ? (
        <span>
          {item.value_before === null ? '' : `${format.value(item.value_before, measure)} → `}
          <b>{format.value(item.value, measure)}</b>
        </span>
      ) : null}
      {hasConfidence ? (
        <span>
          {t('confidence.label')} <b>{item.confidence}</b>
        </span>
      ) : null}
    </div>
  );
}
