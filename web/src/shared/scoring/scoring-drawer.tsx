import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { problemText } from '@/shared/api/problem-text';
import { invalidatePaths } from '@/shared/api/query';
import { useLast } from '@/shared/lib/use-last';
import formStyles from '@/shared/ui/form/form.module.css';
import { presetsQuery, saveScoring, scoringPreviewQuery } from './api';
import { CurvePlot } from './curve-plot';
import { sorted, withMoved } from './plot';
import { PointsTable } from './points-table';
import { firstPoints, questionOf } from './question';
import styles from './scoring.module.css';
import { Thresholds } from './thresholds';
import { isPresetKey, type Kpi, type Scoring } from './wire';

const none: Scoring = { preset: 'floor_target_stretch', parameters: {}, points: [] };

/** The curve of a KPI: a preset with its numbers, or points of one's own, with what the value would score. */
export function ScoringDrawer({ kpi, onClose }: { kpi: Kpi; onClose: () => void }) {
  const { t } = useTranslation('scoring');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const { data: presets = [] } = useQuery(presetsQuery);
  const [scoring, setScoring] = useState<Scoring>((kpi.scoring as Scoring | null) ?? none);
  const [reason, setReason] = useState('');
  const fitting = presets.filter((preset) => kpi.direction !== 'range' || preset.fits_range);
  const preset = presets.find((other) => other.key === scoring.preset);
  const preview = useQuery({
    ...scoringPreviewQuery(questionOf(kpi, scoring)),
    placeholderData: keepPreviousData,
  });
  // A curve that is refused leaves the one before, whose points can be mended.
  const drawn = useLast(preview.data);
  const save = useMutation({
    mutationFn: (kept: Scoring | null) => saveScoring(kpi, kept, reason.trim()),
    onSuccess: async () => {
      await invalidatePaths(client, ['/kpis', '/company', '/units', '/objectives']);
      onClose();
    },
  });
  const failure = save.error ?? preview.error;
  const problem = failure ? problemText(common, asProblem(failure)) : null;
  const change = (changed: Partial<Scoring>) => setScoring((before) => ({ ...before, ...changed }));
  const choose = (key: string) => {
    const takesPoints = presets.find((other) => other.key === key)?.takes_points ?? false;
    const points = scoring.points.length > 0 ? scoring.points : firstPoints(kpi);
    setScoring({ preset: key, parameters: {}, points: takesPoints ? points : [] });
  };
  const ruleOf = (key: string) => (isPresetKey(key) ? t(`rule.${key}`) : preset?.text);
  const isReady = reason.trim() !== '';
  const decimals = kpi.decimals + (kpi.format === 'percent' ? 2 : 0);
  return (
    <Drawer
      open={true}
      title={t('drawer.title')}
      size={600}
      rootClassName={styles.drawer ?? ''}
      onClose={onClose}
      footer={
        <div className={formStyles.foot}>
          {kpi.scoring ? (
            <Button danger={true} disabled={!isReady} onClick={() => save.mutate(null)}>
              {t('drawer.remove')}
            </Button>
          ) : null}
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button
            type="primary"
            disabled={!isReady}
            loading={save.isPending}
            onClick={() => save.mutate({ ...scoring, points: sorted(scoring.points) })}
          >
            {common('action.save')}
          </Button>
        </div>
      }
    >
      <Form layout="vertical">
        <Form.Item label={t('drawer.preset')} extra={ruleOf(scoring.preset)}>
          <Select
            aria-label={t('drawer.preset')}
            value={scoring.preset}
            options={fitting.map(({ key }) => ({
              value: key,
              label: isPresetKey(key) ? t(`preset.${key}`) : key,
            }))}
            onChange={choose}
          />
        </Form.Item>
        <div className={formStyles.pair}>
          {preset?.parameters.map((parameter) => (
            <Form.Item key={parameter.key} label={t(`parameter.${parameter.key as 'cap'}`)}>
              <InputNumber<number>
                aria-label={t(`parameter.${parameter.key as 'cap'}`)}
                style={{ width: '100%' }}
                value={scoring.parameters[parameter.key] ?? parameter.default}
                onChange={(value) =>
                  value !== null &&
                  change({ parameters: { ...scoring.parameters, [parameter.key]: value } })
                }
              />
            </Form.Item>
          ))}
        </div>
        {problem ? (
          <Alert type="warning" showIcon={true} title={problem.title} description={problem.hint} />
        ) : null}
        {drawn ? (
          <>
            <CurvePlot
              kpi={kpi}
              preview={drawn}
              value={kpi.latest?.value ?? null}
              handles={preset?.takes_points ? scoring.points : undefined}
              onMove={(at, to) => change({ points: withMoved(scoring.points, at, to, decimals) })}
            />
            <Thresholds kpi={kpi} lights={drawn.lights} />
          </>
        ) : null}
        {preset?.takes_points ? (
          <Form.Item label={t('table.title')}>
            <PointsTable
              kpi={kpi}
              points={scoring.points}
              onChange={(points) => change({ points })}
            />
          </Form.Item>
        ) : null}
        <Form.Item label={t('drawer.reason')} required={true} extra={t('drawer.reasonHint')}>
          <Input.TextArea
            aria-label={t('drawer.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
