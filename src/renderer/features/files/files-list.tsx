import { useFilesStore } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { Panel, PanelBorder, Panels } from '../../ui/panels.tsx';
import { FacetsPanel } from './facets-panel.tsx';
import { FileDetail } from './file-detail.tsx';
import { FileGrid } from './file-grid.tsx';
import { FileTable } from './file-table.tsx';

/** Filter, list and details side by side. */
export function FilesList() {
  const layout = useFilesStore((state) => state.layout);
  return (
    <Panels name="files">
      <Panel id="filter" defaultSize="196px" minSize="150px" maxSize="360px" groupResizeBehavior="preserve-pixel-size">
        <FacetsPanel />
      </Panel>
      <PanelBorder label={text.files.filterBorder} />
      <Panel id="list" minSize="300px">
        {layout === 'table' ? <FileTable /> : <FileGrid />}
      </Panel>
      <PanelBorder label={text.files.detailBorder} />
      <Panel id="detail" defaultSize="276px" minSize="220px" maxSize="560px" groupResizeBehavior="preserve-pixel-size">
        <FileDetail />
      </Panel>
    </Panels>
  );
}
