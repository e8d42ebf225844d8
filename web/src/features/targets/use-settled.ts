import { useEffect, useState } from 'react';

const pauseMs = 300;

/** The value once it has not changed for a moment, so that not every key is a question to the server. */
export function useSettled<T>(value: T): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState({ text, value });
  useEffect(() => {
    if (settled.text === text) return;
    const timer = setTimeout(() => setSettled({ text, value }), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, settled.text]);
  return settled.value;
}
