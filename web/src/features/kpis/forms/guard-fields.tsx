import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { kpiSearchQuery } from '@/shared/api/refs';
import type { KpiRef } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import type { Kpi } from '../wire';

/** How the number could be made to look good, and what would show it. */
export function GuardFields({ kpi }: { kpi: Kpi | null }) {
  const { t } = useTranslation(['kpis', 'common']);
  return (
    <>
      <Form.Item
        name="abuse_risk"
        label={<OptionalLabel>{t('sheet.abuse')}</OptionalLabel>}
        extra={t('form.abuseHint')}
      >
        <TextArea />
      </Form.Item>
      <Form.Item
        name="counter_kpi_id"
        label={<OptionalLabel>{t('sheet.counter')}</OptionalLabel>}
        extra={t('form.counterHint')}
      >
        <SearchSelect<KpiRef>
          query={kpiSearchQuery}
          label={({ name }) => name}
          placeholder={t('common:picker.kpi')}
          initial={kpi?.counter_kpi}
        />
      </Form.Item>
    </>
  );
}
