import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { FormProblem } from '@/shared/ui/form/form-problem';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { SectionCard } from '@/shared/ui/section-card';
import { toast } from '@/shared/ui/toast';
import { changePassword, type PasswordValues, refreshSessions } from '../api';
import styles from './account.module.css';

/** The old one and a new one; the server decides what is too short. */
export function PasswordCard() {
  const { t } = useTranslation(['account', 'common']);
  const { user } = useSession();
  const client = useQueryClient();
  const form = useServerForm<PasswordValues, void>({
    save: changePassword,
    onSaved: async () => {
      form.form.resetFields();
      toast({ title: t('password.changed'), hint: t('password.changedHint') });
      await refreshSessions(client);
    },
  });
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <SectionCard title={t('password.title')}>
      <Form form={form.form} layout="vertical" className={styles.form ?? ''} onFinish={form.submit}>
        <FormProblem form={form} />
        {/* Password managers file the new password under this name. */}
        <input
          type="text"
          autoComplete="username"
          value={user.email}
          readOnly={true}
          hidden={true}
        />
        <Form.Item name="current_password" label={t('password.current')} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="new_password"
          label={t('password.new')}
          extra={t('password.newHint')}
          rules={needed}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item>
          <Button htmlType="submit" loading={form.isPending}>
            {t('password.submit')}
          </Button>
        </Form.Item>
      </Form>
    </SectionCard>
  );
}
