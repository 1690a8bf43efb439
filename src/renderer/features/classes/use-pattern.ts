import { useAnswer } from '../../api/queries.ts';

/** Which pattern lies over a class's colour: by its slot, where the settings ask for patterns. */
export function usePatternOf(): (slot: number) => number | undefined {
  const { data } = useAnswer('settings.get', {});
  return (slot) => (data?.hasPatterns === true ? slot : undefined);
}
