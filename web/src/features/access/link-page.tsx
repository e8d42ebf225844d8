import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/shared/ui/form/form-problem';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { acceptLink, linkQuery } from './api';
import { AccessFrame } from './components/access-frame';
import { NewPassword } from './components/new-password';

/** Behind an invitation or a reset link: a password, and in. */
export function LinkPage({ token }: { token: string }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const router = useRouter();
  const { data: link } = useSuspenseQuery(linkQuery(token));
  const form = useServerForm<{ password: string }, void>({
    save: ({ password }) => acceptLink(client, token, password),
    onSaved: () => router.navigate({ to: '/' }),
  });
  const words = { email: link.email, organization: link.organization_name };
  return (
    <AccessFrame
      title={t(`link.${link.kind}.title`, words)}
      hint={t(`link.${link.kind}.hint`, words)}
    >
      <Form form={form.form} layout="vertical" onFinish={form.submit}>
        <FormProblem form={form} />
        <NewPassword path={[]} />
        <Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
            {t(`link.${link.kind}.submit`)}
          </Button>
        </Form.Item>
      </Form>
    </AccessFrame>
  );
}

/** A link that was used, is too old or never existed. */
export function LinkRefused() {
  const { t } = useTranslation('access');
  return (
    <AccessFrame title={t('link.refused')} hint={t('link.refusedHint')}>
      <Button href="/sign-in" block={true}>
        {t('signIn.title')}
      </Button>
    </AccessFrame>
  );
}
