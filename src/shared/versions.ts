/** Version of the repair engine: grows when the same file and palette may give another label map. */
export const engineVersion = 2;

/** Version of the calls between interface and services. */
export const contractVersion = 1;

/** Version of the report: grows with every change that a reader of it must know of. */
export const reportVersion = 1;

/** Version of the lines of `--json`: grows likewise. */
export const jsonLinesVersion = 1;
