import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Input, Radio, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { problemText } from '@/shared/api/problem-text';
import { invalidatePaths } from '@/shared/api/query';
import { useLast } from '@/shared/lib/use-last';
import formStyles from '@/shared/ui/form/form.module.css';
import { applyDivision, divisionPreviewQuery } from '../api';
import {
  bodyOf,
  byHandOf,
  type Choice,
  equalShares,
  grainsWithin,
  methodsFor,
  plainMethod,
} from '../division';
import { useSettled } from '../use-settled';
import type { DivisionKind, KpiTarget, TargetCascade, TargetMethod } from '../wire';
import { PartsTable } from './parts-table';
import { RecipientsInput } from './recipients-input';

interface DivideDrawerProps {
  kind: DivisionKind;
  cascade: TargetCascade;
  target: KpiTarget;
  onClose: () => void;
}

/** Divides a target over periods or units: what it gives is shown first, then written. */
export function DivideDrawer({ kind, cascade, target, onClose }: DivideDrawerProps) {
  const { t } = useTranslation('targets');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const methods = methodsFor(kind, cascade);
  const grains = grainsWithin(target, cascade.frequency);
  const plain = { method: plainMethod(methods) };
  const [choice, setChoice] = useState<Choice>({
    ...plain,
    recipients: 'units',
    grain: grains.includes(cascade.grain) ? cascade.grain : (grains.at(-1) ?? cascade.grain),
    byHand: {},
    shares: {},
  });
  const [reason, setReason] = useState('');
  const kpi = cascade.kpi.code;
  const body = bodyOf(kind, target.id, choice);
  const asked = useSettled(body);
  const preview = useQuery({
    ...divisionPreviewQuery(kpi, kind, asked, kind === 'cascade' || grains.length > 0),
    placeholderData: keepPreviousData,
  });
  // Parts that are refused stay to be mended.
  const division = useLast(preview.data);
  const apply = useMutation({
    mutationFn: () => applyDivision(kpi, kind, body, reason.trim()),
    onSuccess: async () => {
      await invalidatePaths(client, ['/kpis', '/kpi-targets', '/company', '/units']);
      onClose();
    },
  });
  const failure = apply.error ?? preview.error;
  const problem = failure ? problemText(common, asProblem(failure)) : null;

  const choose = (method: TargetMethod) =>
    setChoice((before) => ({
      ...before,
      method,
      // By hand begins with what was there, and shares with equal ones.
      byHand: method === 'by_hand' && division ? byHandOf(division) : before.byHand,
      shares: method === 'shares' && division ? equalShares(division) : before.shares,
    }));
  const isSettled = JSON.stringify(asked) === JSON.stringify(body) && !preview.isFetching;
  const lacksReason = division?.needs_reason && reason.trim() === '';
  const mayApply = isSettled && !preview.error && division && !lacksReason;
  return (
    <Drawer
      open={true}
      title={t(`${kind}.title`)}
      size={640}
      onClose={onClose}
      footer={
        <div className={formStyles.foot}>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button
            type="primary"
            disabled={!mayApply}
            loading={apply.isPending}
            onClick={() => apply.mutate()}
          >
            {t(`${kind}.apply`, { count: division?.parts.length ?? 0 })}
          </Button>
        </div>
      }
    >
      <Form layout="vertical">
        {kind === 'spread' ? (
          <Form.Item label={t('spread.grain')}>
            <Segmented
              aria-label={t('spread.grain')}
              value={choice.grain}
              options={grains.map((grain) => ({ value: grain, label: t(`grain.${grain}`) }))}
              onChange={(grain) => setChoice((before) => ({ ...before, ...plain, grain }))}
            />
          </Form.Item>
        ) : null}
        {kind === 'cascade' ? (
          <RecipientsInput
            value={choice.recipients}
            onChange={(recipients) =>
              setChoice((before) => ({ ...before, ...plain, recipients, byHand: {}, shares: {} }))
            }
          />
        ) : null}
        <Form.Item label={t('divide.how')} extra={t(`hint.${choice.method}`)}>
          <Radio.Group
            aria-label={t('divide.how')}
            value={choice.method}
            options={methods.map((method) => ({ value: method, label: t(`method.${method}`) }))}
            onChange={(event) => choose(event.target.value as TargetMethod)}
          />
        </Form.Item>
        {problem ? (
          <Alert type="error" showIcon={true} title={problem.title} description={problem.hint} />
        ) : null}
        {division ? (
          <PartsTable
            kpi={cascade.kpi}
            division={division}
            choice={choice}
            isWaiting={!isSettled || preview.error !== null}
            onChange={(change) => setChoice((before) => ({ ...before, ...change }))}
          />
        ) : null}
        {division?.needs_reason ? (
          <Form.Item label={t('divide.reason')} required={true} extra={t('divide.reasonHint')}>
            <Input.TextArea
              aria-label={t('divide.reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Drawer>
  );
}
