// A reporter for knip that says how many files it has looked at.

/** @param {{ counters: { total: number } }} options */
export default function count({ counters }) {
  console.log(`knip looked at ${counters.total} files`)
}
