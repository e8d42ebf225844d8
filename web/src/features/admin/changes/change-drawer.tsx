import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { entityPath, personPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import admin from '../components/admin.module.css';
import type { Change } from './api';
import { ChangeDiff } from './change-diff';
import styles from './changes.module.css';
import { useChangeWords } from './use-change-words';

interface ChangeDrawerProps {
  change: Change;
  onClose: () => void;
}

/** One change: who, when, why, what was before and after, and its link in the chain. */
export function ChangeDrawer({ change, onClose }: ChangeDrawerProps) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const words = useChangeWords();
  const path = entityPath(change.entity, change.entity_id, change.objective_id);
  return (
    <Drawer
      open={true}
      size={640}
      onClose={onClose}
      destroyOnHidden={true}
      title={`${words.kind(change)} · ${t('changes.numbered', { seq: format.number(change.seq) })}`}
    >
      {change.reason ? <blockquote className={styles.reason}>{change.reason}</blockquote> : null}
      <Facts
        facts={[
          [
            t('changes.what'),
            path ? (
              <AppLink key="path" href={path}>
                {change.title ?? change.entity_id}
              </AppLink>
            ) : (
              (change.title ?? change.entity_id)
            ),
          ],
          [
            t('changes.actor'),
            change.actor ? (
              <AppLink key="actor" href={personPath(change.actor.id)}>
                {change.actor.name}
              </AppLink>
            ) : (
              words.actor(change)
            ),
          ],
          [t('changes.at'), format.instant(change.at)],
        ]}
      />
      <h3 className={styles.heading}>
        {t(change.before ? 'changes.difference' : 'changes.madeWith')}
      </h3>
      <ChangeDiff entity={change.entity} before={change.before} after={change.after} />
      <h3 className={styles.heading}>{t('changes.inChain')}</h3>
      <Facts
        facts={[
          [
            t('changes.kindCode'),
            <code key="kind" className={styles.code}>
              {change.kind}
            </code>,
          ],
          [
            t('changes.id'),
            <code key="id" className={styles.code}>
              {change.entity_id}
            </code>,
          ],
          [
            t('changes.request'),
            <code key="request" className={styles.code}>
              {change.request_id ?? '–'}
            </code>,
          ],
          [
            t('changes.hash'),
            <code key="hash" className={styles.code}>
              {change.hash}
            </code>,
          ],
          [
            t('changes.previousHash'),
            <code key="previous" className={styles.code}>
              {change.previous_hash}
            </code>,
          ],
        ]}
      />
    </Drawer>
  );
}

function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={admin.bare}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
