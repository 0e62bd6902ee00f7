// npm does not tell reliably that the disk is full, and takes its time for it: so it is asked beforehand.
import fs from 'node:fs'
import path from 'node:path'
import { Stop } from './say.mjs'

/**
 * @param {string} folder
 * @param {number} neededMb
 * @param {string} what what the space is for
 */
export function ensureSpace(folder, neededMb, what) {
  const { bavail, bsize } = fs.statfsSync(folder)
  const freeMb = Math.floor((bavail * bsize) / 1e6)
  if (freeMb < neededMb)
    throw new Stop(
      `The disk is too full: ${what} takes about ${neededMb} MB, and ${freeMb} MB are free in ${path.resolve(folder)}. Free some space and run the command again.`
    )
}
