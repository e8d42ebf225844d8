import { Form, Input, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '@/shared/ui/form/form.module.css';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { PerspectiveSelect } from '../components/perspective-select';
import type { Kpi } from '../wire';
import { CategoryInput } from './category-input';

/** What the KPI is called, what it asks, and where it belongs. */
export function MeaningFields({ kpi }: { kpi: Kpi | null }) {
  const { t } = useTranslation(['kpis', 'common']);
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="name" label={t('form.name')} rules={needed}>
          <Input autoFocus={true} />
        </Form.Item>
        <Form.Item name="code" label={t('form.code')} extra={t('form.codeHint')} rules={needed}>
          <Input autoCapitalize="none" spellCheck={false} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item
          name={['names', 'en']}
          label={<OptionalLabel>{t('form.nameEn')}</OptionalLabel>}
          tooltip={t('form.namesHint')}
        >
          <Input lang="en" />
        </Form.Item>
        <Form.Item
          name={['names', 'zh-CN']}
          label={<OptionalLabel>{t('form.nameZh')}</OptionalLabel>}
          tooltip={t('form.namesHint')}
        >
          <Input lang="zh-CN" />
        </Form.Item>
      </div>
      <Form.Item
        name="question"
        label={<OptionalLabel>{t('form.question')}</OptionalLabel>}
        extra={t('form.questionHint')}
      >
        <Input />
      </Form.Item>
      <Form.Item name="description" label={<OptionalLabel>{t('form.description')}</OptionalLabel>}>
        <TextArea />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="perspective" label={t('sheet.perspective')}>
          <PerspectiveSelect
            {...(kpi ? { current: { code: kpi.perspective, name: kpi.perspective_name } } : {})}
          />
        </Form.Item>
        <Form.Item
          name="category"
          label={<OptionalLabel>{t('sheet.category')}</OptionalLabel>}
          tooltip={t('form.categoryHint')}
        >
          <CategoryInput />
        </Form.Item>
        <Form.Item
          name="leading"
          label={t('form.leading')}
          tooltip={t('leadingHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </div>
    </>
  );
}
