import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { asProblem } from '@/shared/api/problem';
import type { ProblemBody } from '@/shared/api/types';
import { applyUpload, previewUpload, refreshValues } from './api';
import type { Choices } from './choices';
import type { Preview, UploadReport } from './wire';

export interface Done {
  report: UploadReport;
  fileName: string;
  /** The KPIs whose values were shown before. */
  kpis: { code: string; name: string }[];
}

const nothing: Choices = { mapping: null };

/** From a file to what it says, and from there to what it changed. */
export function useUpload() {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState<Choices>(nothing);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [pending, setPending] = useState<'reading' | 'saving' | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  // Answers may overtake each other: only the one to the last question counts.
  const asked = useRef(0);

  const ask = async (of: File, said: Choices) => {
    const question = ++asked.current;
    setPending('reading');
    setProblem(null);
    try {
      const answer = await previewUpload(of, said);
      if (question !== asked.current) return;
      setPreview(answer);
      setChoices({ ...said, mapping: answer.mapping });
    } catch (error) {
      if (question !== asked.current) return;
      setProblem(asProblem(error));
    }
    setPending(null);
  };
  const choose = (next: File) => {
    setFile(next);
    setPreview(null);
    setDone(null);
    setChoices(nothing);
    void ask(next, nothing);
  };
  const say = (said: Partial<Choices>) => {
    if (!file) return;
    const next = { ...choices, ...said };
    setChoices(next);
    void ask(file, next);
  };
  const apply = async () => {
    if (!file || !preview) return;
    setPending('saving');
    setProblem(null);
    try {
      const { item } = await applyUpload(file, choices);
      const kpis = new Map(preview.values.map(({ kpi }) => [kpi.code, kpi]));
      setDone({ report: item, fileName: file.name, kpis: [...kpis.values()] });
      setFile(null);
      setPreview(null);
      await refreshValues(client);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setPending(null);
  };
  const reset = () => {
    asked.current++;
    setFile(null);
    setPreview(null);
    setProblem(null);
    setDone(null);
    setPending(null);
  };
  return { file, choices, preview, problem, pending, done, choose, say, apply, reset };
}

export type UploadState = ReturnType<typeof useUpload>;
