import { useMutation } from '@tanstack/react-query';
import { Form, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyFieldErrors, asProblem } from '@/shared/api/problem';
import { problemText } from '@/shared/api/problem-text';

interface ServerFormOptions<V, R> {
  save: (values: V) => Promise<R>;
  onSaved: (result: R) => void | Promise<void>;
}

export interface ServerForm<V> {
  form: FormInstance<V>;
  /** What the server said that belongs to no field. */
  messages: string[];
  trace: string | null;
  isStale: boolean;
  isPending: boolean;
  submit: (values: V) => void;
}

/** A form whose rules are the server's: what it refuses appears under the field it names. */
export function useServerForm<V extends object, R>(
  options: ServerFormOptions<V, R>,
): ServerForm<V> {
  const { t } = useTranslation('common');
  const [form] = Form.useForm<V>();
  const [failure, setFailure] = useState<Pick<ServerForm<V>, 'messages' | 'trace' | 'isStale'>>({
    messages: [],
    trace: null,
    isStale: false,
  });
  const mutation = useMutation({
    mutationFn: options.save,
    onMutate: () => setFailure({ messages: [], trace: null, isStale: false }),
    onSuccess: options.onSaved,
    onError: (error) => {
      const problem = asProblem(error);
      const isStale = problem.code === 'stale_version';
      const left = isStale ? [] : applyFieldErrors(form as FormInstance, problem);
      const text = problemText(t, problem);
      const isPlain = problem.errors.length > 0 || problem.status >= 400;
      setFailure({
        messages: left.length > 0 && !isPlain ? [text.title] : left,
        trace: problem.trace_id,
        isStale,
      });
    },
  });
  // The fields stay enabled meanwhile, so that the focus is not lost; a second Enter waits for the first.
  const submit = (values: V) => {
    if (!mutation.isPending) mutation.mutate(values);
  };
  return { form, ...failure, isPending: mutation.isPending, submit };
}
