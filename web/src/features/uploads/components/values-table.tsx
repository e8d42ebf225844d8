import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { UploadValue } from '../wire';
import styles from './uploads.module.css';

/** The first values as they would be recorded, so that one sees whether the file was understood. */
export function ValuesTable({ values }: { values: UploadValue[] }) {
  const { t } = useTranslation('uploads');
  const format = useFormat();
  const parts = ({ numerator, denominator }: UploadValue) =>
    denominator === null ? '' : ` (${format.number(numerator)} / ${format.number(denominator)})`;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('values.title')}>
        <thead>
          <tr>
            <th scope="col">{t('values.row')}</th>
            <th scope="col">{t('role.kpi')}</th>
            <th scope="col">{t('role.unit')}</th>
            <th scope="col">{t('role.period')}</th>
            <th scope="col" className={styles.number}>
              {t('role.value')}
            </th>
            <th scope="col">{t('role.note')}</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <tr key={`${value.row} ${value.period}`}>
              <td className={styles.letters}>{value.row}</td>
              <th scope="row">{value.kpi.name}</th>
              <td>{value.org_unit?.name}</td>
              <td>{value.period}</td>
              <td className={styles.number}>
                {format.value(value.value, value.kpi)}
                {parts(value)}
              </td>
              <td className={styles.samples}>{value.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
