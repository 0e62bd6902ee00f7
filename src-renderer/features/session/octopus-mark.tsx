/** The product's sign beside its name. */
export function OctopusMark() {
  return (
    <svg aria-hidden width="32" height="32" viewBox="0 0 32 32">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M9 14.5a7 7 0 0 1 14 0c0 2.4-.6 3.6-.6 5.2 0 1.5 1.1 1.5 1.6 2.3M9 14.5c0 2.4.6 3.6.6 5.2 0 1.5-1.1 1.5-1.6 2.3M13.2 19.5v3.200c0 1-.7 1.6-1.6 1.6M18.8 19.5v3.200c0 1 .7 1.6 1.6 1.6M16 19.5v5"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="13.3" cy="14.5" r="1.3" fill="var(--on-accent)" />
      <circle cx="18.7" cy="14.5" r="1.3" fill="var(--on-accent)" />
    </svg>
  )
}
