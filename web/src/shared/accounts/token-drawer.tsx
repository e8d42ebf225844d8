import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/lib/clock';
import { useFormat } from '@/shared/lib/use-format';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { createToken, type IssuedToken, refreshTokens, type TokenScope } from './api';

interface TokenDrawerProps {
  onClose: () => void;
  onIssued: (issued: IssuedToken) => void;
}

interface Values {
  name: string;
  scope: TokenScope;
  days: number;
}

const dayMs = 86_400_000;
/** 0 stands for good. */
const lifetimes = [7, 30, 90, 365, 0];

function expiry(days: number): string | null {
  return days > 0 ? new Date(serverNow().getTime() + days * dayMs).toISOString() : null;
}

/** A new token for one's own account. */
export function TokenDrawer({ onClose, onIssued }: TokenDrawerProps) {
  const { t } = useTranslation(['accounts', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const form = useServerForm<Values, IssuedToken>({
    save: ({ name, scope, days }) => createToken({ name, scope, expires_at: expiry(days) }),
    onSaved: async (issued) => {
      await refreshTokens(client);
      onIssued(issued);
    },
  });
  const days = Form.useWatch('days', form.form);
  const until = days === undefined ? null : expiry(days);
  return (
    <FormDrawer<Values>
      title={t('token.new')}
      form={form}
      onClose={onClose}
      saveLabel={t('token.create')}
      initialValues={{ name: '', scope: 'read', days: 90 }}
    >
      <Form.Item
        name="name"
        label={t('token.name')}
        extra={t('token.nameHint')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input autoFocus={true} />
      </Form.Item>
      <Form.Item name="scope" label={t('token.scope')}>
        <Radio.Group vertical={true}>
          <Radio value="read">{t('token.scopeHint.read')}</Radio>
          <Radio value="write">{t('token.scopeHint.write')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="days"
        label={t('token.lifetime')}
        extra={until ? t('token.until', { day: format.instantDay(until) }) : t('token.foreverHint')}
      >
        <Select
          options={lifetimes.map((value) => ({
            value,
            label: value > 0 ? t('token.days', { count: value }) : t('token.forever'),
          }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
