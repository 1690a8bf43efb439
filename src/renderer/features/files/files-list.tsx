import { useFilesStore } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { Panel, Panels, SidePanel } from '../../ui/panels.tsx';
import { FacetsPanel } from './facets-panel.tsx';
import { FileDetail } from './file-detail.tsx';
import { FileGrid } from './file-grid.tsx';
import { FileTable } from './file-table.tsx';

const filterWidth = { first: 184, least: 150, most: 360 };
const detailWidth = { first: 260, least: 200, most: 560 };

/** Filter, list and details side by side. */
export function FilesList() {
  const layout = useFilesStore((state) => state.layout);
  return (
    <Panels name="files">
      <SidePanel side="left" id="filter" borderLabel={text.files.filterBorder} widthPx={filterWidth}>
        <FacetsPanel />
      </SidePanel>
      <Panel id="list" minSize="240px">
        {layout === 'table' ? <FileTable /> : <FileGrid />}
      </Panel>
      <SidePanel side="right" id="detail" borderLabel={text.files.detailBorder} widthPx={detailWidth}>
        <FileDetail />
      </SidePanel>
    </Panels>
  );
}
