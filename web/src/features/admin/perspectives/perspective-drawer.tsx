import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import {
  createPerspective,
  type Perspective,
  type PerspectiveValues,
  refreshPerspectives,
  updatePerspective,
} from './api';

interface PerspectiveDrawerProps {
  /** null: a new one. */
  perspective: Perspective | null;
  /** Where a new one goes. */
  position: number;
  onClose: () => void;
}

export function PerspectiveDrawer({ perspective, position, onClose }: PerspectiveDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const form = useServerForm<PerspectiveValues, Perspective>({
    save: ({ name, names, code }) =>
      perspective
        ? updatePerspective(perspective, { name, names })
        : createPerspective({ code, name, names, position }),
    onSaved: async () => {
      await refreshPerspectives(client);
      onClose();
    },
  });
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<PerspectiveValues>
      title={
        perspective ? t('perspectives.edit', { name: perspective.name }) : t('perspectives.create')
      }
      form={form}
      onClose={onClose}
      onReload={() => void refreshPerspectives(client).then(onClose)}
      initialValues={{
        code: perspective?.code ?? '',
        name: perspective?.name_main ?? '',
        names: perspective?.names ?? {},
      }}
    >
      <Form.Item name="name" label={t('perspectives.name')} rules={needed}>
        <Input autoFocus={true} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item
          name={['names', 'en']}
          label={<OptionalLabel>{t('perspectives.nameEn')}</OptionalLabel>}
          tooltip={t('perspectives.namesHint')}
        >
          <Input lang="en" />
        </Form.Item>
        <Form.Item
          name={['names', 'zh-CN']}
          label={<OptionalLabel>{t('perspectives.nameZh')}</OptionalLabel>}
          tooltip={t('perspectives.namesHint')}
        >
          <Input lang="zh-CN" />
        </Form.Item>
      </div>
      <Form.Item
        name="code"
        label={t('perspectives.code')}
        extra={t('perspectives.codeHint')}
        rules={needed}
      >
        <Input autoCapitalize="none" spellCheck={false} disabled={perspective !== null} />
      </Form.Item>
    </FormDrawer>
  );
}
