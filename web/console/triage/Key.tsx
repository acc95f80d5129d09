/** The key that does the same: for the eye; screen readers hear what the control says. */
export const Key = ({ of }: { of: string }) => (
  <span aria-hidden="true" className="key">
    <kbd>{of}</kbd>
  </span>
)
