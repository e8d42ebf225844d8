import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Puts a day into the address of the open page, or takes it out; going through the days is no way to come back by. */
export function useGoToDay() {
  const navigate = useNavigate();
  return useCallback(
    (day: string | undefined) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, as_of: day })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
}
