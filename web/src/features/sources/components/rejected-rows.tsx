import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { SectionCard } from '@/shared/ui/section-card';
import type { RejectedRow } from '../api';
import styles from './sources.module.css';

/** Rows that cannot be taken, each with its place and the reason. */
export function RejectedRows({ rows, total }: { rows: RejectedRow[]; total: number }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const hint =
    total > rows.length
      ? t('rejected.some', { shown: format.number(rows.length), total: format.number(total) })
      : null;
  return (
    <SectionCard title={t('rejected.title')} hint={hint}>
      <div className={styles.scroll}>
        <table className={styles.rejected}>
          <thead>
            <tr>
              <th scope="col">{t('rejected.place')}</th>
              <th scope="col">{t('rejected.column')}</th>
              <th scope="col">{t('rejected.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.place} ${row.column} ${row.row}`}>
                <td>{row.place}</td>
                <td>{row.column}</td>
                <td>
                  {row.reason}
                  {row.row ? <code>{row.row}</code> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </SectionCard>
  );
}
