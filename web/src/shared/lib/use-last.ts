import { useState } from 'react';

/** The value, or the one before while there is none: what was shown stays when an answer is refused. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}
