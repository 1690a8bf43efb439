import {
  keepPreviousData,
  QueryClient,
  useQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts';
import { call } from './client.ts';

/** What was asked before, kept until an event says that it changed: nothing is asked again by the clock. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, gcTime: 60_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
  },
});

/** The question as react-query knows it; the call's name comes first, so that groups can be made stale. */
export function question<Name extends CallName>(name: Name, input: CallInput<Name>) {
  return { queryKey: [name, input] as const, queryFn: () => call(name, input) };
}

interface AnswerOptions {
  /** False: not asked yet. */
  readonly isWanted?: boolean;
  /** The answer to the question before stands until the new one is there. */
  readonly keepsPrevious?: boolean;
}

/** The answer to a call that changes nothing, kept up to date by the events of the services. */
export function useAnswer<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  { isWanted = true, keepsPrevious = false }: AnswerOptions = {},
): UseQueryResult<CallOutput<Name>> {
  const options = {
    ...question(name, input),
    enabled: isWanted,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  };
  // The library rules out answers that are functions by a type that cannot be worked out while `Name` is open; JSON has none.
  return useQuery(options as unknown as UseQueryOptions<CallOutput<Name>>);
}
