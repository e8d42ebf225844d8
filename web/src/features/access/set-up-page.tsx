import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '@/shared/lib/preferences';
import { FormProblem } from '@/shared/ui/form/form-problem';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { type SetUpValues, setUp } from './api';
import { AccessFrame } from './components/access-frame';
import { NewPassword } from './components/new-password';

const timeZones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));

/** First run: the organisation and its first administrator, with the code from the console. */
export function SetUpPage() {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const router = useRouter();
  const locale = usePreferences((state) => state.locale);
  const form = useServerForm<SetUpValues, void>({
    save: ({ code, organization, administrator: { name, email, password } }) =>
      setUp(client, { code, organization, administrator: { name, email, password, locale } }),
    onSaved: () => router.navigate({ to: '/' }),
  });
  const needed = [{ required: true, message: t('needed') }];
  return (
    <AccessFrame title={t('setUp.title')} hint={t('setUp.hint')}>
      <Form
        form={form.form}
        layout="vertical"
        onFinish={form.submit}
        initialValues={{
          organization: { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
        }}
      >
        <FormProblem form={form} />
        <Form.Item name="code" label={t('setUp.code')} extra={t('setUp.codeHint')} rules={needed}>
          <Input autoComplete="one-time-code" autoFocus={true} />
        </Form.Item>
        <Form.Item name={['organization', 'name']} label={t('setUp.organization')} rules={needed}>
          <Input autoComplete="organization" />
        </Form.Item>
        <Form.Item name={['organization', 'time_zone']} label={t('setUp.timeZone')} rules={needed}>
          <Select showSearch={true} options={timeZones} />
        </Form.Item>
        <Form.Item name={['administrator', 'name']} label={t('setUp.name')} rules={needed}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name={['administrator', 'email']} label={t('email')} rules={needed}>
          <Input type="email" autoComplete="username" />
        </Form.Item>
        <NewPassword path={['administrator']} />
        <Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
            {t('setUp.submit')}
          </Button>
        </Form.Item>
      </Form>
    </AccessFrame>
  );
}
