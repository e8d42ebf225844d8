import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, InputNumber, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesQuery } from '@/shared/api/refs';
import { useSession } from '@/shared/api/session';
import type { Changed, Objective } from '@/shared/api/types';
import { CycleSelect } from '@/shared/pickers/cycle-select';
import { PersonSelect } from '@/shared/pickers/person-select';
import { PillarSelect } from '@/shared/pickers/pillar-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { createObjective, type ObjectiveValues, refreshGoals, updateObjective } from '../api';
import { ReasonField } from './reason-field';

interface ObjectiveDrawerProps {
  /** Absent: a new one. */
  objective?: Objective;
  defaultCycle?: string | undefined;
  onClose: () => void;
  onSaved: (objective: Objective) => void;
}

export function ObjectiveDrawer({
  objective,
  defaultCycle,
  onClose,
  onSaved,
}: ObjectiveDrawerProps) {
  const { t } = useTranslation(['objectives', 'common']);
  const client = useQueryClient();
  const session = useSession();
  const { data: cycles } = useQuery(cyclesQuery);
  const running = cycles?.find((cycle) => cycle.phase === 'active' && cycle.kind === 'quarter');
  const form = useServerForm<ObjectiveValues, Changed<Objective>>({
    save: (values) => (objective ? updateObjective(objective, values) : createObjective(values)),
    onSaved: async ({ item }) => {
      await refreshGoals(client);
      onSaved(item);
    },
  });
  if (!cycles) return null;
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<ObjectiveValues>
      title={t(objective ? 'form.editObjective' : 'form.newObjective')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshGoals(client).then(onClose)}
      saveLabel={t(objective ? 'common:action.save' : 'form.saveDraft')}
      initialValues={
        objective
          ? {
              ...objective,
              owner_unit_id: objective.owner_unit?.id ?? null,
              owner_person_id: objective.owner?.id ?? null,
              strategic_pillar_id: objective.strategic_pillar?.id ?? null,
            }
          : {
              cycle_id: defaultCycle ?? running?.id ?? cycles[0]?.id ?? '',
              description: '',
              kind: 'committed',
              owner_unit_id: null,
              owner_person_id: session.person?.id ?? null,
              strategic_pillar_id: null,
              progress_mode: 'key_results',
              weight: 1,
              visibility: 'organization',
            }
      }
    >
      <Form.Item name="title" label={t('form.title')} extra={t('form.titleHint')} rules={needed}>
        <TextArea rows={2} autoFocus={true} />
      </Form.Item>
      <Form.Item name="description" label={<OptionalLabel>{t('form.why')}</OptionalLabel>}>
        <TextArea rows={3} />
      </Form.Item>
      <Form.Item name="kind" label={t('form.kind')} extra={t('form.kindHint')}>
        <Segmented
          options={(['committed', 'aspirational'] as const).map((value) => ({
            value,
            label: t(`common:objectiveKind.${value}`),
          }))}
        />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="cycle_id" label={t('form.cycle')} rules={needed}>
          <CycleSelect isDisabled={objective !== undefined} />
        </Form.Item>
        <Form.Item
          name="strategic_pillar_id"
          label={<OptionalLabel>{t('form.pillar')}</OptionalLabel>}
        >
          <PillarSelect />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="owner_unit_id" label={t('form.ownerUnit')}>
          <UnitSelect />
        </Form.Item>
        <Form.Item name="owner_person_id" label={t('form.ownerPerson')}>
          <PersonSelect initial={objective ? objective.owner : session.person} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="progress_mode" label={t('form.progressMode')}>
          <Select
            options={(['key_results', 'aligned_objectives', 'both'] as const).map((value) => ({
              value,
              label: t(`common:progressMode.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="weight" label={t('form.weight')} tooltip={t('form.weightHint')}>
          <InputNumber min={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="visibility" label={t('form.visibility')}>
        <Select
          options={(['organization', 'unit', 'confidential'] as const).map((value) => ({
            value,
            label: t(`common:visibility.${value}`),
          }))}
        />
      </Form.Item>
      {objective && objective.state !== 'draft' ? <ReasonField /> : null}
    </FormDrawer>
  );
}
