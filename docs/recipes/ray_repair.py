"""Repairs a set of masks with Ray, one task per shard: ray_repair.py MASKS OUT PALETTE [--shards N] [--num-cpus N]."""

import argparse
import json
import os
import shlex
import subprocess

import ray

COMMAND = shlex.split(os.environ.get("MASKMEND", "maskmend"))


# A task whose worker or command dies is tried again; --resume leaves out what it had done.
@ray.remote(num_cpus=1, max_retries=3, retry_exceptions=True)
def repair(masks, out, palette, index, count):
    arguments = ["repair", masks, "--out", out, "--palette", palette]
    arguments += ["--shard", f"{index}/{count}", "--workers", "1", "--resume", "--json"]
    done = subprocess.run(COMMAND + arguments, capture_output=True, text=True)
    # 2: some files failed, which the report tells of; anything else is for Ray to retry.
    if done.returncode not in (0, 2):
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("masks", type=os.path.abspath)
    parser.add_argument("out", type=os.path.abspath)
    parser.add_argument("palette", type=os.path.abspath)
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--num-cpus", type=int, help="tasks at one time, where Ray is started on this machine alone")
    given = parser.parse_args()
    ray.init(num_cpus=given.num_cpus, log_to_driver=False)
    places = range(1, given.shards + 1)
    tasks = [repair.remote(given.masks, given.out, given.palette, place, given.shards) for place in places]
    for summary in ray.get(tasks):
        print(f"{summary['repaired']} repaired, {summary['failed']} failed")


if __name__ == "__main__":
    main()
