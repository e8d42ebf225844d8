import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProofTarget, proofQuery } from '@/shared/api/proof';
import type { Proof } from '@/shared/api/types';
import { serverNow } from '@/shared/lib/clock';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '../empty-state';
import { ErrorState } from '../error-state';
import { RowsSkeleton } from '../skeletons';
import { VisuallyHidden } from '../visually-hidden';
import styles from './proof.module.css';
import { pressedRow } from './proof-rows';
import { closeProof } from './proof-store';
import { proofAsText } from './proof-text';
import { ProofTree } from './proof-tree';
import { useProofWords } from './use-proof-words';

interface ProofPanelProps {
  target: ProofTarget;
  /** The past day that the number is of; now when absent. */
  asOf?: string | undefined;
}

/** The panel on the right that says where a number comes from. Esc closes it and gives the focus back. */
export function ProofPanel({ target, asOf }: ProofPanelProps) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const words = useProofWords();
  const panel = useRef<HTMLElement>(null);
  const { data, error, isPending, refetch } = useQuery(proofQuery(target, asOf));
  const pressed = data ? pressedRow(data, 'part' in target ? target.part : undefined) : null;
  const [said, setSaid] = useState('');

  useEffect(() => {
    panel.current?.focus();
  }, []);

  const copy = async (proof: Proof, isJson: boolean) => {
    const text = isJson ? JSON.stringify(proof, null, 2) : proofAsText(proof, words);
    await navigator.clipboard.writeText(text);
    setSaid(t(isJson ? 'proof.copiedJson' : 'proof.copied'));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      closeProof();
      return;
    }
    if (!data || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'c' && key !== 'j') return;
    event.preventDefault();
    event.stopPropagation();
    void copy(data, key === 'j');
  };

  return (
    <section
      ref={panel}
      role="dialog"
      aria-label={t('proof.title')}
      tabIndex={-1}
      className={styles.panel}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head}>
        <h2>{t('proof.title')}</h2>
        <button type="button" className={styles.close} onClick={closeProof}>
          <VisuallyHidden>{t('action.close')}</VisuallyHidden>
          <span aria-hidden="true">Esc</span>
        </button>
      </div>
      {data && pressed ? (
        <>
          <div className={styles.big}>{words.value(pressed.node)}</div>
          <div className={styles.what}>
            {[words.label(pressed.node), words.period(pressed.node)].filter(Boolean).join(' · ')}
          </div>
          <div className={styles.body}>
            <ProofTree
              key={JSON.stringify(target)}
              proof={data}
              label={t('proof.title')}
              initial={pressed.key}
            />
          </div>
        </>
      ) : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <RowsSkeleton count={3} /> : null}
      {data === null ? <EmptyState title={t('proof.none')} hint={t('proof.noneHint')} /> : null}
      <div className={styles.foot}>
        <span>{t('proof.walk')}</span>
        <button type="button" disabled={!data} onClick={() => data && void copy(data, false)}>
          {t('proof.copy')}
        </button>
        <button type="button" disabled={!data} onClick={() => data && void copy(data, true)}>
          {t('proof.json')}
        </button>
        <span className={styles.asOf}>
          {t('proof.asOf', { time: asOf ? format.dayFull(asOf) : format.instant(serverNow()) })}
        </span>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
    </section>
  );
}
