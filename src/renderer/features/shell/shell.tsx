import { type ComponentType, useDeferredValue, useEffect } from 'react';
import { useViewStore, type Step } from '../../state/view-store.ts';
import { prepareWebGl } from '../../viewer/webgl-spare.ts';
import { ClassesStep } from '../classes/classes-step.tsx';
import { ExportStep } from '../export/export-step.tsx';
import { FilesStep } from '../files/files-step.tsx';
import { JobsPanel } from '../jobs/jobs-panel.tsx';
import { ReviewStep } from '../review/review-step.tsx';
import { Banners } from './banners.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import css from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

const screens: Readonly<Record<Step, ComponentType>> = {
  files: FilesStep,
  classes: ClassesStep,
  review: ReviewStep,
  export: ExportStep,
};

/** The window of an open project. Bars have fixed heights: nothing moves while a job runs. */
export function Shell() {
  const step = useViewStore((state) => state.step);
  const isJobsPanelOpen = useViewStore((state) => state.isJobsPanelOpen);
  // A step that is gone to is drawn in slices between which the page answers: the review has much to draw.
  const shown = useDeferredValue(step);
  const Screen = screens[shown];
  useEffect(() => {
    // The review takes it at once when it opens.
    if (step !== 'review') prepareWebGl();
  }, [step]);
  return (
    <div className={css.shell}>
      <TitleBar />
      <Banners />
      <main className={css.main}>
        <FaultBoundary key={shown}>
          <Screen />
        </FaultBoundary>
        {isJobsPanelOpen && <JobsPanel />}
      </main>
      <StatusBar />
    </div>
  );
}
