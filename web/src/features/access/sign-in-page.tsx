import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/shared/ui/form/form-problem';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { type SignInValues, signIn } from './api';
import { AccessFrame } from './components/access-frame';

export function SignInPage({ next }: { next: string }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const router = useRouter();
  const form = useServerForm<SignInValues, void>({
    save: (values) => signIn(client, values),
    onSaved: () => router.navigate({ href: next, replace: true }),
  });
  return (
    <AccessFrame title={t('signIn.title')}>
      <Form form={form.form} layout="vertical" onFinish={form.submit}>
        <FormProblem form={form} />
        <Form.Item
          name="email"
          label={t('email')}
          rules={[{ required: true, message: t('needed') }]}
        >
          <Input type="email" autoComplete="username" autoFocus={true} size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('password')}
          rules={[{ required: true, message: t('needed') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
            {t('signIn.submit')}
          </Button>
        </Form.Item>
      </Form>
    </AccessFrame>
  );
}
