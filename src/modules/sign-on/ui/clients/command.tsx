/** A command to copy. It scrolls sideways in its own box, which without a mouse needs the focus. */
export function Command({ label, children }: { label: string; children: string }) {
  return (
    <figure className="lt-command">
      <figcaption>{label}</figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} aria-label={label} role="region">
        <code>{children}</code>
      </pre>
    </figure>
  );
}
