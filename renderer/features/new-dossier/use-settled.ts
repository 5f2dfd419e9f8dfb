import { useEffect, useState } from 'react';

/** A value once it has not changed for some milliseconds: for questions that need not be asked at every letter. */
export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState({ text, value });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ text, value: JSON.parse(text) as Value }), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return settled.value;
}
