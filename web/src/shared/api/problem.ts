/** Problem bodies: field errors go to the form they belong to, everything else becomes a message with its trace id. */
import type { FormInstance } from 'antd';
import { said } from './problem-text';
import type { ProblemBody } from './types';

const empty = { type: 'about:blank', field: null, errors: [], trace_id: null };

export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }

  static async from(response: Response): Promise<ProblemError> {
    const title = response.statusText || String(response.status);
    const fallback = { ...empty, title, status: response.status, code: 'http', detail: title };
    try {
      return new ProblemError({ ...fallback, ...((await response.json()) as ProblemBody) });
    } catch {
      return new ProblemError(fallback);
    }
  }

  static unreachable(): ProblemError {
    return new ProblemError({ ...empty, title: '', status: 0, code: 'unreachable', detail: '' });
  }
}

export function asProblem(error: unknown): ProblemBody {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { ...empty, title: detail, status: 0, code: 'client', detail };
}

/**
 * Puts the field errors of a refusal under their fields and moves to the first one. Gives back the errors that belong
 * to no field of this form; the caller shows those as a message.
 */
export function applyFieldErrors(form: FormInstance, problem: ProblemBody): string[] {
  const fields = form.getFieldsError().map((entry) => entry.name);
  const known = new Set(fields.map((name) => name.join('.')));
  const placed: { name: (string | number)[]; errors: string[] }[] = [];
  const left: string[] = [];
  for (const { field, code, message: written } of problem.errors) {
    const message = said(code, written);
    const name = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    if (known.has(field)) placed.push({ name, errors: [message] });
    else left.push(message);
  }
  form.setFields(placed);
  const first = placed[0];
  if (first) form.scrollToField(first.name, { focus: true, block: 'center' });
  return problem.errors.length === 0 ? [said(problem.code, problem.detail || problem.title)] : left;
}
