/** How far a job of many files is; `seq` grows by one with every event, so that a late listener can tell old from new. */
export interface JobProgress {
  readonly stage: 'scanning' | 'inspecting' | 'repairing' | 'writing' | 'checking' | 'editing' | 'measuring';
  readonly seq: number;
  /** Files finished in this stage, whatever became of them. */
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** Expected time to the end of the stage; undefined until it can be told. */
  readonly etaMs: number | undefined;
}

/** How the caller of a lasting function follows it and stops it. */
export interface JobWatch {
  readonly signal: AbortSignal;
  /** Called at most ten times a second; the last event of a stage always arrives. */
  readonly onProgress: (progress: JobProgress) => void;
}
