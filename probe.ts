import { readFileSync, readdirSync, statSync } from 'node:fs';
import { readJpeg } from './src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from './src/shared/limits.ts';
import { repairJpeg } from './src/shared/repair/repair-jpeg.ts';
import { paletteOf } from './test/repair/drawn-mask.ts';
const dir='/work/shared/data/open/damaged/lulc_colour_maps/';
const colours = JSON.parse(readFileSync('/work/shared/data/open/classes/lulc_bhuvan9.json','utf8')).classes.map((c: any)=>c.rgb);
const names = readdirSync(dir).sort((a,b)=>statSync(dir+a).size-statSync(dir+b).size);
for (const name of names.slice(0, Number(process.argv[2]??2))) {
  const { image } = readJpeg(readFileSync(dir+name), defaultReadLimits);
  let max=0, last=process.threadCpuUsage().user, calls=0, maxw=0, lastw=performance.now();
  const t0=process.cpuUsage();
  const r = repairJpeg(image,{palette: paletteOf({colours}), preset: (process.argv[3]??'exact') as never},()=>{calls++; const u=process.threadCpuUsage(); const now=u.user+u.system; max=Math.max(max,now-last); last=now; const w=performance.now(); maxw=Math.max(maxw,w-lastw); lastw=w; return process.argv[4] ? calls>Number(process.argv[4]) : false;})!;
  const t=process.cpuUsage(t0);
  console.log(name, statSync(dir+name).size, image.width, image.height, 'dct', r.dct, 'cert', r.certifiedBlocks, '/', r.edgeBlocks, (r.certifiedBlocks/r.edgeBlocks).toFixed(4), 'of all', ((r.certifiedBlocks+r.blocks-r.edgeBlocks)/r.blocks).toFixed(4), 'cpu s', (t.user/1e6).toFixed(1), 'max gap cpu ms', (max/1000).toFixed(1), 'wall', maxw.toFixed(1), 'calls', calls);
}
