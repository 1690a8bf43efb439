import { readFile } from '../file-system.ts';
import { exportReportSchema } from '../../shared/contract/export-calls.ts';
import { isReportName } from '../services/export/export-record.ts';
import type { Workspace } from '../services/workspace.ts';

/** Serves the HTML and CSV reports of exports: `/reports/<job>/report.html` and `.csv`; the page may do nothing but be looked at. */
export async function serveReport(request: Request, workspace: Workspace): Promise<Response> {
  const match = /^\/reports\/(\d{1,15})\/report\.(html|csv)$/.exec(new URL(request.url).pathname);
  const notThere = new Response('there is no such report', { status: 404 });
  if (match === null || workspace.current === undefined) return notThere;
  const details = await workspace.current.database.jobDetails(Number(match[1]));
  const report = exportReportSchema.safeParse(details?.result);
  const path = report.data?.[match[2] === 'html' ? 'html' : 'csv'];
  // A project may come from a stranger: it names no other file than a report.
  const isReport = path !== undefined && isReportName(path);
  const text = !isReport ? undefined : await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return notThere;
  return new Response(text, {
    headers: {
      'content-type': match[2] === 'html' ? 'text/html; charset=utf-8' : 'text/csv; charset=utf-8',
      'content-security-policy': "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
}
