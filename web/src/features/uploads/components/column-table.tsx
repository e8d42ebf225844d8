import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Role, roleOf, rolesOf, withRole } from '../choices';
import type { Mapping, UploadColumn } from '../wire';
import styles from './uploads.module.css';

interface ColumnTableProps {
  columns: UploadColumn[];
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

/** Columns that can be shown to choose from. */
const shownMax = 60;

/** Every column with its name, some of what stands in it, and what it is. */
export function ColumnTable({ columns, mapping, onMapping }: ColumnTableProps) {
  const { t } = useTranslation('uploads');
  const options = [
    { value: '', label: t('role.none') },
    ...rolesOf(mapping.layout).map((role) => ({ value: role, label: t(`role.${role}`) })),
  ];
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('columns')}>
        <thead>
          <tr>
            <th scope="col">{t('column.letters')}</th>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.samples')}</th>
            <th scope="col">{t('column.role')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.slice(0, shownMax).map((column) => (
            <tr key={column.letters}>
              <td className={styles.letters}>{column.letters}</td>
              <th scope="row">{column.name}</th>
              <td className={styles.samples}>{column.samples.join(t('comma'))}</td>
              <td>
                {column.role === 'period_value' ? (
                  t('role.period_value')
                ) : (
                  <Select<Role | ''>
                    aria-label={t('roleOf', { name: column.name || column.letters })}
                    className={styles.select as string}
                    value={roleOf(mapping, column.letters) ?? ''}
                    options={options as { value: Role | ''; label: string }[]}
                    onChange={(role) => onMapping(withRole(mapping, column.letters, role || null))}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {columns.length > shownMax ? (
        <p className={styles.note}>{t('moreColumns', { count: columns.length - shownMax })}</p>
      ) : null}
    </div>
  );
}
