import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { asProblem } from '@/shared/api/problem';
import { problemText } from '@/shared/api/problem-text';
import { Icon } from './icon';
import styles from './toast.module.css';

interface Toast {
  id: number;
  title: string;
  hint?: string | undefined;
  trace?: string | null;
  isError?: boolean;
  action?: { label: string; run: () => void };
}

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));
const shownMs = 6000;
let next = 1;

function dismiss(id: number): void {
  useToasts.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }));
}

/** Says something in the corner that no drawer has its buttons in. Errors stay until they are closed. */
export function toast(message: Omit<Toast, 'id'>): void {
  const id = next++;
  useToasts.setState((state) => ({ toasts: [...state.toasts.slice(-3), { ...message, id }] }));
  if (!message.isError) setTimeout(() => dismiss(id), message.action ? shownMs * 2 : shownMs);
}

/** A failed request in words, with the trace id that finds it in the server's log. */
export function toastProblem(t: TFunction<'common'>, error: unknown): void {
  const problem = asProblem(error);
  toast({ ...problemText(t, problem), trace: problem.trace_id, isError: true });
}

export function Toasts() {
  const { t } = useTranslation('common');
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className={styles.stack} aria-live="polite" aria-label={t('state.messages')}>
      {toasts.map((item) => (
        <div key={item.id} className={styles.toast} data-error={item.isError || undefined}>
          <div className={styles.words}>
            <b>{item.title}</b>
            {item.hint ? <span>{item.hint}</span> : null}
            {item.trace ? <code>{t('problem.trace', { id: item.trace })}</code> : null}
          </div>
          {item.action ? (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                item.action?.run();
                dismiss(item.id);
              }}
            >
              {item.action.label}
            </button>
          ) : null}
          <button
            type="button"
            className={styles.close}
            aria-label={t('action.close')}
            onClick={() => dismiss(item.id)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </section>
  );
}
