import type { PlayedFaults } from './play-faults.ts'

/** What was played, as a person reads it: the moments with how often they were passed and died at, then the sums. */
export function faultsTable(played: PlayedFaults): string {
  const moments = [...played.moments].sort(([a], [b]) => a.localeCompare(b))
  const width = Math.max(6, ...moments.map(([name]) => name.length))
  const row = (name: string, passed: string, died: string) =>
    `${name.padEnd(width)}  ${passed.padStart(7)}  ${died.padStart(6)}`
  const died = moments.reduce((sum, [, count]) => sum + count.died, 0)
  const disks = played.hasSmallDisks
    ? `${played.fullDisks}`
    : 'none, because only root on Linux may mount small ones'
  return [
    row('moment', 'passed', 'killed'),
    ...moments.map(([name, count]) => row(name, String(count.passed), String(count.died))),
    '',
    `killed: ${played.clientKills} desks and ${played.serverKills} servers, ${died} of them at a moment with a name`,
    `partitions: ${played.partitions}, full disks: ${disks}`,
    `${played.messages} messages written, ${played.operations} Operations asked for, ${played.rounds} rounds in ${played.seconds.toFixed(0)} s`
  ].join('\n')
}
