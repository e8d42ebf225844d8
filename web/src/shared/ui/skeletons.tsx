import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

/** Grey shapes where the content will stand, so that nothing jumps when it comes. */
export function Bone({
  width = '100%',
  height = 14,
}: {
  width?: number | string;
  height?: number;
}) {
  return <span className={styles.bone} style={{ width, height }} />;
}

export function RowsSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div className={styles.rows} aria-hidden="true">
      {Array.from({ length: count }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} className={styles.row}>
          <Bone width={28} height={28} />
          <Bone width="72%" />
          <Bone height={6} />
          <Bone width={64} />
        </div>
      ))}
    </div>
  );
}

export function PageSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div className={styles.page} role="status" aria-label={t('state.loading')}>
      <Bone width="min(340px, 70%)" height={24} />
      <Bone width="min(720px, 96%)" height={18} />
      <Bone width="min(560px, 80%)" height={18} />
      <div className={styles.card}>
        <RowsSkeleton />
      </div>
    </div>
  );
}
