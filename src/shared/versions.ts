/** Version of the repair engine: grows when the same file and palette may give another label map. */
export const engineVersion = 2;

/** Version of the calls between interface and services. */
export const contractVersion = 1;
