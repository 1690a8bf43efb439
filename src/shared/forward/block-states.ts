/** What a byte of the certificate says: not of one colour throughout; its labels reproduce the file exactly. */
export const blockStates = { edge: 1, certified: 2 } as const;
