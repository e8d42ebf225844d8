import { useTranslation } from 'react-i18next';
import { said } from '@/shared/api/problem-text';
import { SectionCard } from '@/shared/ui/section-card';
import type { Preview } from '../wire';
import styles from './uploads.module.css';

/** Every cell that cannot be taken: where it is, what it says, and what would be right. */
export function RejectedCells({ preview }: { preview: Preview }) {
  const { t } = useTranslation('uploads');
  const { rejected, rejected_count: count } = preview;
  return (
    <SectionCard title={t('rejected.title', { count })} hint={t('rejected.hint')}>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t('rejected.list')}>
          <thead>
            <tr>
              <th scope="col">{t('rejected.cell')}</th>
              <th scope="col">{t('rejected.text')}</th>
              <th scope="col">{t('rejected.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map((cell) => (
              <tr key={`${cell.cell ?? cell.row} ${cell.field}`}>
                <th scope="row" className={styles.letters}>
                  {cell.cell ?? t('rejected.row', { row: cell.row })}
                </th>
                <td className={styles.samples}>{cell.text}</td>
                <td>{said(cell.code, cell.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > rejected.length ? (
        <p className={styles.note}>{t('rejected.more', { count: count - rejected.length })}</p>
      ) : null}
    </SectionCard>
  );
}
