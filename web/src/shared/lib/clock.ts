/** The server's clock. In a demo it is not the wall's, so nothing in the pages may ask the browser what day it is. */
import { create } from 'zustand';

interface Clock {
  timeZone: string;
  /** Milliseconds to add to the browser's clock. */
  offset: number;
}

export const useClockStore = create<Clock>(() => ({ timeZone: 'UTC', offset: 0 }));

export function setClock(now: string, timeZone: string): void {
  useClockStore.setState({ timeZone, offset: new Date(now).getTime() - Date.now() });
}

export function serverNow(): Date {
  return new Date(Date.now() + useClockStore.getState().offset);
}
