/** One of several runs that share the files of a set among them. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** What names of parts may be made of: they become part of a file's name. */
export const PART_NAME = /^[\w][\w.-]{0,63}$/;

export function shardPart({ index, count }: Shard): string {
  return `${index}-of-${count}`;
}
