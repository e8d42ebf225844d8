import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '@/shared/pickers/person-select';
import styles from '@/shared/ui/form/form.module.css';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import type { Kpi } from '../wire';

const dueMax = 260;

/** Who answers for the value and for the definition, and when the value is due. */
export function DutyFields({ kpi }: { kpi: Kpi | null }) {
  const { t } = useTranslation(['kpis', 'common']);
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="owner_person_id" label={<OptionalLabel>{t('sheet.owner')}</OptionalLabel>}>
          <PersonSelect initial={kpi?.owner} />
        </Form.Item>
        <Form.Item
          name="steward_person_id"
          label={<OptionalLabel>{t('sheet.steward')}</OptionalLabel>}
          tooltip={t('form.stewardHint')}
        >
          <PersonSelect initial={kpi?.steward} />
        </Form.Item>
      </div>
      <Form.Item
        name="due_working_days"
        label={<OptionalLabel>{t('form.due')}</OptionalLabel>}
        extra={t('form.dueHint')}
      >
        <InputNumber min={0} max={dueMax} precision={0} />
      </Form.Item>
    </>
  );
}
