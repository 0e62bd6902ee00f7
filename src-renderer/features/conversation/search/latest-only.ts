/**
 * Asks one question at a time. While an answer is on its way only the newest question is kept, and an answer that is out of date
 * when it comes is dropped, so typing never waits and never piles up questions.
 */
export function latestOnly<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
  show: (question: Question, answer: Answer) => void
): (question: Question) => Promise<void> {
  let wanted: { question: Question } | null = null
  let isAsking = false
  return async (question) => {
    wanted = { question }
    if (isAsking) return
    isAsking = true
    try {
      while (wanted !== null) {
        const now: { question: Question } = wanted
        wanted = null
        const answer = await ask(now.question)
        if (wanted === null) show(now.question, answer)
      }
    } finally {
      isAsking = false
    }
  }
}
