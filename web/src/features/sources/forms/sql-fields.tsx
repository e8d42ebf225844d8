import { useTranslation } from 'react-i18next';
import form from '@/shared/ui/form/form.module.css';
import { TextField } from './text-field';

/** A query to a database. */
export function SqlFields() {
  const { t } = useTranslation('sources');
  return (
    <>
      <TextField
        name={['settings', 'url']}
        label={t('form.database')}
        hint={t('form.databaseHint')}
        placeholder="postgres://user:password@db.example.com/warehouse"
      />
      <TextField
        name={['settings', 'query']}
        label={t('form.sql')}
        hint={t('form.sqlHint')}
        placeholder="select kpi, unit, day as period, value from facts where day >= :from and day < :to"
        rows={6}
      />
      <div className={form.pair}>
        <TextField
          name={['settings', 'kpi']}
          label={t('form.kpi')}
          hint={t('form.kpiFixedHint')}
          isOptional={true}
        />
        <TextField
          name={['settings', 'unit']}
          label={t('form.unit')}
          hint={t('form.unitFixedHint')}
          isOptional={true}
        />
      </div>
    </>
  );
}
