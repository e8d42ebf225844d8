import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '@/shared/api/types';
import { Columns } from '@/shared/ui/columns';
import { FormProblem } from '@/shared/ui/form/form-problem';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { toast } from '@/shared/ui/toast';
import { useAdminPage } from '../components/admin-page';
import {
  type Organization,
  type OrganizationValues,
  organizationQuery,
  refreshOrganization,
  updateOrganization,
} from './api';
import { CalendarFields } from './calendar-fields';
import styles from './organization.module.css';
import { PurposeFields } from './purpose-fields';
import { ThresholdFields } from './threshold-fields';
import { ValuesFields } from './values-fields';

/** What the organisation is for, and how it cuts time and judges gaps. */
export function OrganizationPage() {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const { data: organization } = useSuspenseQuery(organizationQuery);
  const [isChanged, setIsChanged] = useState(false);
  const form = useServerForm<OrganizationValues, Changed<Organization>>({
    save: (values) => updateOrganization(organization.version, values),
    onSaved: async () => {
      await refreshOrganization(client);
      setIsChanged(false);
      toast({ title: t('common:state.saved') });
    },
  });
  useAdminPage(t('section.organization'));
  const takeNewer = async () => {
    const { version: _, ...newer } = await client.fetchQuery({
      ...organizationQuery,
      staleTime: 0,
    });
    form.form.setFieldsValue(newer);
    setIsChanged(false);
  };
  return (
    <>
      <PageHeader title={t('section.organization')} />
      <Sentence>{t('organization.lead', { name: organization.name })}</Sentence>
      <Form<OrganizationValues>
        form={form.form}
        layout="vertical"
        initialValues={organization}
        disabled={!organization.may_edit}
        onValuesChange={() => setIsChanged(true)}
        onFinish={form.submit}
      >
        <Columns
          aside={
            <>
              <SectionCard title={t('organization.calendar')}>
                <div className={styles.fields}>
                  <CalendarFields />
                </div>
              </SectionCard>
              <SectionCard title={t('organization.thresholds')}>
                <div className={styles.fields}>
                  <ThresholdFields />
                </div>
              </SectionCard>
            </>
          }
        >
          <SectionCard title={t('organization.purpose')}>
            <div className={styles.fields}>
              <PurposeFields />
            </div>
          </SectionCard>
          <SectionCard title={t('organization.values')}>
            <div className={styles.fields}>
              <ValuesFields />
            </div>
          </SectionCard>
        </Columns>
        {isChanged ? (
          <div className={styles.foot}>
            <FormProblem form={form} onReload={() => void takeNewer()} />
            <span>{t('organization.unsaved')}</span>
            <Button type="primary" htmlType="submit" disabled={!isChanged} loading={form.isPending}>
              {t('common:action.save')}
            </Button>
          </div>
        ) : null}
      </Form>
    </>
  );
}
