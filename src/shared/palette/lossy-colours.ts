import { channelDistance } from './channel-distance.ts';
import type { Triple } from './file-evidence.ts';
import type { SeenPicture } from './seen-picture.ts';
import { standingColours } from './standing-colours.ts';

/** A colour of a lossy file, estimated from the flat colours around it. */
export interface LossyColour {
  readonly centre: Triple;
  readonly flat: number;
  readonly areas: number;
}

/** Flat areas of one class differ by a few levels from block to block; classes lie farther apart than this. */
const CLUSTER_REACH = 12;
/** Least flat pixels of a class: codecs smooth blends into flat blocks of four by four now and then. */
const LEAST_FLAT = 48;

interface Cluster {
  readonly seed: Triple;
  flat: number;
  areas: number;
  readonly sums: [number, number, number];
}

/** Gathers flat colours around the strongest ones; the mean of a cluster, weighted by area, is its colour. */
export function lossyColours(picture: SeenPicture): LossyColour[] {
  const clusters: Cluster[] = [];
  const { areas } = standingColours(picture);
  const seeds = areas.map(({ key }) => picture.channelsOf(key));
  for (const seed of seeds) {
    if (clusters.every((cluster) => channelDistance(cluster.seed, seed) > CLUSTER_REACH)) {
      clusters.push({ seed, flat: 0, areas: 0, sums: [0, 0, 0] });
    }
  }
  for (const { key, flat, flatAreas } of picture.statistics) {
    const colour = picture.channelsOf(key);
    const cluster = flat > 0 ? nearest(clusters, colour) : undefined;
    if (cluster === undefined) continue;
    cluster.flat += flat;
    cluster.areas += flatAreas;
    for (const channel of [0, 1, 2] as const) cluster.sums[channel] += flat * colour[channel];
  }
  return clusters
    .filter(({ flat }) => flat >= LEAST_FLAT)
    .map(({ flat, areas: count, sums: [r, g, b] }) => ({ centre: [r / flat, g / flat, b / flat], flat, areas: count }));
}

function nearest(clusters: readonly Cluster[], colour: Triple): Cluster | undefined {
  let best: Cluster | undefined;
  let least = CLUSTER_REACH + 1;
  for (const cluster of clusters) {
    const distance = channelDistance(cluster.seed, colour);
    if (distance < least) {
      least = distance;
      best = cluster;
    }
  }
  return best;
}
